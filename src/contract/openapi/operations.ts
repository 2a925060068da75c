import { methods } from '../format.ts';
import { at, step } from '../pointer.ts';
import type { References, Spot } from '../refs.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

/** A schema or value of a document, as a contract refers to it: `{ $ref: file#pointer }`. */
export type Ref = { readonly $ref: string };

/** What a document says of the bodies of a request or reply in JSON. */
export interface Content {
  readonly schema?: Ref;
  readonly examples: readonly Ref[];
  /** In what types it can come. */
  readonly types: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly schema: Ref | true;
  readonly required: boolean;
  readonly example?: Ref;
}

/** One operation of an OpenAPI document, in the words of a contract. */
export interface DocumentedOperation {
  /** Its `operationId` as far as it can be a name, else one made of method and path. */
  readonly name: string;
  readonly method: string;
  /** With the path of the first server. */
  readonly path: string;
  /** As it stands in the document. */
  readonly barePath: string;
  readonly summary?: string;
  readonly spot: Spot;
  readonly pathParameters: readonly Parameter[];
  readonly query: readonly Parameter[];
  readonly headers: readonly Parameter[];
  readonly body?: Content;
  /** `200`, `4XX` or `default` → what comes with it. */
  readonly replies: Readonly<Record<string, Content>>;
}

/** The operations of a document, in its order. */
export function operationsOf(document: Spot, refs: References): DocumentedOperation[] {
  const reader = new Reader(refs);
  const base = basePath(document.source.value);
  const found: DocumentedOperation[] = [];
  for (const [path, item] of reader.members(document, ['paths'])) {
    if (!path.startsWith('/') || /[\s?#]/.test(path)) continue;
    const shared = reader.list(item, 'parameters');
    for (const method of methods) {
      const spot = reader.inside(item, method.toLowerCase());
      if (spot) found.push(reader.operation(spot, { method, path: base + path, barePath: path }, shared));
    }
  }
  return named(found);
}

/** Two operations never share a name. */
function named(all: readonly DocumentedOperation[]): DocumentedOperation[] {
  const taken = new Set<string>();
  return all.map((one) => {
    let name = one.name;
    for (let n = 2; taken.has(name); n++) name = `${one.name}-${n}`;
    taken.add(name);
    return { ...one, name };
  });
}

/** The path of the first server, its variables at their defaults: what every path of the document begins with. */
function basePath(document: unknown): string {
  const server = at(document, '/servers/0') as { url?: unknown; variables?: Record<string, Json> } | undefined;
  if (typeof server?.url !== 'string') return '';
  const url = server.url.replaceAll(/\{([^}]+)\}/g, (_, name) => String(server.variables?.[name]?.default ?? ''));
  try {
    return new URL(url, 'http://server').pathname.replace(/\/+$/, '');
  } catch {
    return '';
  }
}

class Reader {
  readonly #refs: References;
  constructor(refs: References) {
    this.#refs = refs;
  }

  operation(spot: Spot, route: { method: string; path: string; barePath: string }, shared: readonly Spot[]) {
    const { operationId, summary, description } = valueAt(spot) as Json;
    const own = this.list(spot, 'parameters');
    const places = [...shared, ...own].map(
      (place) => ({ place, ...(valueAt(place) as Json) }) as Json & { place: Spot },
    );
    // One of the operation counts instead of one of its path with the same name.
    const unique = [...new Map(places.map((one) => [`${one.in} ${one.name}`, one])).values()];
    const of = (where: string) => unique.filter((one) => one.in === where).map((one) => this.#parameter(one));
    const body = this.inside(spot, 'requestBody');
    const told = summary ?? description;
    return {
      name: nameOf(operationId, route),
      ...route,
      ...(typeof told === 'string' ? { summary: told.trim().split('\n')[0]! } : {}),
      spot,
      pathParameters: of('path'),
      query: of('query'),
      headers: of('header').filter(({ name }) => !/^(accept|content-type|authorization)$/i.test(name)),
      ...(body ? { body: this.#content(body) } : {}),
      replies: Object.fromEntries(
        this.members(spot, ['responses']).map(([status, reply]) => [status, this.#content(reply)]),
      ),
    };
  }

  #parameter({ place, name, required, schema, example }: Json & { place: Spot }): Parameter {
    const inJson = this.members(place, ['content']).find(([type]) => isJson(type))?.[1];
    const holder = inJson ?? place;
    const has = schema !== undefined || (inJson && (valueAt(inJson) as Json).schema !== undefined);
    return {
      name: String(name),
      schema: has ? refTo(below(holder, 'schema')) : true,
      required: required === true,
      ...(example === undefined ? {} : { example: refTo(below(place, 'example')) }),
    };
  }

  /** The JSON among the types that a body can have. */
  #content(holder: Spot): Content {
    const all = this.members(holder, ['content']);
    const types = all.map(([type]) => type);
    const media = all.find(([type]) => isJson(type))?.[1];
    if (!media) return { types, examples: [] };
    const { schema, example } = valueAt(media) as Json;
    const examples = this.members(media, ['examples'])
      .filter(([, one]) => (valueAt(one) as Json).value !== undefined)
      .map(([, one]) => refTo(below(one, 'value')));
    return {
      types,
      ...(schema === undefined ? {} : { schema: this.#schema(below(media, 'schema')) }),
      examples: example === undefined ? examples : [refTo(below(media, 'example')), ...examples],
    };
  }

  /** A schema that is nothing but a reference is the one that it refers to. */
  #schema(spot: Spot): Ref {
    const value = valueAt(spot);
    const isBare = isObject(value) && typeof value.$ref === 'string' && Object.keys(value).length === 1;
    return refTo((isBare ? this.#refs.resolved(spot) : undefined) ?? spot);
  }

  /** What stands under a key, references followed. */
  inside(spot: Spot, key: string): Spot | undefined {
    const value = valueAt(spot);
    if (!isObject(value) || !isObject(value[key])) return undefined;
    const found = this.#refs.resolved(below(spot, key));
    return found && isObject(valueAt(found)) ? found : undefined;
  }

  list(spot: Spot, key: string): Spot[] {
    const value = (valueAt(spot) as Json)[key];
    if (!Array.isArray(value)) return [];
    return value
      .flatMap((_, i) => this.#refs.resolved(below(below(spot, key), i)) ?? [])
      .filter((s) => isObject(valueAt(s)));
  }

  members(spot: Spot, path: readonly string[]): [string, Spot][] {
    const map = path.reduce<Spot | undefined>((s, key) => s && this.inside(s, key), spot);
    if (!map) return [];
    return Object.keys(valueAt(map) as Json).flatMap((key): [string, Spot][] => {
      const member = this.inside(map, key);
      return member ? [[key, member]] : [];
    });
  }
}

const valueAt = (spot: Spot): unknown => at(spot.source.value, spot.pointer);
const below = (spot: Spot, key: string | number): Spot => ({ ...spot, pointer: step(spot.pointer, key) });
const isJson = (type: string): boolean =>
  /^(application\/([\w.+-]+\+)?json|\*\/\*|application\/\*)\s*(;|$)/i.test(type);

/** By the absolute path of its file. */
const refTo = ({ path, pointer }: Spot): Ref => ({ $ref: `${encodePath(path)}#${encodePointer(pointer)}` });
const encodePath = (path: string) => encodeURI(path).replaceAll('#', '%23');
// As few characters as possible are written in another way, so that people can read it.
const encodePointer = (pointer: string) => pointer.replaceAll('%', '%25').replaceAll('#', '%23');

function nameOf(id: unknown, { method, barePath }: { method: string; barePath: string }): string {
  const slug = barePath.replaceAll(/\W+/g, '_').replaceAll(/^_+|_+$/g, '');
  const made = `${method.toLowerCase()}_${slug || 'root'}`;
  if (typeof id !== 'string') return made.replaceAll('_', '-');
  // Some frameworks append path and method to the name of a function.
  const tail = `${barePath.replaceAll(/\W/g, '_')}_${method.toLowerCase()}`;
  const own = id.endsWith(tail) ? id.slice(0, -tail.length) : id;
  const plain = own.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').replaceAll(/^[^A-Za-z]+|-+$/g, '');
  return plain || made.replaceAll('_', '-');
}
