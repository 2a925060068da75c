import type { Schema } from '../../contract/contract.ts';
import { type Form, fits } from '../../contract/form.ts';
import type { Complaint } from '../../contract/lint/rule.ts';
import { suggest } from '../../contract/nearest.ts';
import { step } from '../../contract/pointer.ts';
import { show } from '../../contract/show.ts';
import { placed, type ScenarioRule, type WrittenParams } from './rule.ts';

export const paramsFit: ScenarioRule = {
  name: 'params-fit',
  summary: 'a fault or a shape has the parameters that it is given, and they can have those values',
  *check({ written, words }) {
    for (const { one, pointer } of placed(written.faults, '/faults'))
      yield* given(one.fault, words.faults, one.params, `${pointer}/params`);
    for (const { one, pointer } of placed(written.outages, '/outages')) {
      yield* given(one.shape, words.shapes, one.params, `${pointer}/params`);
      yield* given(one.fault, words.faults, one['fault-params'], `${pointer}/fault-params`);
    }
  },
};

function* given(
  name: string | undefined,
  words: Readonly<Record<string, { readonly params: Readonly<Record<string, Schema>> }>>,
  params: WrittenParams = {},
  pointer: string,
): Generator<Complaint> {
  const word = name !== undefined && Object.hasOwn(words, name) ? words[name] : undefined;
  if (!word) return;
  const names = Object.keys(word.params);
  for (const [key, value] of Object.entries(params)) {
    const at = step(pointer, key);
    if (!names.includes(key))
      yield {
        pointer: at,
        of: 'key',
        message: `\`${name}\` has no parameter "${key}".`,
        remedy: suggest(key, names, 'It has'),
      };
    else if (!fits(word.params[key] as Form, value))
      yield {
        pointer: at,
        message: `\`${key}\` of \`${name}\` cannot be ${show(value)}.`,
        remedy: wanted(word.params[key]!),
      };
  }
}

/** The values that a parameter can have. */
function wanted(schema: Schema): string {
  const { enum: choices, type, minimum, exclusiveMinimum, maximum } = schema as Form;
  if (choices) return `It can be ${choices.map(show).join(', ')}.`;
  const from = minimum === undefined ? `above ${exclusiveMinimum}` : `from ${minimum}`;
  return `It can be ${type === 'integer' ? 'a whole number' : 'a number'} ${from} to ${maximum}.`;
}
