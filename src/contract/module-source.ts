import { createRequire } from 'node:module';
import { packageFile } from '../package-file.ts';
import type { Place } from './contract.ts';
import { at, step } from './pointer.ts';
import type { Problem } from './problem.ts';
import type { ReadResult, Source } from './source.ts';
import { readText } from './text.ts';

/** A contract that is code. */
export const modulePattern = /\.[cm]?[jt]s$/;
const maxDepth = 50;
const maxKib = 256;

/**
 * Reads a contract in TypeScript or JavaScript: its default export. This runs the file and what it imports, as reading
 * one in YAML or JSON never does.
 */
export function readModule(path: string, file: string): ReadResult {
  const refuse = (message: string, remedy: string, pointer?: string): Problem => ({
    file,
    line: 1,
    column: 1,
    ...(pointer ? { pointer } : {}),
    severity: 'error',
    rule: 'readable',
    message,
    remedy,
  });
  const unread = readText(path, maxKib);
  if ('message' in unread) return { problems: [refuse(unread.message, unread.remedy ?? 'Check the path.')] };
  let exported: unknown;
  try {
    exported = defaultOf(jitiAt(path)(path));
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);
    return { problems: [refuse(`The file cannot be run: ${why}.`, 'Correct it; it is run to be read.')] };
  }
  if (exported === undefined)
    return { problems: [refuse('The file has no default export.', 'Write `export default defineContract({ … })`.')] };
  const problems: Problem[] = [];
  const value = new Plain(path, (pointer, message, remedy) => problems.push(refuse(message, remedy, pointer))).of(
    exported,
    '',
    [],
  );
  return problems.length > 0 ? { problems } : { source: new ModuleSource(file, unread.text, value), problems };
}

/** Contracts import `defineContract` from the package, wherever that is. */
function jitiAt(path: string) {
  // Loaded only where there is such a contract: most have none.
  const { createJiti } = createRequire(import.meta.url)('jiti') as typeof import('jiti');
  const alias = { shakedown: packageFile('dist/bundle/define-contract.js') };
  return createJiti(path, { moduleCache: false, fsCache: false, alias });
}

const defaultOf = (loaded: unknown): unknown =>
  typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined;

/** What a module says as data: schemas of other libraries as JSON Schema, and nothing that is no JSON. */
class Plain {
  readonly #path: string;
  readonly #complain: (pointer: string, message: string, remedy: string) => void;

  constructor(path: string, complain: (pointer: string, message: string, remedy: string) => void) {
    this.#path = path;
    this.#complain = complain;
  }

  of(value: unknown, pointer: string, above: readonly object[]): unknown {
    if (isStandard(value)) return this.#schemaOf(value, pointer);
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      this.#complain(pointer, `A contract is data, and this is a ${typeof value}.`, 'Write a value of JSON.');
      return null;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (above.includes(value) || above.length > maxDepth) {
      this.#complain(
        pointer,
        above.includes(value) ? 'This value holds itself.' : `This is nested deeper than ${maxDepth} levels.`,
        'Write a value of JSON.',
      );
      return null;
    }
    const inner = [...above, value];
    if (Array.isArray(value)) return value.map((item, i) => this.of(item, step(pointer, i), inner));
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [key, this.of(item, step(pointer, key), inner)]));
  }

  /** The schema of what is sent: before defaults and transformations. */
  #schemaOf(value: Standard, pointer: string): unknown {
    const { vendor, jsonSchema } = value['~standard'];
    try {
      if (jsonSchema) return jsonSchema.input({ target: 'draft-2020-12' });
      // Versions of zod before Standard JSON Schema have a function of their own for it.
      if (vendor === 'zod') return createRequire(this.#path)('zod').toJSONSchema(value, { io: 'input' });
      this.#complain(
        pointer,
        `This schema of ${vendor} cannot tell itself as JSON Schema.`,
        'Write its JSON Schema, or take a version with Standard JSON Schema.',
      );
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n')[0]!.replace(/\.$/, '') : String(error);
      this.#complain(pointer, `This schema of ${vendor} has no JSON Schema: ${why}.`, 'Write its JSON Schema.');
    }
    return true;
  }
}

interface Standard {
  readonly '~standard': {
    readonly vendor: string;
    readonly jsonSchema?: { input(options: { readonly target: string }): unknown };
  };
}

/** Schemas of some libraries are functions. */
const isStandard = (value: unknown): value is Standard =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') && '~standard' in value;

/** A value that code made: where it was written is not known, and so its pointer is told. */
class ModuleSource implements Source {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;

  constructor(file: string, text: string, value: unknown) {
    this.file = file;
    this.text = text;
    this.value = value;
  }

  place(pointer: string): Place {
    let known = pointer;
    while (known !== '' && at(this.value, known) === undefined) known = known.slice(0, known.lastIndexOf('/'));
    return { line: 1, column: 1, ...(known === '' ? {} : { pointer: known }) };
  }

  places(): Record<string, Place> {
    const places: Record<string, Place> = {};
    const visit = (value: unknown, pointer: string): void => {
      places[pointer] = this.place(pointer);
      if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) visit(inner, step(pointer, key));
    };
    visit(this.value, '');
    return places;
  }
}
