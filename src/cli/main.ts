#!/usr/bin/env node
import { existsSync } from 'node:fs';
import yargs, { type Argv } from 'yargs';
import { nearest, suggest } from '../contract/nearest.ts';
import { version } from '../version.ts';
import type { Command, Context } from './command.ts';
import { compareCommand } from './compare.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { explainCommand } from './explain.ts';
import { faultCommand } from './fault.ts';
import { importCommand } from './import.ts';
import { judgeCommand } from './judge.ts';
import { learnCommand } from './learn.ts';
import { lintCommand } from './lint.ts';
import { listCommand } from './list.ts';
import { mockCommand } from './mock.ts';
import { replayCommand } from './replay.ts';
import { runCommand } from './run.ts';

const commands = [
  runCommand,
  lintCommand,
  listCommand,
  explainCommand,
  replayCommand,
  judgeCommand,
  mockCommand,
  faultCommand,
  learnCommand,
  importCommand,
  compareCommand,
] as Command<object>[];
const commandNames = commands
  .flatMap(({ command }) => [command].flat().map((c) => c.split(' ')[0]!))
  .filter((name) => name !== '$0');

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
  const context: Context = {
    print: (line) => console.log(line),
    complain: (line) => console.error(line),
    signal: ending.signal,
  };
  try {
    return await parse(args, context);
  } catch (error) {
    if (error instanceof UsageError) {
      context.complain(error.message);
      return exitCodes.usage;
    }
    context.complain(
      `The harness itself failed. This is a defect of Shakedown, not of your component.\n${told(error)}`,
    );
    return exitCodes.internal;
  }
}

/** An error with its stack; where one came while another was on its way, the first of them before it. */
function told(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'suppressed' in error && 'error' in error)
    return `${told(error.suppressed)}\n${told(error.error)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function parse(args: readonly string[], context: Context): Promise<ExitCode> {
  const misspelt = unknownCommand(args);
  if (misspelt) throw new UsageError(misspelt);
  let code: ExitCode = exitCodes.holds;
  const parser = yargs([...args])
    .scriptName('shakedown')
    .version(version);
  for (const { command, describe, positionals, options, examples, run } of commands) {
    const builder = (y: Argv) => {
      for (const [name, about] of Object.entries(positionals)) y.positional(name, about);
      for (const [line, does] of Object.entries(examples)) y.example(line, does);
      return y.options({ ...options }).epilogue(exitCodeHelp);
    };
    const handler = async (flags: object) => {
      code = await run(flags, context);
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
