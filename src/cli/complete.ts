import type { Options } from 'yargs';
import type { Command } from './command.ts';

type Completed = Pick<Command<object>, 'command' | 'positionals' | 'options' | 'offers'>;

/**
 * What can stand in the place of the last of some words, which may be begun or empty. None: a file, which shells know
 * best.
 */
export async function complete(words: readonly string[], commands: readonly Completed[]): Promise<readonly string[]> {
  const begun = words.at(-1) ?? '';
  const named = commands.find((one) => namesOf(one).includes(words[0] ?? ''));
  const usual = commands.find(({ command }) => [command].flat().includes('$0'));
  const isFirst = words.length <= 1;
  const meant = (isFirst ? undefined : named) ?? usual;
  if (!meant) return [];
  const before = words.slice(meant === named && !isFirst ? 1 : 0, -1);
  const found = await offered(meant, before, begun);
  // The default command may have begun, or the name of another.
  const others = isFirst && !begun.startsWith('-') ? commands.flatMap(namesOf) : [];
  return [...others, ...found].filter((word) => word.startsWith(begun));
}

export const namesOf = ({ command }: Pick<Command<object>, 'command'>): string[] =>
  [command]
    .flat()
    .map((text) => text.split(' ')[0]!)
    .filter((name) => name !== '$0');

async function offered(command: Completed, before: readonly string[], begun: string): Promise<readonly string[]> {
  const { options, positionals } = command;
  const option = optionAt(options, before.at(-1));
  if (option !== undefined) return await offersOf(command, option, options[option]!);
  if (begun.startsWith('-')) return ['--help', ...Object.entries(options).flatMap(spelt)];
  const all = Object.keys(positionals);
  const given = before.filter((word, i) => !word.startsWith('-') && optionAt(options, before[i - 1]) === undefined);
  const name = all[given.length] ?? (all.length > 0 && positionals[all.at(-1)!]!.array ? all.at(-1) : undefined);
  return name === undefined ? [] : await offersOf(command, name, positionals[name]!);
}

async function offersOf({ offers }: Completed, name: string, { choices }: Pick<Options, 'choices'>) {
  return (choices as readonly string[] | undefined) ?? (await offers?.[name]?.()) ?? [];
}

/** The option whose value comes after this word. */
function optionAt(options: Completed['options'], word: string | undefined): string | undefined {
  const name = word?.startsWith('--') ? word.slice(2) : undefined;
  return name !== undefined && options[name] && options[name].type !== 'boolean' ? name : undefined;
}

const spelt = ([name, { type, default: usual }]: [string, Options]): string[] => [
  `--${type === 'boolean' && usual === true ? 'no-' : ''}${name}`,
];
