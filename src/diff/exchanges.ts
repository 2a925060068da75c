import type { Dependency, Schema } from '../contract/contract.ts';
import { step } from '../contract/pointer.ts';

/** Values that go to a dependency, or come from it, with where their schema stands. */
export interface Carried {
  /** The same in both versions: `operations/similar/expects/body`. */
  readonly key: string;
  /** `The body of search.similar`. */
  readonly what: string;
  readonly schema: Schema;
}

/** Any value: nothing is declared. */
const any: Schema = true;

/** What is sent to a dependency. */
export function sentTo({ name, operations, tools }: Dependency): Carried[] {
  if (tools)
    return Object.values(tools).map((tool) => ({
      key: `${step('/tools', tool.name)}/input`,
      what: `The arguments of ${name}.${tool.name}`,
      schema: tool.input,
    }));
  return Object.values(operations).flatMap(({ name: operation, expects }) => {
    const at = `${step('/operations', operation)}/expects`;
    const parameters = (['path', 'query'] as const).flatMap((part) =>
      Object.entries(expects[part]).map(([parameter, schema]) => ({
        key: step(`${at}/${part}`, parameter),
        what: `${parameter} (${part}) of ${name}.${operation}`,
        schema,
      })),
    );
    return [
      { key: `${at}/body`, what: `The body of ${name}.${operation}`, schema: expects.body ?? any },
      ...parameters,
    ];
  });
}

/** What comes from a dependency. */
export function gotFrom({ name, operations, tools, collections }: Dependency): Carried[] {
  const stored = Object.entries(collections).map(([collection, { payload = any }]) => ({
    key: `${step('/collections', collection)}/payload`,
    what: `What ${name} stores in ${collection}`,
    schema: payload,
  }));
  if (tools)
    return Object.values(tools).flatMap((tool) => {
      const at = step('/tools', tool.name);
      const what = `The result of ${name}.${tool.name}`;
      return [
        { key: `${at}/output`, what, schema: tool.output ?? any },
        { key: `${at}/text`, what: `${what}, as text`, schema: tool.text ?? any },
      ];
    });
  const replies = Object.values(operations).flatMap(({ name: operation, returns }) => {
    const at = `${step('/operations', operation)}/returns`;
    return [{ key: `${at}/body`, what: `The reply of ${name}.${operation}`, schema: returns.body ?? any }];
  });
  return [...replies, ...stored];
}
