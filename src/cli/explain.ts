import type { Check } from '../check/check.ts';
import { checks } from '../check/index.ts';
import type { Claim } from '../contract/contract.ts';
import { suggest } from '../contract/nearest.ts';
import type { Fault } from '../fault/fault.ts';
import { allMesses } from '../mess/index.ts';
import type { Mess } from '../mess/mess.ts';
import { shapes } from '../outage/index.ts';
import type { Shape } from '../outage/outage.ts';
import { allFaults, declaredAs, protocols } from '../protocol/index.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { appliesText, steps } from '../scenario/told.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-code.ts';
import { libraryHere } from './scenarios.ts';
import { keptIds, outOption, readFinding } from './store.ts';

interface Flags {
  readonly name: string;
  readonly out: string;
}

export const explainCommand: Command<Flags> = {
  command: 'explain <name>',
  describe:
    'what a fault, outage, check, protocol, scenario or finding is, why it matters, and how components usually get it right',
  positionals: { name: { type: 'string', demandOption: true, describe: 'a name from `list`, or the id of a finding' } },
  options: { out: outOption },
  offers: { name: () => known(outOption.default) },
  configured: ['out'],
  examples: {
    '$0 explain cut-body': 'a fault',
    '$0 explain answers-as-expected': 'a check',
    '$0 explain model-overloaded': 'a scenario',
  },
  run: ({ name, out }, context) => {
    const text = textOf(name, out);
    if (text) {
      context.print(text);
      return exitCodes.holds;
    }
    context.complain(`There is nothing called "${name}". ${suggest(name, known(out), 'There are')}`);
    return exitCodes.usage;
  },
};

const known = (out: string): string[] => [
  ...allFaults.map(({ fault }) => fault.name),
  ...allMesses.map(({ mess }) => mess.name),
  ...shapes.map((s) => s.name),
  ...checks.map((c) => c.name),
  ...[...protocols, ...declaredAs].map((p) => p.name),
  ...libraryHere().scenarios.map((s) => s.name),
  ...keptIds(out),
];

function textOf(name: string, out: string): string | undefined {
  const fault = allFaults.find((f) => f.fault.name === name);
  if (fault) return faultText(fault.fault, fault.layer);
  const messy = allMesses.find((m) => m.mess.name === name);
  if (messy) return messText(messy.mess, messy.level);
  const shape = shapes.find((s) => s.name === name);
  if (shape) return outageText(shape);
  const check = checks.find((c) => c.name === name);
  if (check) return checkText(check);
  const protocol = [...protocols, ...declaredAs].find((p) => p.name === name);
  if (protocol)
    return [
      `${protocol.name} – a protocol: ${protocol.summary}.`,
      '',
      `Its operations are ${protocol.operations}.`,
      ...protocol.faults.map((f) => `Its own fault: ${f.name} – ${f.summary}.`),
    ].join('\n');
  const library = libraryHere();
  const scenario = library.scenarios.find((s) => s.name === name);
  if (scenario) return scenarioText(scenario, library.overridden.includes(name));
  const kept = readFinding(out, name);
  if (typeof kept === 'string') return undefined;
  const broken = checks.find((c) => c.name === kept.check);
  return [
    `${kept.id} – a finding: ${kept.name}`,
    '',
    kept.told,
    '',
    ...(broken ? [checkText(broken), ''] : []),
    `Play it again with: npx shakedown replay ${kept.id}`,
  ].join('\n');
}

const owed: Readonly<Record<Claim, string>> = {
  intact: 'The reply is legal, if unusual. The answer owed is `ok`: nobody may notice.',
  late: 'The healthy reply comes, later. Within the declared p99 the answer owed is `ok`; beyond that what `on-failure` allows, and a timely `ok` is right, too.',
  doubtful:
    'A lenient reader can use the reply, a strict one may refuse it. Both `ok` and what `on-failure` allows are right.',
  lost: 'Nothing usable is left. The answer owed is one that `on-failure` allows; `ok` only if a retry in the same request got a healthy reply.',
  tainted:
    'The reply parses, but breaks what was agreed. It is owed the same as a lost one, and nothing of it may surface anywhere.',
};

function faultText(fault: Fault, layer: string): string {
  const params = Object.entries(fault.params).map(([name, p]) => `  ${name}: ${JSON.stringify(p.schema)}`);
  return [
    `${fault.name} – a fault (${layer}): the dependency ${fault.summary}.`,
    '',
    `Seen in real life  ${fault.seen}`,
    `It leaves          the reply ${fault.leaves}. ${owed[fault.leaves]}`,
    ...(fault.commits && fault.leaves === 'lost'
      ? ['An effect           has happened when it strikes: a retry needs the same idempotency key.']
      : []),
    `It strikes         ${fault.recurs.join(' or ')}`,
    ...(params.length > 0 ? ['Its parameters', ...params] : []),
  ].join('\n');
}

function messText({ name, summary, seen, leeway }: Mess, level: string): string {
  return [
    `${name} – a mess kind (${level}): the caller ${summary}.`,
    '',
    `Seen in real life  ${seen}`,
    leeway
      ? 'It is owed         what the reader decides: standards allow both `ok` and a rejection. Nothing else is right.'
      : 'It is owed         `ok` where the request still satisfies its schema, or the contract tolerates it; else a rejection without a trace.',
  ].join('\n');
}

/** Lines beside a label. */
const column = (label: string, lines: readonly string[]) =>
  lines.map((line, i) => `${(i === 0 ? label : '').padEnd(19)}${line}`);

function scenarioText(scenario: Scenario, overrides: boolean): string {
  const { name, family, title, happened, checks: named, file, shipped } = scenario;
  const said = named.map((check) => `${check}: ${checks.find((c) => c.name === check)!.claim}`);
  return [
    `${name} – a scenario (${family}): ${title}.`,
    '',
    ...(happened === undefined ? [] : [`Happened           ${happened}`]),
    `Applies to         ${appliesText(scenario)}`,
    ...column(
      'What happens',
      steps(scenario).map((step, i) => `${i + 1}. ${step}`),
    ),
    ...column('It is there for', said),
    `Its file           ${file}${shipped ? '' : overrides ? ' (yours, instead of the shipped one)' : ' (yours)'}`,
    '',
    `Play it with: npx shakedown run --scenario ${name}`,
  ].join('\n');
}

function outageText({ name, summary, seen, params }: Shape): string {
  const each = Object.entries(params).map(
    ([param, { schema, usual }]) => `  ${param}: ${JSON.stringify(schema)}, ${usual} if nobody says`,
  );
  return [
    `${name} – an outage under traffic: the dependency ${summary}.`,
    '',
    `Seen in real life  ${seen}`,
    ...(each.length > 0 ? ['Its parameters', ...each] : []),
  ].join('\n');
}

function checkText({ name, claim, why, fix }: Check): string {
  return [`${name} – a check: ${claim}.`, '', `Why it matters     ${why}`, `Usually right      ${fix}`].join('\n');
}
