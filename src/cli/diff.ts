import pc from 'picocolors';
import { formatProblem } from '../contract/problem.ts';
import { type Diff, diff, type Told } from '../diff/diff.ts';
import { excerpt, printable } from '../report/printable.ts';
import type { Command, Context } from './command.ts';
import { type ContractVersion, readVersion } from './contract-version.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';

interface Flags {
  readonly old: string;
  readonly new: string;
  readonly json: boolean;
}

export const diffCommand: Command<Flags> = {
  command: 'diff <old> <new>',
  describe: 'which changes of a contract break whom, and the smallest version number that says so; runs nothing',
  positionals: {
    old: { type: 'string', demandOption: true, describe: 'a contract file, or REF:path as it stood in git' },
    new: { type: 'string', demandOption: true, describe: 'the same contract as it is to be' },
  },
  options: { json: { type: 'boolean', default: false, describe: 'print a JSON document' } },
  examples: {
    '$0 diff main:contracts/triage.contract.yaml contracts/triage.contract.yaml':
      'what this branch changes for others: 1 if it breaks somebody, 4 if that cannot be told',
    '$0 diff old.contract.yaml new.contract.yaml --json': 'for programs',
  },
  exitCodes:
    'Exit codes: 0 nobody is broken · 1 somebody is · 2 wrong usage or file · 4 of a change it cannot be told · 5 the harness failed',
  run: compareFiles,
};

async function compareFiles(flags: Flags, context: Context): Promise<ExitCode> {
  const old = await usable(flags.old, context);
  const now = await usable(flags.new, context);
  if (!old || !now) return exitCodes.usage;
  const found = diff({ before: old.contract, after: now.contract });
  const placed = found.changes.map((change) => {
    const version = change.stands === 'old' ? old : now;
    return { ...change, place: version.named(version.locate(change.pointer, change.inside, 'key')) };
  });
  if (flags.json) context.print(JSON.stringify(document(old, now, found, placed), null, 2));
  else for (const line of lines(flags, now, found, placed)) context.print(line);
  if (found.changes.some(({ bump, unclear }) => bump === 'major' && unclear === undefined)) return exitCodes.found;
  return found.bump === 'major' ? exitCodes.inconclusive : exitCodes.holds;
}

type Usable = (ContractVersion & Required<Pick<ContractVersion, 'contract' | 'locate'>>) | undefined;
type Placed = Told & { readonly place: { readonly file: string; readonly line: number; readonly column: number } };

async function usable(text: string, { complain }: Context): Promise<Usable> {
  const version = await readVersion(text);
  if (typeof version === 'string') {
    complain(version);
    return undefined;
  }
  const { contract, locate, problems } = version;
  // What is only expired or odd is the business of `lint`.
  for (const problem of problems) if (problem.severity === 'error') complain(formatProblem(problem));
  return contract && locate ? { ...version, contract, locate } : undefined;
}

/** The version of the JSON document. A change that would break a reader raises it. */
const documentVersion = 1;

function document(old: NonNullable<Usable>, now: NonNullable<Usable>, { bump }: Diff, changes: readonly Placed[]) {
  const name = ({ contract, named }: NonNullable<Usable>) => named({ file: contract.file, line: 1, column: 1 }).file;
  return {
    diff: documentVersion,
    old: name(old),
    new: name(now),
    bump,
    changes: changes.map(({ rule, fingerprint, what, breaks, bump: smallest, unclear, witness, pointer, place }) => ({
      fingerprint,
      rule,
      what,
      verdict: verdictOf({ bump: smallest, unclear }),
      bump: smallest,
      breaks,
      ...(unclear === undefined ? {} : { unclear }),
      ...(witness ? { witness: witness.value } : {}),
      pointer,
      ...place,
    })),
  };
}

const verdictOf = ({ bump, unclear }: { bump: Told['bump']; unclear: string | undefined }) =>
  unclear !== undefined ? 'cannot be told' : bump === 'major' ? 'breaks' : 'breaks nobody';

function lines(flags: Flags, { contract }: NonNullable<Usable>, { bump }: Diff, changes: readonly Placed[]): string[] {
  const told = changes.flatMap((change) => [...changeLines(change), '']);
  const broken = changes.filter((c) => c.bump === 'major' && c.unclear === undefined);
  const unclear = changes.filter((c) => c.unclear !== undefined).length;
  const whom = [...new Set(broken.flatMap(({ breaks }) => breaks))];
  const tail = unclear > 0 ? `; of ${unclear} it cannot be told` : '';
  const head = `${pc.bold(contract.component.name)}  ${printable(`${flags.old} → ${flags.new}`)}`;
  if (broken.length > 0)
    return [
      head,
      '',
      ...told,
      pc.red(
        `✗ ${counted(broken.length)} ${broken.length === 1 ? 'breaks' : 'break'} ${whom.join(', ')}${tail}. Smallest version bump: ${bump}`,
      ),
    ];
  if (unclear > 0)
    return [
      head,
      '',
      ...told,
      pc.yellow(
        `? of ${counted(unclear)} it cannot be told whether it breaks anybody. Smallest version bump that is surely right: ${bump}`,
      ),
    ];
  if (changes.length === 0) return [head, pc.green('✓ nothing changed for anybody. Smallest version bump: none')];
  return [
    head,
    '',
    ...told,
    pc.green(`✓ ${counted(changes.length)}, and nobody is broken. Smallest version bump: ${bump}`),
  ];
}

const counted = (n: number) => `${n} change${n === 1 ? '' : 's'}`;

function changeLines({ rule, fingerprint, what, breaks, bump, unclear, witness, place }: Placed): string[] {
  const mark = unclear !== undefined ? pc.yellow('?') : bump === 'major' ? pc.red('✗') : pc.green('✓');
  const whom = breaks.join(', ');
  const meaning =
    unclear !== undefined
      ? `cannot be told: ${unclear}${whom ? ` (${whom})` : ''}`
      : whom
        ? `breaks ${whom}`
        : 'breaks nobody';
  return [
    `${mark} ${printable(what)}`,
    `  ${printable(meaning)} · ${bump} · ${rule} ${pc.dim(fingerprint)}`,
    ...(witness ? [`  such as ${excerpt(JSON.stringify(witness.value), 110)}`] : []),
    pc.dim(`  ${place.file}:${place.line}:${place.column}`),
  ];
}
