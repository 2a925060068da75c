import { routePattern } from '../../contract/format.ts';
import { ImportError, type Imported } from '../importer.ts';
import { type Templated, withTemplates } from './path-templates.ts';
import { recordedOperation } from './recorded-operation.ts';
import type { Recording } from './recording.ts';

type Written = Readonly<Record<string, unknown>>;

/** Origins whose API has a personality of its own: its operations come with it. */
const personalities: Readonly<Record<string, string>> = {
  'https://api.openai.com': 'openai',
  'https://api.anthropic.com': 'anthropic',
  'https://generativelanguage.googleapis.com': 'gemini',
  'https://api.cohere.com': 'cohere',
};

const declarable = new RegExp(routePattern);

/** The dependencies that recordings show: one for each origin. Throws `ImportError` where there are none. */
export function dependenciesOf(recordings: readonly Recording[]): Imported {
  if (recordings.length === 0) throw new ImportError('There are no recordings.');
  const remarks = ['Examples are recorded replies: take out what is personal.'];
  const names = new Set<string>();
  const downstream: Record<string, Written> = {};
  for (const [origin, all] of grouped(recordings, (one) => one.origin)) {
    const name = free(nameOfOrigin(origin), names);
    downstream[name] = dependency(origin, all, (text) => remarks.push(`${name}: ${text}`));
  }
  return { value: { downstream }, remarks };
}

function dependency(origin: string, all: readonly Recording[], remark: (text: string) => void): Written {
  const protocol = personalities[origin];
  if (protocol !== undefined) {
    remark(`its operations come with \`protocol: ${protocol}\`; give it \`replies\` that your component can use.`);
    return { protocol, origin };
  }
  const names = new Set<string>();
  const operations: Record<string, Written> = {};
  for (const [call, group] of grouped(withTemplates(all), callOf)) {
    if (!declarable.test(call)) {
      remark(`${call} is left out: a contract has no such call.`);
      continue;
    }
    const operation = recordedOperation(group, remark);
    if (operation) operations[free(nameOfCall(call), names)] = operation;
  }
  if (Object.keys(operations).length === 0)
    throw new ImportError(
      `No request to ${origin} was recorded with a status of success. Record again while it is well.`,
    );
  return { protocol: 'http', origin, operations };
}

const callOf = ({ recording, template }: Templated) => `${recording.method} ${template}`;

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** The name, or with a number behind it, if another has it. */
function free(name: string, taken: Set<string>): string {
  let found = name;
  for (let n = 2; taken.has(found); n++) found = `${name}-${n}`;
  taken.add(found);
  return found;
}

/** `https://api.shop.example.com` → `shop-example`. */
function nameOfOrigin(origin: string): string {
  const { hostname, port } = new URL(origin);
  const labels = hostname.split('.').filter((label) => label !== 'api' && label !== 'www');
  const telling = labels.length > 1 && !/^[\d.]+$/.test(hostname) ? labels.slice(0, -1) : labels;
  const name = plain([...telling, ...(port === '' ? [] : [port])].join('-'));
  // A name begins with a letter.
  return /^[a-z]/i.test(name) ? name : `at-${name}`;
}

/** `GET /v1/orders/{id}/notes` → `get-orders-notes`. */
function nameOfCall(call: string): string {
  const [method, path] = call.split(' ') as [string, string];
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith('{') && !/^(v\d+|api)$/i.test(part));
  return `${method.toLowerCase()}-${plain(words.join('-')) || 'root'}`;
}

const plain = (text: string) => text.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replaceAll(/^-+|-+$/g, '');
