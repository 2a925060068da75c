import type { Contract, Operation } from '../contract/contract.ts';
import { show } from '../contract/show.ts';
import { printable } from '../report/printable.ts';
import type { Deviation } from './deviation.ts';
import type { SeenRequest } from './request.ts';

/** What of a sample is kept in the end: it does not grow with the number of requests. */
export interface Learning {
  readonly requests: number;
  readonly operations: readonly OperationLearning[];
  readonly unmatched: Unmatched;
}

/** Requests for nothing that the contract has. */
export interface Unmatched {
  readonly requests: number;
  /** The first few different calls, fit to be shown → requests. */
  readonly calls: ReadonlyMap<string, number>;
}

export interface OperationLearning {
  readonly operation: Operation;
  readonly requests: number;
  /** Requests in which nothing breaks the contract. */
  readonly sound: number;
  /** Those that break the contract first, and of each sort the most frequent first. */
  readonly deviations: readonly Counted[];
  /** Kind → requests with it, wherever it stands. */
  readonly kinds: ReadonlyMap<string, number>;
}

/** One kind of deviation at one place. */
export interface Counted extends Omit<Deviation, 'value' | 'member'> {
  /** Requests with it there. */
  readonly requests: number;
  /** One value, escaped and cut: for people, and never for a file. */
  readonly example: string;
  /** Different short texts that stood there, and names of unknown members: the first few → requests. */
  readonly values: ReadonlyMap<string, number>;
  /** Of numbers themselves, of texts the characters, of lists the items; undefined where there were none of these. */
  readonly least: number | undefined;
  readonly most: number | undefined;
}

// Of different values and calls so many are kept.
const kept = 20;
const shortest = 60;

interface Counting {
  readonly operation: Operation;
  requests: number;
  sound: number;
  readonly deviations: Map<string, Counted>;
  readonly kinds: Map<string, number>;
}

const count = (counts: Map<string, number>, key: string, most = Infinity) => {
  if (counts.has(key) || counts.size < most) counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Counts deviations, request by request. */
export class Tally {
  readonly #operations: Map<string, Counting>;
  readonly #calls = new Map<string, number>();
  #unmatched = 0;

  constructor({ upstream }: Contract) {
    const empty = (operation: Operation): Counting => ({
      operation,
      requests: 0,
      sound: 0,
      deviations: new Map(),
      kinds: new Map(),
    });
    this.#operations = new Map(Object.values(upstream).map((operation) => [operation.name, empty(operation)]));
  }

  addUnmatched({ method, target }: SeenRequest): void {
    this.#unmatched++;
    count(this.#calls, printable(`${method} ${target.replace(/\?.*$/s, '')}`).slice(0, shortest), kept);
  }

  add({ name }: Operation, found: readonly Deviation[]): void {
    const counting = this.#operations.get(name)!;
    counting.requests++;
    if (!found.some(({ breaks }) => breaks)) counting.sound++;
    for (const kind of new Set(found.map((deviation) => deviation.kind))) count(counting.kinds, kind);
    const once = new Set<string>();
    for (const deviation of found) {
      const key = `${deviation.kind} ${deviation.pointer} ${deviation.breaks}`;
      const before = counting.deviations.get(key);
      counting.deviations.set(key, widened(before ?? begun(deviation), deviation, !once.has(key)));
      once.add(key);
    }
  }

  /** What has been counted so far. */
  learning(): Learning {
    const operations = [...this.#operations.values()].map(({ deviations, ...rest }) => ({
      ...rest,
      deviations: [...deviations.values()].sort(
        (a, b) => Number(b.breaks) - Number(a.breaks) || b.requests - a.requests || (a.pointer < b.pointer ? -1 : 1),
      ),
    }));
    const matched = operations.reduce((n, { requests }) => n + requests, 0);
    return {
      requests: matched + this.#unmatched,
      operations,
      unmatched: { requests: this.#unmatched, calls: this.#calls },
    };
  }
}

function begun({ value, member: _, ...rest }: Deviation): Counted {
  return {
    ...rest,
    requests: 0,
    example: exampleOf(value),
    values: new Map(),
    least: undefined,
    most: undefined,
  };
}

function exampleOf(value: unknown): string {
  try {
    return printable(show(value));
  } catch {
    // It is nested too deep to be written.
    return '…';
  }
}

/** `counts`: it is the first of its kind and place in its request. */
function widened(before: Counted, { value, member }: Deviation, counts: boolean): Counted {
  const size = sizeOf(value);
  const values = before.values as Map<string, number>;
  const label = member ?? (typeof value === 'string' ? value : undefined);
  if (label !== undefined && label.length <= shortest) count(values, label, kept);
  return {
    ...before,
    requests: before.requests + Number(counts),
    least: size === undefined ? before.least : Math.min(before.least ?? size, size),
    most: size === undefined ? before.most : Math.max(before.most ?? size, size),
  };
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : undefined;
}
