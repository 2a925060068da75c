import { existsSync, realpathSync } from 'node:fs';
import { dirname, parse, resolve, sep } from 'node:path';
import type { Place, Schema } from './contract.ts';
import { endlessLoop } from './endless-loop.ts';
import { listOfSchemas, mapOfSchemas, oneSchema, subschemas } from './keywords.ts';
import { suggest } from './nearest.ts';
import { type OpenApiVersion, openApiVersion, plainSchema } from './openapi/plain-schema.ts';
import { at, step, steps } from './pointer.ts';
import type { Problem } from './problem.ts';
import { show, showPath } from './show.ts';
import { readSource, type Source } from './source.ts';

type Json = Record<string, unknown>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

// Names of schemas, and the schemas that are only there to be referred to: a bundle has its own.
const dropped = new Set([
  ...['$id', '$schema', '$anchor', '$dynamicAnchor', '$dynamicRef', '$comment', '$defs', 'definitions'],
]);

// Depth takes the stack of all that walks through a schema later; what a person wrote stays far below.
const maxDepth = 200;
const maxDefinitions = 1000;

// What programs write is larger than what people do.
const limits = { maxKib: 4096, maxTokens: 1_000_000, maxDepth: 100 };

/** A place in a file. */
export interface Spot {
  readonly source: Source;
  readonly path: string;
  readonly pointer: string;
}

/** One schema of the contract while it is bundled. */
interface Bundle {
  /** Where it stands in the contract. */
  readonly pointer: string;
  readonly defs: Record<string, unknown>;
  /** Target → its name in `$defs`. */
  readonly names: Map<string, string>;
  /** How many schemas stand around the one that is copied now, references followed. */
  depth: number;
  excessive: boolean;
}

/**
 * Follows `$ref`s between the files of one project. Every schema that comes out stands alone: what it refers to is
 * copied into its `$defs`, so that no later reader needs a file. Nothing outside the project's folder is opened, and
 * no address is fetched.
 */
export class References {
  readonly problems: Problem[] = [];
  /** Pointers of the schemas and values that could not be had whole. */
  readonly broken = new Set<string>();
  /** Pointer of a bundled schema → name in its `$defs`, or nothing for the schema itself → where that was written. */
  readonly #origins = new Map<string, Map<string, Spot>>();
  /** Pointer of a value → where that was written. */
  readonly #values = new Map<string, Spot>();
  readonly #sources = new Map<string, Source | undefined>();
  /** The files of OpenAPI documents. */
  readonly #openApi = new Map<string, OpenApiVersion>();
  readonly #project: string;
  #root: Spot;

  /** `path` is the contract's own absolute path; `project` the folder that no reference may leave. */
  constructor(contract: Source, path: string, project: string) {
    this.#project = project;
    this.#root = { source: contract, path, pointer: '' };
    this.#sources.set(path, contract);
  }

  /** From now on the contract says this; what was read before is kept. */
  become(contract: Source): void {
    this.#root = { ...this.#root, source: contract };
    this.#sources.set(this.#root.path, contract);
  }

  /** The OpenAPI document that the contract names at a pointer; undefined, with a problem noted, where it is none. */
  document(pointer: string): Spot | undefined {
    const named = { ...this.#root, pointer };
    const found = this.#target(encodeURI(String(at(named.source.value, pointer))).replaceAll('#', '%23'), named);
    if (!found || this.#openApi.has(found.path)) return found;
    this.#problem(
      named,
      `${showPath(found.path)} is no OpenAPI document that can be read${swagger(found)}.`,
      'Name one of version 3.0 or 3.1.',
    );
    return undefined;
  }

  /** What stands at a spot, its references followed; undefined, with a problem noted, where one leads nowhere. */
  resolved(start: Spot): Spot | undefined {
    let spot: Spot | undefined = start;
    for (let hops = 0; spot && hops < 20; hops++) {
      const value = at(spot.source.value, spot.pointer);
      if (!isObject(value) || typeof value.$ref !== 'string') return spot;
      spot = this.#target(value.$ref, { ...spot, pointer: step(spot.pointer, '$ref') });
    }
    return undefined;
  }

  /** Where the value at a pointer of the contract was written, once it was asked for. */
  spotOf(pointer: string): Spot | undefined {
    return this.#values.get(pointer);
  }

  /** Says what is wrong with the value at a pointer of the contract. */
  complain(pointer: string, { message, remedy }: Pick<Problem, 'message' | 'remedy'>): void {
    this.broken.add(pointer);
    this.#problem({ ...this.#root, pointer }, message, remedy ?? '');
  }

  /** Says that something in a document is not used, and why. */
  warn(spot: Spot, message: string, remedy: string): void {
    const { file } = spot.source;
    const place = spot.source.place(spot.pointer);
    this.problems.push({ file, ...place, severity: 'warning', rule: 'openapi', message, remedy });
  }

  /** The schema at `pointer` of the contract, standing alone; `true` where it cannot be had. */
  schema(pointer: string): Schema {
    const bundle: Bundle = { pointer, defs: {}, names: new Map(), depth: 0, excessive: false };
    this.#origins.set(pointer, new Map());
    const bundled = this.#rewrite(at(this.#root.source.value, pointer), { ...this.#root, pointer }, bundle);
    if (!isObject(bundled)) return bundled as boolean;
    if (bundle.excessive) return true;
    const whole = bundle.names.size > 0 ? { ...bundled, $defs: bundle.defs } : bundled;
    const loop = endlessLoop(whole);
    if (loop === undefined) return this.#hoisted(whole, pointer);
    this.#problem(
      { ...this.#root, pointer },
      `The schema refers to itself without ever reaching a value: ${loop.join(' → ')}.`,
      'Let one of the `$ref`s stand inside `properties` or `items`.',
      bundle,
    );
    return true;
  }

  /** Without a first reference that leads to a definition which nothing else refers to. */
  #hoisted(schema: Json, pointer: string): Schema {
    const { $ref: ref, $defs: defs = {}, ...beside } = schema;
    if (typeof ref !== 'string' || Object.keys(beside).length > 0) return schema;
    if ([...subschemas(schema)].filter((part) => part.schema.$ref === ref).length > 1) return schema;
    const name = ref.slice('#/$defs/'.length);
    const { [name]: definition, ...others } = defs as Json;
    const origins = this.#origins.get(pointer)!;
    const origin = origins.get(name);
    if (!isObject(definition) || !origin) return schema;
    origins.set('', origin);
    const whole = Object.keys(others).length > 0 ? { ...definition, $defs: others } : definition;
    return this.#hoisted(whole, pointer);
  }

  /** The value at `pointer` of the contract, or what it refers to if it is `{ $ref: … }`; undefined where that is nothing. */
  value(pointer: string): unknown {
    const spot = this.#follow({ ...this.#root, pointer }, pointer);
    return spot && at(spot.source.value, spot.pointer);
  }

  /** As `value`; each member of it may be a reference, too. */
  members(pointer: string): unknown {
    const whole = this.#follow({ ...this.#root, pointer }, pointer);
    const value = whole && at(whole.source.value, whole.pointer);
    if (!whole || !isObject(value)) return value;
    return Object.fromEntries(
      Object.keys(value).map((key) => {
        const spot = this.#follow({ ...whole, pointer: step(whole.pointer, key) }, step(pointer, key));
        return [key, spot && at(spot.source.value, spot.pointer)];
      }),
    );
  }

  /** Where a part of a schema or value was written: `inside` is a pointer into what was got for `pointer`. */
  locate(pointer: string, inside: string, of: 'key' | 'value'): Place & { file: string } {
    const all = steps(inside);
    const [name, rest] = all[0] === '$defs' ? [all[1] ?? '', join(all.slice(2))] : ['', inside];
    const definition = this.#origins.get(pointer)?.get(name);
    if (definition) return placeOf(definition, rest, of);
    for (let n = all.length; n >= 0; n--) {
      const spot = this.#values.get(pointer + join(all.slice(0, n)));
      if (spot) return placeOf(spot, join(all.slice(n)), of);
    }
    return placeOf(this.#root, pointer + inside, of);
  }

  #follow(start: Spot, pointer: string): Spot | undefined {
    let spot: Spot | undefined = start;
    for (let hops = 0; spot && hops < 20; hops++) {
      this.#values.set(pointer, spot);
      const value = at(spot.source.value, spot.pointer);
      if (!isObject(value) || typeof value.$ref !== 'string' || Object.keys(value).length > 1) return spot;
      spot = this.#target(value.$ref, { ...spot, pointer: step(spot.pointer, '$ref') });
    }
    this.broken.add(pointer);
    if (spot) this.#problem(start, 'The `$ref` leads in a circle.', 'Let one of the files hold the value.');
    return undefined;
  }

  #rewrite(written: unknown, spot: Spot, bundle: Bundle): unknown {
    if (!isObject(written) || this.#isExcessive(bundle)) return written;
    bundle.depth++;
    const version = this.#openApi.get(spot.path);
    const side = /\/(accepts|expects)(\/|$)/.test(bundle.pointer) ? 'request' : 'reply';
    const node = version ? plainSchema(written, version, side) : written;
    const copy = Object.entries(node).map(([key, value]): [string, unknown] => {
      const inner = { ...spot, pointer: step(spot.pointer, key) };
      const part = ([k, v]: [string | number, unknown]) =>
        this.#rewrite(v, { ...inner, pointer: step(inner.pointer, k) }, bundle);
      if (key === '$ref' && typeof value === 'string') return [key, this.#define(value, inner, bundle)];
      if (oneSchema.has(key)) return [key, this.#rewrite(value, inner, bundle)];
      if (listOfSchemas.has(key) && Array.isArray(value)) return [key, [...value.entries()].map(part)];
      if (mapOfSchemas.has(key) && isObject(value))
        return [key, Object.fromEntries(Object.entries(value).map((entry) => [entry[0], part(entry)]))];
      if (key === '$dynamicRef') this.#problem(inner, '`$dynamicRef` is not read.', 'Write `$ref`.', bundle);
      return [key, value];
    });
    bundle.depth--;
    return Object.fromEntries(copy.filter(([key]) => !dropped.has(key)));
  }

  /** Copies the target of a reference into the definitions and answers the local reference to it. */
  #define(ref: string, spot: Spot, bundle: Bundle): string {
    const target = this.#target(ref, spot);
    if (!target) this.broken.add(bundle.pointer);
    const key = target ? `${target.path}#${target.pointer}` : 'unresolved';
    let name = bundle.names.get(key);
    if (name === undefined) {
      name = freeName(target ? (steps(target.pointer).at(-1) ?? parse(target.path).name) : 'unresolved', bundle.defs);
      bundle.names.set(key, name);
      bundle.defs[name] = true;
      if (target) {
        this.#origins.get(bundle.pointer)!.set(name, target);
        bundle.defs[name] = this.#rewrite(at(target.source.value, target.pointer), target, bundle);
      }
    }
    return `#/$defs/${name}`;
  }

  #isExcessive(bundle: Bundle): boolean {
    const tooDeep = bundle.depth > maxDepth;
    if (!bundle.excessive && (tooDeep || bundle.names.size > maxDefinitions)) {
      bundle.excessive = true;
      const what = tooDeep
        ? `is nested deeper than ${maxDepth} levels`
        : `refers to more than ${maxDefinitions} others`;
      this.#problem({ ...this.#root, pointer: bundle.pointer }, `The schema ${what}.`, 'Write a simpler one.', bundle);
    }
    return bundle.excessive;
  }

  /** The spot that a `$ref` found at `spot` names; undefined, with a problem noted, if there is none. */
  #target(ref: string, spot: Spot): Spot | undefined {
    if (/^[a-z][a-z0-9+.-]*:/i.test(ref)) {
      this.#problem(
        spot,
        `${told(ref, spot)} is an address, and nothing is fetched.`,
        'Keep the file in the project, and write its path.',
      );
      return undefined;
    }
    const [file = '', fragment = ''] = ref.split('#');
    const path = file === '' ? spot.path : resolve(dirname(spot.path), decode(file));
    const source = this.#open(path, ref, spot);
    if (!source) return undefined;
    const pointer = fragment === '' || fragment.startsWith('/') ? decode(fragment) : anchor(source.value, fragment);
    if (pointer !== undefined && at(source.value, pointer) !== undefined) return { source, path, pointer };
    this.#problem(
      spot,
      `${told(ref, spot)} leads nowhere: ${showPath(path)} has no ${short(fragment)}.`,
      suggestFragment(source.value, fragment),
    );
    return undefined;
  }

  #open(path: string, ref: string, spot: Spot): Source | undefined {
    if (this.#sources.has(path)) return this.#sources.get(path);
    const refuse = (why: string, remedy: string) => this.#problem(spot, `${told(ref, spot)} ${why}.`, remedy);
    const linked = existsSync(path) && !isInside(realpathSync(this.#project), realpathSync(path));
    if (linked || !isInside(this.#project, path))
      return refuse('leads out of the folder of the project', 'Copy the file into the project.');
    const { source, problems } = readSource(path, showPath(path), limits);
    const unread = problems.find((p) => p.rule === 'readable' && !source);
    if (unread && unread.line === 1 && unread.column === 1) {
      const why = unread.message.replace(/\.$/, '').replace(/^(The file|This) /, '');
      return refuse(`names ${showPath(path)}, which ${why}`, unread.remedy ?? 'Check the path.');
    }
    this.problems.push(...problems);
    const version = openApiVersion(source?.value) ?? this.#openApi.get(spot.path);
    // The files of a document are in its words, but not what an example is in.
    if (version) this.#openApi.set(path, version);
    this.#sources.set(path, source);
    return source;
  }

  #problem(spot: Spot, message: string, remedy: string, bundle?: Bundle): undefined {
    if (bundle) this.broken.add(bundle.pointer);
    this.problems.push({
      file: spot.source.file,
      ...spot.source.place(spot.pointer),
      severity: 'error',
      rule: 'ref',
      message,
      remedy,
    });
  }
}

const swagger = ({ source }: Spot): string =>
  isObject(source.value) && source.value.swagger !== undefined ? `: it is Swagger ${show(source.value.swagger)}` : '';

const join = (all: readonly string[]): string => all.reduce<string>(step, '');
/** What was written, and under which key. */
const told = (ref: string, { pointer }: Spot): string =>
  `\`${steps(pointer).at(-1) === 'spec' ? 'spec' : '$ref'}: ${short(ref)}\``;
const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

const placeOf = ({ source, pointer }: Spot, inside: string, of: 'key' | 'value') => ({
  file: source.file,
  ...source.place(pointer + inside, of),
});

/** A name that needs no escape in a reference. */
function freeName(wanted: string, taken: object): string {
  const plain = wanted.replaceAll(/[^A-Za-z0-9_-]/g, '_') || 'schema';
  for (let n = 1; ; n++) {
    const name = n === 1 ? plain : `${plain}-${n}`;
    if (!Object.hasOwn(taken, name)) return name;
  }
}

function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function anchor(node: unknown, name: string, pointer = ''): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if ((node as Json).$anchor === name) return pointer;
  for (const [key, value] of Object.entries(node)) {
    const found = anchor(value, name, step(pointer, key));
    if (found !== undefined) return found;
  }
  return undefined;
}

function suggestFragment(root: unknown, fragment: string): string {
  const all = fragment.startsWith('/') ? steps(decode(fragment)) : [];
  for (let n = all.length - 1; n >= 0; n--) {
    const parent = at(root, join(all.slice(0, n)));
    if (!isObject(parent)) continue;
    const names = Object.keys(parent);
    return names.length > 0
      ? suggest(all[n]!, names, `In ${n === 0 ? 'it' : show(join(all.slice(0, n)))} there are`)
      : 'It is empty there.';
  }
  return 'Check the part after `#`.';
}
