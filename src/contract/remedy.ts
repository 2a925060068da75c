import { stringify } from 'yaml';
import type { Form } from './form.ts';
import { methods, originPattern, routePattern } from './format.ts';
import { nearest } from './nearest.ts';
import { durationPattern, ratePattern } from './units.ts';

/** What to write instead of a value that does not fit: as near to it as can be told. */
export function remedyFor(form: Form, found: unknown): string {
  if (form.const !== undefined) return `Write \`${JSON.stringify(form.const)}\`.`;
  if (form.enum) {
    const near = nearest(String(found), form.enum.map(String));
    return near === undefined ? 'Write one of them.' : `Did you mean "${near}"?`;
  }
  const example = exampleOf(form);
  const words = example === undefined ? ownWords(form) : `\`${example}\``;
  return respelt(form, found) ?? (words === undefined ? 'Correct it.' : `Write ${words}.`);
}

// What a text means says more than that it is a text.
const ownWords = ({ type, description }: Form) => (type === 'string' ? description : undefined);

/** A value that fits, as it is written in a file. */
export function exampleOf({ examples, const: only }: Form): string | undefined {
  const example = only ?? examples?.[0];
  return example === undefined ? undefined : written(example);
}

const written = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, aliasDuplicateObjects: false }).trim();

function respelt(form: Form, found: unknown): string | undefined {
  const types = [form.type].flat();
  if (form.pattern === durationPattern) return respeltDuration(found);
  if (form.pattern === ratePattern) return respeltRate(found);
  if (form.pattern?.startsWith(routePattern)) return respeltRoute(found);
  if (form.pattern === originPattern) return respeltOrigin(found);
  if (found === null && types.includes('string') && form.minLength === undefined && !form.pattern)
    return 'Write `""` if it is to be empty.';
  if (typeof found === 'string' && types.includes('integer')) return respeltNumber(found);
  if (typeof found === 'string' && types.includes('object') && types.includes('boolean')) return respeltSchema(found);
  if ((typeof found === 'number' || typeof found === 'boolean') && types.includes('string') && !form.pattern)
    return `Put it in quotes: \`"${found}"\`.`;
  return undefined;
}

function respeltNumber(found: string): string | undefined {
  const [, hundreds] = /^([2-5])xx$/i.exec(found) ?? [];
  if (hundreds) return `Write \`${hundreds}00\`, or a list of all that are meant.`;
  return /^\d+$/.test(found) ? `Write \`${Number(found)}\`, without quotes.` : undefined;
}

function respeltSchema(found: string): string | undefined {
  if (/^(array|boolean|integer|null|number|object|string)$/.test(found)) return `Write \`{ type: ${found} }\`.`;
  return /^[^\s{}]+\.(json|ya?ml)(#\S*)?$/.test(found) ? `Write \`{ $ref: ${found} }\`.` : undefined;
}

function respeltOrigin(found: unknown): string | undefined {
  try {
    return `Write \`${new URL(/^https?:/.test(String(found)) ? String(found) : `http://${found}`).origin}\`.`;
  } catch {
    return undefined;
  }
}

// As other tools spell them; an hour has no unit of its own.
const units = [
  { words: /^(ms|msecs?|millis|milliseconds?)$/i, unit: 'ms', times: 1 },
  { words: /^(s|secs?|seconds?)$/i, unit: 's', times: 1 },
  { words: /^(m|mins?|minutes?)$/i, unit: 'm', times: 1 },
  { words: /^(h|hrs?|hours?)$/i, unit: 'm', times: 60 },
] as const;

function respeltDuration(found: unknown): string | undefined {
  if (typeof found !== 'string' && typeof found !== 'number') return undefined;
  const [, amount, word = ''] = /^\s*(\d*[.,]?\d+)\s*([a-zA-Z]*)\s*$/.exec(String(found)) ?? [];
  if (amount === undefined) return undefined;
  const number = String(Number(amount.replace(',', '.')));
  if (word === '') return `Write the unit, too: \`${number}ms\` or \`${number}s\`.`;
  const meant = units.find(({ words }) => words.test(word));
  return meant && `Write \`${Number(number) * meant.times}${meant.unit}\`.`;
}

function respeltRate(found: unknown): string | undefined {
  const [, number] = /^\s*(\d+(?:\.\d+)?)\s*(?:rps|hz|(?:req\w*)?\s*(?:\/|per)\s*s\w*)?\s*$/i.exec(String(found)) ?? [];
  return number === undefined ? undefined : `Write \`${number}/s\`: so many a second.`;
}

function respeltRoute(found: unknown): string | undefined {
  if (typeof found !== 'string') return undefined;
  const [, method = '', address = ''] = /^\s*(?:([a-zA-Z]+)(?:\s+|:\s*(?=\/[^/])))?(\S*)\s*$/.exec(found) ?? [];
  const path = address.replace(/^https?:\/\/[^/]*/, '').replace(/[?#].*$/, '');
  if (address === '' || (method === '' && !address.includes('/'))) return undefined;
  const spelt = `${method.toUpperCase()} ${path.startsWith('/') ? path : `/${path}`}`;
  if (method === '') return `Write the method, too: \`POST${spelt}\`.`;
  if (!new RegExp(routePattern).test(spelt)) return `The methods are ${methods.join(', ')}.`;
  return `Write \`${spelt}\`${address.includes('?') ? ', and its query parameters under `query`' : ''}.`;
}
