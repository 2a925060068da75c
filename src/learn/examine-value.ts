import type { Schema } from '../contract/contract.ts';
import { violations } from '../contract/json-schema.ts';
import { at, steps } from '../contract/pointer.ts';
import { type Spot, spots } from '../schema/break.ts';
import type { Deviation } from './deviation.ts';
import { generalPointer } from './general-pointer.ts';
import { allowedKinds, breakingKinds, messNamed } from './kinds/index.ts';
import { isObject } from './kinds/kind.ts';
import { type Told, telling } from './telling.ts';

const vague = ['other-format', 'other-pattern'];
const parentOf = (pointer: string) => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));

/** How the value of a body differs from what its schema wants, and the mess in it that the schema allows. */
export function examineValue(schema: Schema, body: unknown): Deviation[] {
  const broken = telling(violations(schema, body));
  const wrong = new Set(broken.map(({ violation }) => violation.pointer));
  const all = new Map([...spots(schema, body)].map((spot) => [spot.pointer, spot]));
  return [
    ...broken.map((told) => breaking(schema, body, told, all)),
    ...[...all.values()].flatMap((spot) => (wrong.has(spot.pointer) ? [] : allowed(schema, body, spot))),
    ...[...all.values()].flatMap((spot) => strangers(schema, body, spot)),
  ];
}

function breaking(
  schema: Schema,
  body: unknown,
  { violation, wanted }: Told,
  all: ReadonlyMap<string, Spot>,
): Deviation {
  const value = at(body, violation.pointer);
  const node = all.get(violation.pointer)?.node ?? {};
  const inList = Array.isArray(at(body, parentOf(violation.pointer)));
  const kind = breakingKinds.find(
    ({ keywords, fits }) =>
      (keywords.length === 0 || keywords.includes(violation.keyword)) &&
      fits({ violation, value, node, wanted, inList }),
  )!;
  // A rule of its own for a text says nothing of what is in it.
  const content = vague.includes(kind.name) ? allowedKinds.find(({ fits }) => fits(value, node)) : undefined;
  const unknown = violation.at !== violation.pointer && violation.keyword !== 'required';
  const member = unknown ? steps(violation.at).at(-1)! : undefined;
  const place = kind.at === 'parent' ? parentOf(violation.at) : violation.at;
  return {
    kind: (content ?? kind).name,
    pointer: generalPointer(schema, body, place),
    breaks: true,
    keyword: violation.keyword,
    value: member === undefined ? value : { [member]: (value as Record<string, unknown>)[member] },
    ...(member === undefined ? {} : { member }),
  };
}

function allowed(schema: Schema, body: unknown, { pointer, value, node }: Spot): Deviation[] {
  return allowedKinds
    .filter((kind) => kind.fits(value, node))
    .map(({ name: kind }) => ({
      kind,
      pointer: generalPointer(schema, body, pointer),
      breaks: messNamed(kind)?.leeway ?? false,
      value,
    }));
}

/** Members that nobody declared, in an object that is open. */
function strangers(schema: Schema, body: unknown, { pointer, value, node }: Spot): Deviation[] {
  const { properties, patternProperties, additionalProperties: more = true } = node;
  if (!isObject(value) || !properties || patternProperties || more !== true) return [];
  return Object.keys(value)
    .filter((member) => !Object.hasOwn(properties, member))
    .map((member) => ({
      kind: 'unknown-field',
      pointer: generalPointer(schema, body, pointer),
      breaks: false,
      value: { [member]: value[member] },
      member,
    }));
}
