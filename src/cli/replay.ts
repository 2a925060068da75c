import pc from 'picocolors';
import { checks } from '../check/index.ts';
import { judge } from '../check/judge.ts';
import { curlCommand } from '../report/curl.ts';
import { printable } from '../report/printable.ts';
import { momentLines } from '../report/terminal/finding.ts';
import { messText } from '../report/timeline.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { loadAll } from './find-contracts.ts';
import { keptIds, outOption, readFinding } from './store.ts';

interface Flags {
  readonly finding: string;
  readonly out: string;
  readonly curl: boolean;
}

export const replayCommand: Command<Flags> = {
  command: 'replay <finding>',
  describe: 'play one finding again, with the whole timeline',
  positionals: {
    finding: {
      type: 'string',
      demandOption: true,
      describe: 'the id that a report gives, or a file below .shakedown/corpus',
    },
  },
  options: {
    out: outOption,
    curl: {
      type: 'boolean',
      default: false,
      describe: 'print a command that sends the same request, and play nothing',
    },
  },
  offers: { finding: () => keptIds(outOption.default) },
  configured: ['out'],
  examples: {
    '$0 replay 7f3a2c': 'is it still there?',
    '$0 replay 7f3a2c --curl': 'the request alone, to be sent to the component at $COMPONENT',
  },
  run: replayFinding,
};

async function replayFinding({ finding, out, curl }: Flags, context: Context): Promise<ExitCode> {
  const kept = readFinding(out, finding);
  if (typeof kept === 'string') {
    context.complain(kept);
    return exitCodes.usage;
  }
  const loaded = loadAll([kept.contract], context);
  const contract = loaded?.contracts[0];
  if (!contract) return exitCodes.usage;
  if (curl) {
    const { requestsOf } = await import('../rig/driver/compose.ts');
    const operation = contract.upstream[kept.case.operation];
    if (operation) {
      const streamed = Object.values(operation.answers).some(({ stream }) => stream);
      const commands = requestsOf(operation, kept.case).map((request) => curlCommand(request, streamed));
      context.print(
        commands.length === 1 ? commands[0]! : `${commands.map((command) => `${command} &`).join('\n')}\nwait`,
      );
      return exitCodes.holds;
    }
    context.complain(`The contract no longer has the operation \`${kept.case.operation}\`.`);
    return exitCodes.usage;
  }
  const { replay } = await import('../run/replay.ts');
  context.print(`${kept.id}  ${kept.name}  ${contract.file}`);
  if (kept.case.mess) context.print(`  ${printable(messText(kept.case.mess))}`);
  const result = await replay(contract, kept.case, kept.healthyCalls, context.signal);
  if ('failed' in result) {
    context.complain(result.failed);
    if (result.output.trim()) context.complain(printable(result.output).replaceAll('\\n', '\n'));
    return context.signal.aborted ? exitCodes.interrupted : exitCodes.notHealthy;
  }
  const { observation } = result;
  for (const line of momentLines(contract, { observation }, 120, pc)) context.print(line);
  const { judgements } = judge(contract, observation);
  for (const { name } of checks) {
    const said = judgements[name]!;
    if (said.verdict === 'broken')
      context.print(`  ${pc.red('✗')} ${name}: ${printable(said.told)} Expected: ${printable(said.expected)}.`);
    else
      context.print(
        `  ${said.verdict === 'holds' ? pc.green('✓') : pc.dim('·')} ${name}${'because' in said ? pc.dim(`: ${said.because}`) : ''}`,
      );
  }
  if (observation.aftermath.output.trim())
    context.print(
      `  it wrote\n${observation.aftermath.output
        .split('\n')
        .map((l) => `    ${pc.dim(printable(l))}`)
        .join('\n')}`,
    );
  const said = judgements[kept.check];
  if (said?.verdict === 'inconclusive') {
    context.print(pc.yellow(`? ${kept.check} could not be judged this time: ${printable(said.because)}`));
    return exitCodes.inconclusive;
  }
  const still = said?.verdict === 'broken';
  context.print(still ? pc.red(`✗ still there: ${kept.check}`) : pc.green(`✓ fixed: ${kept.check} holds in this case`));
  return still ? exitCodes.found : exitCodes.holds;
}
