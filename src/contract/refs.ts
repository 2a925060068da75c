import { existsSync, realpathSync } from 'node:fs';
import { dirname, parse, relative, resolve, sep } from 'node:path';
import type { Place, Schema } from './contract.ts';
import { suggest } from './nearest.ts';
import { at, step, steps } from './pointer.ts';
import type { Problem } from './problem.ts';
import { readSource, type Source } from './source.ts';

type Json = Record<string, unknown>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

// Where JSON Schema 2020-12 keeps schemas: one, a list, or a map of them. All else is data and copied as it stands.
const oneSchema = new Set([
  'not',
  'if',
  'then',
  'else',
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
]);
const listOfSchemas = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const mapOfSchemas = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const dropped = new Set(['$id', '$schema', '$anchor', '$comment']);

/** A place in a file. */
interface Spot {
  readonly source: Source;
  readonly path: string;
  readonly pointer: string;
}

/** The definitions of one schema while it is bundled: target → its name in `$defs`. */
interface Bundle {
  readonly defs: Record<string, unknown>;
  readonly names: Map<string, string>;
}

/**
 * Follows `$ref`s between the files of one project. Every schema that comes out stands alone: what it refers to is
 * copied into its `$defs`, so that no later reader needs a file. Nothing outside the project's folder is opened, and
 * no address is fetched.
 */
export class References {
  readonly problems: Problem[] = [];
  /** Pointer of a bundled schema → name in its `$defs` → where that was written. */
  readonly #origins = new Map<string, Map<string, Spot>>();
  readonly #sources = new Map<string, Source | undefined>();
  readonly #project: string;
  readonly #root: Spot;

  /** `path` is the contract's own absolute path; `project` the folder that no reference may leave. */
  constructor(contract: Source, path: string, project: string) {
    this.#project = project;
    this.#root = { source: contract, path, pointer: '' };
    this.#sources.set(path, contract);
  }

  /** The schema at `pointer` of the contract, standing alone. */
  schema(pointer: string): Schema {
    const bundle: Bundle = { defs: {}, names: new Map() };
    this.#origins.set(pointer, new Map());
    const bundled = this.#rewrite(at(this.#root.source.value, pointer), { ...this.#root, pointer }, bundle, pointer);
    if (!isObject(bundled)) return bundled as boolean;
    const whole = bundle.names.size > 0 ? { ...bundled, $defs: bundle.defs } : bundled;
    const loop = endlessLoop(whole);
    if (loop)
      this.#problem(
        { ...this.#root, pointer },
        `refers to itself without ever reaching a value: ${loop}.`,
        'Break the loop: one of the `$ref`s must stand inside `properties` or `items`.',
      );
    return loop ? true : whole;
  }

  /** The value at `pointer` of the contract, or what it refers to if it is `{ $ref: … }`. */
  value(pointer: string): unknown {
    let spot: Spot | undefined = { ...this.#root, pointer };
    for (let hops = 0; spot && hops < 20; hops++) {
      const value = at(spot.source.value, spot.pointer);
      if (!isObject(value) || typeof value.$ref !== 'string' || Object.keys(value).length > 1) return value;
      spot = this.#target(value.$ref, spot);
    }
    if (spot) this.#problem({ ...this.#root, pointer }, 'refers in a circle.', 'Let one of the files hold the value.');
    return undefined;
  }

  /** Where a part of a bundled schema was written: `inside` is a pointer into what `schema(pointer)` gave. */
  locate(pointer: string, inside: string, of: 'key' | 'value'): Place & { file: string } {
    const [defs, name = '', ...rest] = steps(inside);
    const origin = defs === '$defs' ? this.#origins.get(pointer)?.get(name) : undefined;
    if (origin)
      return { file: origin.source.file, ...origin.source.place(rest.reduce<string>(step, origin.pointer), of) };
    return { file: this.#root.source.file, ...this.#root.source.place(pointer + inside, of) };
  }

  #rewrite(node: unknown, spot: Spot, bundle: Bundle, base: string): unknown {
    if (!isObject(node)) return node;
    const copy: Json = {};
    for (const [key, value] of Object.entries(node)) {
      const inner = { ...spot, pointer: step(spot.pointer, key) };
      if (dropped.has(key)) continue;
      if (key === '$ref' && typeof value === 'string') copy.$ref = this.#define(value, inner, bundle, base);
      else if (key === '$dynamicRef') this.#problem(inner, '`$dynamicRef` is not supported.', 'Write `$ref`.');
      else if (oneSchema.has(key)) copy[key] = this.#rewrite(value, inner, bundle, base);
      else if (listOfSchemas.has(key) && Array.isArray(value))
        copy[key] = value.map((v, i) => this.#rewrite(v, { ...inner, pointer: step(inner.pointer, i) }, bundle, base));
      else if (mapOfSchemas.has(key) && isObject(value))
        copy[key] = Object.fromEntries(
          Object.entries(value).map(([k, v]) => [
            k,
            this.#rewrite(v, { ...inner, pointer: step(inner.pointer, k) }, bundle, base),
          ]),
        );
      else copy[key] = value;
    }
    return copy;
  }

  /** Copies the target of a reference into the definitions and answers the local reference to it. */
  #define(ref: string, spot: Spot, bundle: Bundle, base: string): string {
    const target = this.#target(ref, spot);
    const key = target ? `${target.path}#${target.pointer}` : 'unresolved';
    let name = bundle.names.get(key);
    if (name === undefined) {
      name = freeName(target ? (steps(target.pointer).at(-1) ?? parse(target.path).name) : 'unresolved', bundle.defs);
      bundle.names.set(key, name);
      bundle.defs[name] = true;
      if (target) {
        this.#origins.get(base)!.set(name, target);
        bundle.defs[name] = this.#rewrite(at(target.source.value, target.pointer), target, bundle, base);
      }
    }
    return `#/$defs/${name}`;
  }

  /** The spot that a `$ref` found at `spot` names; undefined, with a problem noted, if there is none. */
  #target(ref: string, spot: Spot): Spot | undefined {
    if (/^[a-z][a-z0-9+.-]*:/i.test(ref)) {
      this.#problem(
        spot,
        `\`$ref: ${ref}\` is an address; nothing is fetched.`,
        'Keep the schema in the project and write its path.',
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
      `\`$ref: ${ref}\` leads nowhere: ${this.#shown(path)} has no ${fragment}.`,
      suggestPointer(source.value, fragment),
    );
    return undefined;
  }

  #open(path: string, ref: string, spot: Spot): Source | undefined {
    const known = this.#sources.get(path);
    if (known || this.#sources.has(path)) return known;
    if (!existsSync(path)) {
      this.#problem(
        spot,
        `\`$ref: ${ref}\` leads nowhere: there is no file ${this.#shown(path)}.`,
        'Check the path; it counts from the file that holds the `$ref`.',
      );
      return undefined;
    }
    if (!inside(realpathSync(this.#project), realpathSync(path))) {
      this.#problem(spot, `\`$ref: ${ref}\` leads out of the project's folder.`, 'Copy the file into the project.');
      return undefined;
    }
    const read = readSource(path, this.#shown(path));
    if ('problems' in read) this.problems.push(...read.problems);
    const source = 'source' in read ? read.source : undefined;
    this.#sources.set(path, source);
    return source;
  }

  #shown(path: string): string {
    return path === this.#root.path ? this.#root.source.file : relative(process.cwd(), path);
  }

  #problem(spot: Spot, message: string, remedy: string): void {
    const place: Place = spot.source.place(spot.pointer);
    this.problems.push({ file: spot.source.file, ...place, severity: 'error', rule: 'ref', message, remedy });
  }
}

/** A name that needs no escape in a reference. */
function freeName(wanted: string, taken: object): string {
  const plain = wanted.replaceAll(/[^A-Za-z0-9_-]/g, '_') || 'schema';
  for (let n = 1; ; n++) {
    const name = n === 1 ? plain : `${plain}-${n}`;
    if (!Object.hasOwn(taken, name)) return name;
  }
}

function inside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder + sep);
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

function suggestPointer(root: unknown, fragment: string): string {
  const all = steps(fragment);
  for (let n = all.length - 1; n >= 0; n--) {
    const parent = at(root, all.slice(0, n).reduce<string>(step, ''));
    if (isObject(parent)) return suggest(all[n]!, Object.keys(parent), `What is there`);
  }
  return 'Check the part after `#`.';
}

const inPlace = ['allOf', 'anyOf', 'oneOf'] as const;
const inPlaceOne = ['not', 'if', 'then', 'else'] as const;

/** The first chain of references that returns to its start without descending into a value. */
function endlessLoop(schema: Json): string | undefined {
  const done = new Set<string>();
  const visit = (node: unknown, chain: readonly string[]): string | undefined => {
    if (!isObject(node)) return undefined;
    const next: unknown[] = [
      ...inPlaceOne.map((k) => node[k]),
      ...inPlace.flatMap((k) => (Array.isArray(node[k]) ? node[k] : [])),
    ];
    for (const inner of next) {
      const found = visit(inner, chain);
      if (found) return found;
    }
    if (typeof node.$ref !== 'string') return undefined;
    const ref = node.$ref;
    if (chain.includes(ref))
      return [...chain.slice(chain.indexOf(ref)), ref]
        .map(steps)
        .map((s) => s[1])
        .join(' → ');
    if (done.has(ref)) return undefined;
    const found = visit(at(schema, ref.slice(1)), [...chain, ref]);
    done.add(ref);
    return found;
  };
  for (const node of [schema, ...Object.values((schema.$defs ?? {}) as Json)]) {
    const found = visit(node, []);
    if (found) return found;
  }
  return undefined;
}
