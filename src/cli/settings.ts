import { resolve as absolute, relative, sep } from 'node:path';
import type { Config, Key } from '../config/config.ts';
import { configNames, findConfig } from '../config/find.ts';
import { loadConfig } from '../config/load.ts';
import { readEnvironment, resolve, type Setting, type Sources, unknownProfile } from '../config/resolve.ts';
import { formatProblem } from '../contract/problem.ts';
import { type Profile, profiles } from '../plan/profile.ts';
import { reporters } from '../report/index.ts';

/** What holds for a command: from the command line, the environment, the configuration file and the defaults. */
export interface Settings {
  /** The file, as a person would name it; undefined where there is none. */
  readonly file: string | undefined;
  /** All that is set, for all contracts or for one file, with where it comes from. */
  told(contract?: string): Readonly<Partial<Record<Key, Setting>>>;
  /** The same as flags: by their names in code, without what nobody says. */
  flags(contract?: string): Readonly<Record<string, unknown>>;
  /** The profile of a name that was settled. */
  profile(name: string): Profile;
  /** The files that something differs for, as their globs. */
  readonly overridden: readonly string[];
}

export const configOption = {
  config: {
    type: 'string',
    describe: 'the configuration file; default: shakedown.config.* here or above; --no-config for none',
  },
} as const;

/** Of what a command line says. */
type Flags = Readonly<Record<string, unknown>> & { readonly config?: string | false };

const inCode = (key: string) => key.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

type Complain = (line: string) => void;

/** What of a command can be configured, and its options. */
interface Configured {
  readonly configured?: readonly Key[];
  readonly options: Readonly<Record<string, { readonly default?: unknown }>>;
}

/** Settles what a command works with. Undefined if that cannot be, and the reason is printed. */
export async function settle(
  { configured = [], options }: Configured,
  given: object,
  { complain }: { readonly complain: Complain },
): Promise<Settings | undefined> {
  const flags = given as Flags;
  const environment = readEnvironment(process.env);
  const config = configured.length === 0 ? undefined : await readConfig(flags.config, complain);
  if (typeof environment === 'string') complain(environment);
  if (config === 'wrong' || typeof environment === 'string') return undefined;
  const said = (key: Key) => {
    const value = flags[inCode(key)];
    return Array.isArray(value) && value.length === 0 ? undefined : value;
  };
  const sources: Sources = {
    flags: Object.fromEntries(configured.map((key) => [key, said(key)])),
    environment,
    config,
    defaults: Object.fromEntries(configured.map((key) => [key, options[key]?.default])),
  };
  const settings = settingsFrom(configured, sources);
  const wrong = wrongProfile(settings, config);
  if (wrong !== undefined) complain(wrong);
  return wrong === undefined ? settings : undefined;
}

function settingsFrom(keys: readonly Key[], sources: Sources): Settings {
  const { config } = sources;
  const below = (contract: string) =>
    relative(config?.folder ?? '', absolute(contract))
      .split(sep)
      .join('/');
  const told = (contract?: string) => resolve(keys, sources, contract && below(contract));
  return {
    file: config?.file,
    told,
    flags: (contract) =>
      Object.fromEntries(
        Object.entries(told(contract))
          .filter(([, { value }]) => value !== undefined)
          .map(([key, { value }]) => [inCode(key), value]),
      ),
    profile: (name) => config?.profiles.find((own) => own.name === name) ?? (name as keyof typeof profiles),
    overridden: (config?.overrides ?? []).flatMap(({ contracts }) => contracts),
  };
}

function wrongProfile(settings: Settings, config: Config | undefined): string | undefined {
  const name = settings.told().profile?.value;
  const own = (config?.profiles ?? []).map((one) => one.name);
  return typeof name === 'string' ? unknownProfile(name, [...Object.keys(profiles), ...own]) : undefined;
}

/** All that --profile can be, as far as the configuration here can be read. */
export async function profileNames(): Promise<string[]> {
  const config = await readConfig(undefined, () => {});
  return [
    ...Object.keys(profiles),
    ...(config === undefined || config === 'wrong' ? [] : config.profiles.map(({ name }) => name)),
  ];
}

async function readConfig(asked: string | false | undefined, complain: Complain) {
  if (asked === false) return undefined;
  const [file, ...more] = asked === undefined ? findConfig(process.cwd()) : [asked];
  if (file === undefined) return undefined;
  if (more.length > 0) {
    complain(`There are several configurations: ${[file, ...more].join(', ')}. Keep one, or name it with --config.`);
    return 'wrong' as const;
  }
  if (!/\.(yaml|yml|json|ts|mjs)$/.test(file)) {
    complain(`--config ${file} is no configuration: it is called ${configNames.join(' or ')}.`);
    return 'wrong' as const;
  }
  const { config, problems } = await loadConfig(file, { reporters: reporters.map(({ name }) => name) });
  for (const problem of problems) complain(formatProblem(problem));
  return config ?? ('wrong' as const);
}
