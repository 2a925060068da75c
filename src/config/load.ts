import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Place } from '../contract/contract.ts';
import { nearest } from '../contract/nearest.ts';
import { step } from '../contract/pointer.ts';
import { type Problem, sortProblems } from '../contract/problem.ts';
import { checkShape, type Shape } from '../contract/shape.ts';
import { show, showPath } from '../contract/show.ts';
import { type ReadResult, readSource, type Source } from '../contract/source.ts';
import { profiles } from '../plan/profile.ts';
import { ownProfile } from './bounds.ts';
import type { Config, Key, Placed, WrittenBounds } from './config.ts';
import { configFormat } from './format.ts';

type Json = Readonly<Record<string, unknown>>;

/** Reads a configuration file. One in TypeScript or JavaScript is run; the others are data. */
export async function loadConfig(
  path: string,
  { reporters }: { readonly reporters: readonly string[] },
): Promise<{ readonly config?: Config; readonly problems: readonly Problem[] }> {
  const file = showPath(resolve(path));
  const { source, problems } = /\.[cm]?[jt]s$/.test(path) ? await runSource(path, file) : readSource(path, file);
  if (!source) return { problems };
  const { value } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = `This is no configuration: it holds ${Array.isArray(value) ? 'a list' : show(value)}, not a map.`;
    return { problems: [...problems, problem(source, '', 'shape', message, 'Write `profile: quick`, for example.')] };
  }
  const shape = checkShape(source, configFormat, 'the configuration');
  const all = sortProblems([...problems, ...shape.problems, ...unknownNames(shape, reporters)]);
  return all.length > 0 ? { problems: all } : { config: configOf(shape, dirname(resolve(path))), problems: [] };
}

async function runSource(path: string, file: string): Promise<ReadResult> {
  const place = { line: 1, column: 1 };
  try {
    const { createJiti } = await import('jiti');
    const value: unknown = await createJiti(import.meta.url).import(resolve(path), { default: true });
    return {
      source: { file, text: '', value: plain(value), place: () => place, places: () => ({ '': place }) },
      problems: [],
    };
  } catch (error) {
    const message = `The file cannot be run: ${(error as Error).message ?? error}.`.replaceAll('\n', ' ');
    return { problems: [{ file, ...place, severity: 'error', rule: 'readable', message, remedy: 'Correct it.' }] };
  }
}

/** Without what a program may leave undefined; what is no data as a text, for the format to refuse. */
const plain = (value: unknown): unknown => {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .map(([key, v]) => [key, plain(v)]),
  );
};

function problem(source: Source, pointer: string, rule: string, message: string, remedy: string): Problem {
  return { file: source.file, ...source.place(pointer), severity: 'error', rule, message, remedy };
}

const list = (value: unknown): string[] => (value === undefined ? [] : ([value].flat() as string[]));

function unknownNames({ rest }: Shape, reporters: readonly string[]): Problem[] {
  const written = rest.value as Json;
  const own = Object.keys((written.profiles as Json | undefined) ?? {});
  const taken = own.filter((name) => name in profiles);
  const overrides = (written.overrides as readonly Json[] | undefined) ?? [];
  const unknown = (pointer: string, what: string, name: string, all: readonly string[]) =>
    all.includes(name) ? [] : [problem(rest, pointer, 'known-name', `There is no ${what} "${name}".`, near(name, all))];
  const names = [...Object.keys(profiles), ...own];
  const chosen = [{ at: '', of: written }, ...overrides.map((of, i) => ({ at: step('/overrides', i), of }))];
  return [
    ...taken.map((name) =>
      problem(
        rest,
        step('/profiles', name),
        'known-name',
        `"${name}" is a profile of Shakedown.`,
        'Choose another name.',
      ),
    ),
    ...chosen.flatMap(({ at, of: { profile } }) =>
      typeof profile === 'string' ? unknown(`${at}/profile`, 'profile', profile, names) : [],
    ),
    ...list(written.reporter).flatMap((text) => unknown('/reporter', 'reporter', text.split('=')[0]!, reporters)),
  ];
}

function near(name: string, all: readonly string[]): string {
  const found = nearest(name, all);
  return found === undefined ? `There are ${all.join(', ')}.` : `Did you mean "${found}"?`;
}

function configOf({ rest }: Shape, folder: string): Config {
  const {
    profiles: own = {},
    overrides = [],
    config: _,
    $schema: __,
    ...values
  } = rest.value as {
    readonly profiles?: Readonly<Record<string, WrittenBounds>>;
    readonly overrides?: readonly Json[];
  } & Json;
  const here = (text: string) => fromHere(folder, text);
  return {
    file: rest.file,
    folder,
    values: placed(values, '', rest, here),
    overrides: overrides.map(({ contracts, ...differs }, i) => ({
      contracts: list(contracts),
      values: placed(differs, step('/overrides', i), rest, here),
    })),
    profiles: Object.entries(own).map(([name, written]) => ownProfile(name, written)),
  };
}

function placed(values: Json, at: string, source: Source, here: (text: string) => string): Placed {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]): [string, { value: unknown; place: Place }] => [
      key,
      { value: moved(key as Key, value, here), place: source.place(step(at, key), 'key') },
    ]),
  );
}

/** Paths as they are seen from the working folder. */
function moved(key: Key, value: unknown, here: (text: string) => string): unknown {
  if (key === 'out' || key === 'mess-profile') return here(value as string);
  if (key === 'contracts') return list(value).map(here);
  if (key === 'reporter')
    return list(value).map((text) => text.replace(/=(?!-?$)(.*)$/, (_, path: string) => `=${here(path)}`));
  if (key === 'scenario') return list(value).map((text) => (/\.(ya?ml|json)$/.test(text) ? here(text) : text));
  return key === 'only' ? list(value) : value;
}

function fromHere(folder: string, path: string): string {
  if (isAbsolute(path)) return path;
  const short = relative(process.cwd(), join(folder, path)).split(sep).join('/');
  return short === '' ? '.' : short;
}
