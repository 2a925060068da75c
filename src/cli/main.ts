#!/usr/bin/env node
import { existsSync } from 'node:fs';
import yargs, { type Argv, type Options } from 'yargs';
import { nearest, suggest } from '../contract/nearest.ts';
import { version } from '../version.ts';
import { capacityCommand } from './capacity.ts';
import type { Command, Context } from './command.ts';
import { compareCommand } from './compare.ts';
import { complete, namesOf } from './complete.ts';
import { completionCommand } from './completion.ts';
import { configCommand } from './config.ts';
import { diffCommand } from './diff.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import { faultCommand } from './fault.ts';
import { importCommand } from './import.ts';
import { initCommand } from './init.ts';
import { judgeCommand } from './judge.ts';
import { learnCommand } from './learn.ts';
import { lintCommand } from './lint.ts';
import { listCommand } from './list.ts';
import { mergeCommand } from './merge.ts';
import { mockCommand } from './mock.ts';
import { readyCommand } from './ready.ts';
import { replayCommand } from './replay.ts';
import { runCommand } from './run.ts';
import { configOption, settle } from './settings.ts';
import { print } from './sinks.ts';
import { WriteError } from './write-all.ts';

const commands = [
  runCommand,
  initCommand,
  lintCommand,
  listCommand,
  explainCommand,
  replayCommand,
  judgeCommand,
  mergeCommand,
  mockCommand,
  faultCommand,
  learnCommand,
  importCommand,
  compareCommand,
  exportCommand,
  configCommand,
  completionCommand,
  diffCommand,
  readyCommand,
  capacityCommand,
] as Command<object>[];
const commandNames = commands.flatMap(namesOf);

/** The command line is wrong. */
class UsageError extends Error {}

const exitCodeHelp =
  'Exit codes: 0 all holds · 1 findings or an expired waiver · 2 wrong usage or file · 3 not launched or not healthy\n4 inconclusive · 5 the harness failed · 130 interrupted';

process.exit(await main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<ExitCode> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // The second time the user means it: what was launched is killed as the process exits.
      if (ending.signal.aborted) process.exit(exitCodes.interrupted);
      ending.abort();
    });
  }
  const context: Surroundings = {
    print: (line) => print(`${line}\n`),
    complain: (line) => console.error(line),
    signal: ending.signal,
  };
  const fail = (error: unknown): ExitCode => {
    context.complain(
      error instanceof WriteError
        ? error.message
        : `The harness itself failed. This is a defect of Shakedown, not of your component.\n${told(error)}`,
    );
    return exitCodes.internal;
  };
  // Left to Node, what nobody catches ends with 1, which means findings.
  process.on('uncaughtException', (error) => process.exit(fail(error)));
  try {
    if (args[0] === '--complete') return await completed(args.slice(1), context);
    return await parse(args, context);
  } catch (error) {
    if (!(error instanceof UsageError)) return fail(error);
    context.complain(error.message);
    return exitCodes.usage;
  }
}

/** An error with its stack; where one came while another was on its way, the first of them before it. */
function told(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'suppressed' in error && 'error' in error)
    return `${told(error.suppressed)}\n${told(error.error)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What a shell asks for. */
async function completed(words: readonly string[], { print }: Surroundings): Promise<ExitCode> {
  const told = commands.map((one) => ({
    ...one,
    options: { ...one.options, ...(one.configured ? configOption : {}) },
  }));
  for (const word of await complete(words, told)) print(word);
  return exitCodes.holds;
}

/** What a command is run in, before it is settled what holds. */
type Surroundings = Omit<Context, 'settings'>;

async function parse(args: readonly string[], context: Surroundings): Promise<ExitCode> {
  const misspelt = unknownCommand(args);
  if (misspelt) throw new UsageError(misspelt);
  let code: ExitCode = exitCodes.holds;
  const parser = yargs([...args])
    .scriptName('shakedown')
    .version(version);
  for (const one of commands) {
    const { command, describe, positionals, examples, exitCodes: meaning } = one;
    const builder = (y: Argv) => {
      for (const [name, about] of Object.entries(positionals)) y.positional(name, about);
      for (const [line, does] of Object.entries(examples)) y.example(line, does);
      return y.options(asked(one)).epilogue(meaning ?? exitCodeHelp);
    };
    const handler = async (flags: object) => {
      const settings = await settle(one, flags, context);
      code = settings ? await one.run({ ...flags, ...settings.flags() }, { ...context, settings }) : exitCodes.usage;
    };
    parser.command({ command, describe, builder, handler });
  }
  await parser
    .strict()
    .exitProcess(false)
    .showHelpOnFail(false)
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .fail((message, error) => {
      // Thrown, because what only returns here lets the command run all the same.
      throw error ?? new UsageError(`${message}. ${flagHint(message)}See \`shakedown --help\`.`);
    })
    .parseAsync();
  return code;
}

/** The options of a command as yargs is told of them: the defaults of what can be configured come after the file. */
function asked({ options, configured = [] }: Command<object>): Record<string, Options> {
  const told = Object.entries(options).map(([name, option]): [string, Options] => {
    if (!(configured as readonly string[]).includes(name) || option.default === undefined) return [name, option];
    const { default: usual, defaultDescription = JSON.stringify(usual), ...rest } = option;
    return [name, { ...rest, defaultDescription }];
  });
  return { ...Object.fromEntries(told), ...(configured.length > 0 ? configOption : {}) };
}

/** A first word that is no command, no file and no glob was meant as a command. */
function unknownCommand([first]: readonly string[]): string | undefined {
  if (
    first === undefined ||
    commandNames.includes(first) ||
    !/^[a-z-]+$/.test(first) ||
    first.startsWith('-') ||
    existsSync(first)
  )
    return undefined;
  return `There is no command or contract "${first}". ${suggest(first, commandNames, 'Commands')} See \`shakedown --help\`.`;
}

function flagHint(message: string): string {
  const flags = [...new Set(commands.flatMap(({ options }) => Object.keys(options)))];
  const unknown = /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(', ')[0];
  const near = unknown && nearest(unknown, flags);
  return near ? `Did you mean --${near}? ` : '';
}
