// The document, from what was played.
import { readFileSync } from 'node:fs';
import { protocolNamed } from '../../dist/protocol/index.js';
import { leftOut } from './faults.mjs';

const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const introduction = [
  '# What clients do with faults',
  '',
  'Made by `npm run sdk-behaviour`: each official client, in the version that its heading names, calls a simulated service whose',
  'replies all have one fault, told in the [reference](reference/faults.md). This is what its caller gets, and so what is left to a',
  'component to do.',
  '',
  'Each cell begins with the number of requests that the client made: its retries are as it makes them on its own. Where it has',
  'an option for a time limit, that is set.',
  '',
  '- *ok*: the call gives a result, as if all was well. *Whole text*, *part of the text*, *no text* and the like compare it',
  '  with what the same call gets from a healthy service; what says how an answer ended is told where that differs.',
  '- *throws*: the name of the error, its status or code where it has one, and its words where the name says nothing.',
  '- ***hangs***: no result within 25 seconds.',
  '- *after part of the text*: so much of a stream the caller had got before.',
  '- An unhandled rejection, and what is written to the console, are told behind it.',
  '- *–*: the fault is none there: it has no stream, no tool, no hits, or nothing in the reply that the call needs.',
  '',
  'Replies are cut in their middle. `runTools()` is given a tool that answers. *With a tool*, *asked for JSON* and the like say what was asked for where a fault needs it.',
  '',
];

export const documentOf = (clients) =>
  [...introduction, ...clients.flatMap(section), ...untold(clients), ''].join('\n').replaceAll(/\n{3,}/g, '\n\n');

export const headingOf = ({ packages }) =>
  `## ${packages.map((name) => `${name} ${devDependencies[name]}`).join(', ')}`;

function section(client) {
  return [headingOf(client), '', `Called ${client.options}.`, '', ...client.tables.flatMap(tableOf)];
}

const tableOf = ({ title, ways, rows }) => [
  `### ${title}`,
  '',
  lineOf(['fault', ...ways.map(({ name }) => name)]),
  lineOf(['---', ...ways.map(() => '---')]),
  ...linesOf(rows),
  '',
];

const lineOf = (cells) => `| ${cells.join(' | ')} |`;

/** The rows as lines; values of one fault that make no difference share one. */
export function linesOf(rows) {
  const lines = new Map();
  for (const { fault, params, asks, cells } of rows) {
    const behind = ` | ${cells.map((text) => text?.replaceAll('|', '\\|') ?? '–').join(' | ')} |`;
    const key = `${fault}${asks}${behind}`;
    const line = lines.get(key) ?? { fault, asks, values: [], behind };
    line.values.push(valuesOf(params));
    lines.set(key, line);
  }
  return [...lines.values()].map(({ fault, values, asks, behind }) => {
    const told = values.some(Boolean) ? `: ${values.join(' / ')}` : '';
    return `| \`${fault}\`${told}${asked(asks)}${behind}`;
  });
}

/** Parameters that are the same in all rows, or told in another way. */
const quiet = ['after', 'pick', 'ms', 'behind', 'length', 'inside', 'how'];
/** Their values say nothing without their names. */
const named = ['content', 'id'];

const valuesOf = (params) =>
  Object.entries(params)
    .flatMap(([name, value]) => {
      if (name === 'after' && 'behind' in params) return [value === 0 ? 'at the start' : 'in the middle'];
      return quiet.includes(name) ? [] : [named.includes(name) ? `${name} ${value}` : value];
    })
    .join(', ');

const ways = {
  'a tool': 'with a tool',
  JSON: 'asked for JSON',
  floats: 'asked for floats',
  'a result': 'after a tool’s result',
};

function asked(asks) {
  const told = asks.flatMap((ask) => ways[ask] ?? []);
  return told.length > 0 ? ` (${told.join(', ')})` : '';
}

function untold(clients) {
  const told = new Set(clients.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows.map(({ fault }) => fault))));
  const protocols = [...new Set(clients.flatMap((c) => c.tables.flatMap((t) => t.ways.map((w) => w.protocol))))];
  const own = [...new Set(protocols.flatMap((name) => protocolNamed(name).faults.map((fault) => fault.name)))];
  const list = (names) => names.map((name) => `\`${name}\``).join(', ');
  return [
    '## What is left out',
    '',
    'Of the faults that every service can have, those that differ from a neighbour in the table only in their bytes, those',
    'that change nothing, and those of one field:',
    '',
    ...leftOut().map(({ layer, names }) => `- ${layer}: ${list(names)}`),
    `- of the services themselves, as they fit none of these calls: ${list(own.filter((name) => !told.has(name))) || 'none'}`,
  ];
}
