import picomatch from 'picomatch';
import type { Place } from '../contract/contract.ts';
import { nearest } from '../contract/nearest.ts';
import type { Config, Key } from './config.ts';

/** Where a value comes from. */
export type Origin =
  | { readonly kind: 'flag' | 'environment'; readonly name: string }
  | ({ readonly kind: 'file'; readonly file: string } & Place)
  | { readonly kind: 'default' };

export interface Setting {
  /** Undefined where nobody says anything. */
  readonly value: unknown;
  readonly from: Origin;
}

export interface Sources {
  /** What the command line says: key → value. */
  readonly flags: Readonly<Partial<Record<Key, unknown>>>;
  readonly environment: Readonly<Partial<Record<Key, unknown>>>;
  readonly config: Config | undefined;
  readonly defaults: Readonly<Partial<Record<Key, unknown>>>;
}

/**
 * What holds for some keys, for all contracts or for one file, as seen from the configuration's folder: the command line, then the environment, the last override
 * that fits, the rest of the file, the default.
 */
export function resolve(
  keys: readonly Key[],
  { flags, environment, config, defaults }: Sources,
  contract?: string,
): Readonly<Partial<Record<Key, Setting>>> {
  const fitting = contract === undefined ? [] : (config?.overrides ?? []).filter((o) => fits(o.contracts, contract));
  const written = [...fitting.reverse(), ...(config ? [config] : [])];
  const setting = (key: Key): Setting => {
    if (flags[key] !== undefined)
      return { value: flags[key], from: { kind: 'flag', name: key === 'contracts' ? 'command line' : `--${key}` } };
    if (environment[key] !== undefined)
      return { value: environment[key], from: { kind: 'environment', name: variableOf(key) } };
    const found = written.find(({ values }) => values[key])?.values[key];
    if (found) return { value: found.value, from: { kind: 'file', file: config!.file, ...found.place } };
    return { value: defaults[key], from: { kind: 'default' } };
  };
  return Object.fromEntries(keys.map((key) => [key, setting(key)]));
}

const fits = (globs: readonly string[], contract: string) =>
  globs.some((glob) =>
    picomatch.isMatch(
      contract,
      [glob, `${glob}/**`].map((one) => one.replace(/^\.\//, '')),
    ),
  );

const prefix = 'SHAKEDOWN_';

/** The variable that sets a key: `SHAKEDOWN_MESS_PROFILE`. */
export const variableOf = (key: Key) => `${prefix}${key.toUpperCase().replaceAll('-', '_')}`;

const types: Readonly<
  Record<Exclude<Key, 'contracts' | 'only' | 'scenario' | 'reporter'>, 'text' | 'number' | 'flag'>
> = {
  profile: 'text',
  seed: 'number',
  time: 'text',
  rigs: 'number',
  out: 'text',
  shrink: 'flag',
  bail: 'flag',
  'mess-profile': 'text',
};

/** What the environment says, of keys that have one value. A text says what is wrong with it. */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Partial<Record<Key, unknown>>> | string {
  const found: Partial<Record<Key, unknown>> = {};
  for (const [key, type] of Object.entries(types) as [keyof typeof types, string][]) {
    const text = env[variableOf(key)];
    if (text === undefined || text === '') continue;
    if (type === 'flag' && !/^(true|false|1|0)$/.test(text))
      return `${variableOf(key)} must be true or false, not "${text}".`;
    if (type === 'number' && !/^-?\d+$/.test(text)) return `${variableOf(key)} must be a whole number, not "${text}".`;
    found[key] = type === 'text' ? text : type === 'number' ? Number(text) : text === 'true' || text === '1';
  }
  return found;
}

/** One of the names of a profile; a text says that there is none. */
export function unknownProfile(name: string, all: readonly string[]): string | undefined {
  if (all.includes(name)) return undefined;
  const near = nearest(name, all);
  return `There is no profile "${name}". ${near === undefined ? `The profiles are ${all.join(', ')}.` : `Did you mean "${near}"?`}`;
}
