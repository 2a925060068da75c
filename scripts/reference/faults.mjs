// Faults, outages and mess: what is thrown at a component.
import { allMesses } from '../../dist/mess/index.js';
import { shapes } from '../../dist/outage/index.js';
import { allFaults } from '../../dist/protocol/index.js';
import { cell, code, table, title } from './markdown.mjs';

/** The values that a parameter can have, in a few words. */
function values({ enum: all, type, minimum, maximum, exclusiveMinimum, pattern }) {
  if (all) return all.map((one) => code(JSON.stringify(one))).join(', ');
  const from = minimum ?? (exclusiveMinimum === undefined ? undefined : `above ${exclusiveMinimum}`);
  if (from !== undefined && maximum !== undefined) return `${from} to ${maximum}`;
  if (from !== undefined) return `from ${from}`;
  return pattern ? `text like ${code(pattern)}` : [type ?? 'any value'].flat().join(' or ');
}

const parameters = (params) =>
  Object.entries(params)
    .map(([name, { schema, usual }]) =>
      cell(`${code(name)}: ${values(schema)}${usual === undefined ? '' : `; ${usual} if nobody says`}`),
    )
    .join('<br>');

const faultTable = (layer) =>
  table(
    ['fault', 'the dependency …', 'leaves the reply', 'its parameters', 'seen in real life'],
    allFaults
      .filter((f) => f.layer === layer)
      .map(({ fault }) => [
        code(fault.name),
        cell(fault.summary),
        fault.leaves + (fault.commits && fault.leaves === 'lost' ? ', its work done' : ''),
        parameters(fault.params),
        cell(fault.seen),
      ]),
  );

export const faultPage = () => [
  'A fault is a way in which a dependency misbehaves. What the official clients of model APIs, tool servers and stores make of',
  'them: [what clients do with faults](../sdk-behaviour.md).',
  '',
  'What it leaves the reply decides which answer is owed:',
  '',
  '- `intact`: unusual, and nobody may notice: `ok`.',
  '- `late`: within the declared p99 `ok`; beyond that what `on-failure` allows, and a timely `ok` as well.',
  '- `doubtful`: a lenient reader can use it and a strict one may refuse it: both are right.',
  '- `lost`: nothing usable is left: what `on-failure` allows; `ok` only after a retry that got a healthy reply.',
  '- `tainted`: it parses and breaks its schema: as if it was lost, and nothing of it may surface.',
  '',
  '*Its work done*: an effect has happened when the fault strikes, so that a retry needs the same idempotency key. A contract can',
  'say otherwise for a dependency with `treats`. Each fault strikes the first call of a request, or every call; `shakedown explain',
  '<fault>` tells which, and `shakedown list trials <contract>` where it fits.',
  '',
  ...[...new Set(allFaults.map(({ layer }) => layer))].flatMap((layer) => [
    `## ${title(layer)}`,
    '',
    ...faultTable(layer),
    '',
  ]),
];

export const outagePage = () => [
  'Requests keep coming while a dependency goes out and comes back. What the calls meet that an outage strikes is a',
  '[fault](faults.md), or a healthy reply that is held back.',
  '',
  ...table(
    ['outage', 'the dependency …', 'its parameters', 'seen in real life'],
    shapes.map(({ name, summary, seen, params }) => [code(name), cell(summary), parameters(params), cell(seen)]),
  ),
  '',
];

const plural = { body: 'Bodies' };

export const messPage = () => [
  'A mess kind is a way in which real input differs from the clean sample. Where the changed request still satisfies its schema,',
  'or the contract `tolerates` the kind, it is owed `ok`, else a rejection without a trace; *either*: standards leave it to the',
  'reader, and both are right; *nothing*: whatever is answered breaks no promise, and all the rest is judged.',
  '',
  ...[...new Set(allMesses.map(({ level }) => level))].flatMap((level) => [
    `## ${plural[level] ?? `${title(level)}s`}`,
    '',
    ...table(
      ['mess', 'the caller …', 'owed', 'seen in real life'],
      allMesses
        .filter((m) => m.level === level)
        .map(({ mess }) => [
          code(mess.name),
          cell(mess.summary),
          mess.open ? 'nothing' : mess.leeway ? 'either' : 'as the schema says',
          cell(mess.seen),
        ]),
    ),
    '',
  ]),
];
