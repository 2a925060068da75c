import { isDeepStrictEqual } from 'node:util';
import type { Schema } from '../../contract/contract.ts';
import { subschemas } from '../../contract/keywords.ts';

type Json = Record<string, unknown>;

/** The definitions of all schemas of a document, each under one name. */
export class Components {
  readonly schemas: Record<string, Schema> = {};
  readonly #raw = new Map<string, unknown>();

  /** The schema with its references leading to the components of the document. */
  add(schema: Schema): Schema {
    if (typeof schema === 'boolean') return schema;
    const { $defs = {}, ...whole } = schema as Json & { $defs?: Record<string, Schema> };
    const itself = [...subschemas(schema)].some((part) => part.schema.$ref === '#');
    const definitions = itself ? { ...$defs, itself: whole } : $defs;
    const suffix = this.#suffixFor(definitions);
    const rename = (name: string) => `${name.replaceAll(/[^A-Za-z0-9._-]/g, '_')}${suffix}`;
    for (const [name, definition] of Object.entries(definitions)) {
      this.#raw.set(rename(name), definition);
      this.schemas[rename(name)] = led(definition, rename);
    }
    return itself ? { $ref: `#/components/schemas/${rename('itself')}` } : led(whole, rename);
  }

  /** Nothing, where all of these names are free or mean the same; else what makes them so. */
  #suffixFor(definitions: Readonly<Record<string, unknown>>): string {
    for (let n = 1; ; n++) {
      const suffix = n === 1 ? '' : `-${n}`;
      const free = ([name, definition]: [string, unknown]) => {
        const taken = `${name.replaceAll(/[^A-Za-z0-9._-]/g, '_')}${suffix}`;
        return !this.#raw.has(taken) || isDeepStrictEqual(this.#raw.get(taken), definition);
      };
      if (Object.entries(definitions).every(free)) return suffix;
    }
  }
}

/** A copy whose references lead to components. */
function led(schema: Schema, rename: (name: string) => string): Schema {
  const copy = structuredClone(schema);
  for (const { schema: part } of subschemas(copy)) {
    if (typeof part.$ref !== 'string') continue;
    const [, name, rest = ''] = /^#(?:\/\$defs\/([^/]+)(.*))?$/.exec(part.$ref) ?? [];
    (part as Json).$ref = `#/components/schemas/${rename(name ?? 'itself')}${rest}`;
  }
  return copy;
}
