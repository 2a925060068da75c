// The commands, as their own help tells them.
import { readFileSync } from 'node:fs';
import { exitCodeHelp } from '../../dist/cli/exit-code.js';
import { configOption } from '../../dist/cli/settings.js';
import { anchor, cell, code, table, title } from './markdown.mjs';

// `main` ends the process that imports it: which commands there are, and their order, is read from its text.
const main = readFileSync(new URL('../../src/cli/main.ts', import.meta.url), 'utf8');
const files = Object.fromEntries(
  [...main.matchAll(/import \{ (\w+Command) \} from '\.\/([\w-]+)\.ts'/g)].map(([, name, file]) => [name, file]),
);
const named = [...main.matchAll(/^ {2}(\w+Command),$/gm)].map(([, name]) => name);
export const commands = [];
// One after the other: Jest, in whose tests this runs as well, loads no module twice at the same time.
for (const name of named) commands.push((await import(`../../dist/cli/${files[name]}.js`))[name]);

const spoken = ({ command }) => [command].flat()[0];
const nameOf = (command) => spoken(command).split(' ')[0];

function kind({ type, choices, array, default: usual }) {
  if (choices) return choices.map((one) => code(String(one))).join(', ');
  const one = type ?? (usual === undefined ? 'text' : typeof usual);
  const told = { string: 'text', boolean: 'flag', number: 'number' }[one] ?? one;
  return array ? `${told}, as often as wanted` : told;
}

function usual({ default: value, defaultDescription, demandOption }) {
  if (demandOption) return 'required';
  if (defaultDescription) return defaultDescription;
  if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) return '';
  return code([value].flat().join(', '));
}

function options({ options: own, positionals, configured = [] }) {
  const all = [
    ...Object.entries(positionals).map(([name, one]) => [code(`<${name}>`), one]),
    ...Object.entries({ ...own, ...(configured.length > 0 ? configOption : {}) }).map(([name, one]) => [
      code(`--${name}`),
      one,
    ]),
  ];
  const rows = all.map(([name, one]) => [name, kind(one), usual(one), cell(one.describe ?? '')]);
  return rows.length === 0 ? [] : [...table(['option', 'takes', 'default', 'what it does'], rows), ''];
}

function section(command) {
  return [
    `## ${nameOf(command)}`,
    '',
    `${code(`shakedown ${spoken(command)}`)}: ${cell(command.describe)}.`,
    '',
    ...options(command),
    '```sh',
    ...Object.entries(command.examples).flatMap(([text, does]) => [
      `# ${does}`,
      `npx ${text.replace('$0', 'shakedown')}`,
    ]),
    '```',
    '',
    command.exitCodes ?? exitCodeHelp,
    '',
  ];
}

export const commandPage = () => [
  `Each of them says the same with ${code('--help')}. ${code('shakedown')} alone is ${code('shakedown run')}.`,
  '',
  ...commands.map((one) => `- [${code(nameOf(one))}](#${anchor(nameOf(one))}): ${title(cell(one.describe))}`),
  '',
  ...commands.flatMap(section),
];
