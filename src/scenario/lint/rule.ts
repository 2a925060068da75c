import type { Complaint } from '../../contract/lint/rule.ts';
import type { Given } from '../scenario.ts';
import type { Words } from '../words.ts';

/** What a lint rule sees: all of the file that has the form of the format. */
export interface ScenarioDraft {
  /** From the name of the file. */
  readonly name: string;
  readonly written: Written;
  readonly words: Words;
  /** Nothing of the file had to be left out. */
  readonly whole: boolean;
}

/** The file as it was written, without what has the wrong form. */
export interface Written {
  readonly title?: string;
  readonly happened?: string;
  readonly applies?: WrittenWhere & { readonly contracts?: Names; readonly operations?: Names };
  readonly together?: boolean;
  readonly faults?: readonly WrittenFault[];
  readonly mess?: Names;
  readonly 'at-once'?: number;
  readonly traffic?: Readonly<Partial<Record<'rate' | 'before' | 'during' | 'after', string>>>;
  readonly outages?: readonly WrittenOutage[];
  readonly checks?: Names;
}

export type Names = string | readonly string[];

export interface WrittenWhere {
  readonly dependencies?: Names;
  readonly protocol?: Names;
  readonly effect?: 'none' | 'once';
}

export type WrittenParams = Readonly<Record<string, Given>>;

export interface WrittenFault {
  readonly fault?: string;
  readonly params?: WrittenParams;
  readonly call?: string | number;
  readonly share?: number;
  readonly on?: WrittenWhere;
}

export interface WrittenOutage {
  readonly shape?: string;
  readonly params?: WrittenParams;
  readonly fault?: string;
  readonly 'fault-params'?: WrittenParams;
  readonly on?: WrittenWhere;
}

export interface ScenarioRule {
  readonly name: string;
  /** What it forbids, in a sentence. */
  readonly summary: string;
  check(draft: ScenarioDraft): Iterable<Complaint>;
}

/** Each of one or several names, with the pointer at which it stands. */
export function* each(names: Names | undefined, pointer: string): Generator<{ name: string; pointer: string }> {
  if (typeof names === 'string') yield { name: names, pointer };
  else for (const [i, name] of (names ?? []).entries()) yield { name, pointer: `${pointer}/${i}` };
}

/** The entries of a list, with the pointer at which each stands. */
export const placed = <T>(list: readonly T[] | undefined, pointer: string): { one: T; pointer: string }[] =>
  (list ?? []).map((one, i) => ({ one, pointer: `${pointer}/${i}` }));
