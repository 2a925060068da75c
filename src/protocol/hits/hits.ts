import { isValid } from '../../contract/json-schema.ts';
import { at, withAt } from '../../contract/pointer.ts';
import type { Fault } from '../../fault/fault.ts';
import { documentValue, type Reply, withWhole } from '../../fault/reply.ts';
import type { Target } from '../../fault/site.ts';
import type { Json } from '../routes.ts';
import { saidIn } from '../whole.ts';

export type Hit = Readonly<Record<string, unknown>>;

/** The hits of a reply, wherever its service puts them, and the names that their members have there. */
export interface Hits {
  readonly list: readonly Hit[];
  readonly id: string;
  readonly score: string;
  /** Absent where the hits carry none. */
  readonly payload?: string;
}

const lists = ['/result/points', '/result', '/matches', '/results'];
const ids = ['id', 'ids', 'index'];
const scores = ['score', 'relevance_score', 'distances'];
const payloads = ['payload', 'metadata', 'metadatas', 'documents'];

/** The hits of a healthy reply; undefined where it has none. */
export function hitsIn(reply: Reply): Hits | undefined {
  const body = saidIn(reply);
  return lists.map((place) => named(at(body, place))).find((hits) => hits !== undefined) ?? named(rows(body));
}

/** The reply with other hits. */
export function withHits(reply: Reply, list: readonly Hit[]): Reply {
  const body = saidIn(reply)!;
  const place = lists.find((one) => named(at(body, one)) !== undefined);
  return withWhole(reply, place === undefined ? columns(body, list) : (withAt(body, place, list) as Json));
}

function named(list: unknown): Hits | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const [first] = list;
  if (typeof first !== 'object' || first === null) return undefined;
  const among = (names: readonly string[]) => names.find((name) => Object.hasOwn(first, name));
  const [id, score, payload] = [among(ids), among(scores), among(payloads)];
  return id && score ? { list, id, score, ...(payload ? { payload } : {}) } : undefined;
}

/** Some services answer in columns, each with a list for each query: `{ ids: [["a", "b"]], distances: [[0.1, 0.2]] }`. */
const isColumn = (value: unknown): value is [unknown[]] => Array.isArray(value) && Array.isArray(value[0]);

function rows(body: Json = {}): Hit[] {
  const all = Object.entries(body).filter(([, value]) => isColumn(value)) as [string, [unknown[]]][];
  const count = Math.max(0, ...all.map(([, [column]]) => column.length));
  return Array.from({ length: count }, (_, i) => Object.fromEntries(all.map(([name, [column]]) => [name, column[i]])));
}

function columns(body: Hit, list: readonly Hit[]): Hit {
  const other = ([name, value]: [string, unknown]) =>
    [name, isColumn(value) ? [list.map((hit) => hit[name]), ...value.slice(1)] : value] as const;
  return Object.fromEntries(Object.entries(body).map(other));
}

/** What becomes of the hits; undefined where there is nothing to change. */
export type Change = (hits: Hits, seed: number) => readonly Hit[] | undefined;

/** A fault that sends other hits than the healthy reply has. `why` it does not fit where nothing can be changed. */
export const changing = (change: Change, why: string): Pick<Fault, 'unfit' | 'play'> => ({
  unfit: ({ reply }) => (changed(reply, change, 0) ? undefined : why),
  async play(_, exchange) {
    await exchange.reply(changed(exchange.healthy, change, exchange.seed)!);
  },
});

/** As `changing`, where what is left breaks what the component relies on. */
export const spoiling = (change: Change, why: string): Pick<Fault, 'unfit' | 'play'> => ({
  ...changing(change, why),
  unfit: ({ reply }: Target) => {
    const other = changed(reply, change, 0);
    if (!other) return why;
    const spoilt = other.documents.some((document) => !isValid(document.schema, documentValue(other, document)));
    return spoilt ? undefined : 'nobody relies there on what it spoils';
  },
});

function changed(reply: Reply, change: Change, seed: number): Reply | undefined {
  const hits = hitsIn(reply);
  const list = hits && change(hits, seed);
  return list && withHits(reply, list);
}
