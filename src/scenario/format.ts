import type { Form } from '../contract/form.ts';
import { duration, known, list, names, rate, text } from '../contract/form-parts.ts';
import type { Words } from './words.ts';

// The scenario file's format. What it calls a text and only names – a fault, a mess kind – is looked at by the lint rules.
// `schema/scenario.v1.json` is made from it, and knows those names as well, so that editors complete them.

const effect: Form = {
  title: 'none or once',
  description: 'once: only where an operation changes something; none: only where none does',
  enum: ['none', 'once'],
};

const where = {
  dependencies: names('names of dependencies; globs allowed', 'llm'),
  protocol: names('only dependencies that speak one of these', 'openai'),
  effect,
};

const applies = known('where it is played; left out: wherever it fits', {
  contracts: names('names of components; globs allowed', 'triage*'),
  operations: names('names of operations; globs allowed', 'classify'),
  ...where,
});

const on = known('which of the dependencies that it applies to, where they are struck together', where);

const params = (description: string): Form => ({
  title: 'a map: parameter → value',
  description,
  type: 'object',
  additionalProperties: {
    title: 'a text, a number, true, false or null',
    type: ['string', 'number', 'boolean', 'null'],
  },
});

export const callPattern = '^(first|every|from [1-9][0-9]*)$';

const fault = known(
  'a way in which a dependency misbehaves, and at which of its calls in one request',
  {
    fault: text('the name of a fault', 'server-error'),
    params: params('what of it is fixed; the rest is tried as in every plan'),
    call: {
      title: 'first, every, a number such as 2, or "from 2"',
      description: 'the calls that it strikes, counted from 1, retries included; every, if left out',
      type: ['string', 'integer'],
      pattern: callPattern,
      minimum: 1,
      maximum: 100,
      examples: ['first'],
    },
    share: {
      title: 'a share above 0, at most 1, such as 0.3',
      description: 'of those calls, the share that it strikes, drawn from the seed',
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      examples: [0.3],
    },
    on,
  },
  { required: ['fault'], examples: [{ fault: 'server-error' }] },
);

const outage = known(
  'how a dependency goes down and comes back while requests keep coming',
  {
    shape: text('the name of a shape', 'down'),
    params: params('how it comes, stays and goes; the rest is as usual'),
    fault: text('what the calls meet that it strikes', 'server-error'),
    'fault-params': params('what of the fault is fixed; the rest is at its mildest'),
    on,
  },
  { required: ['shape'], examples: [{ shape: 'down', fault: 'server-error' }] },
);

const traffic = known('the requests that come while dependencies are out, whether or not earlier ones were answered', {
  rate: rate('requests that come', '20/s'),
  before: duration('before the outages begin', '1s'),
  during: duration('while they last', '2s'),
  after: duration('afterwards, at least: until the component must be well again, and a little longer', '4s'),
});

/** The scenario file's format, version 1. */
export const scenarioFormat: Form = known(
  'a named recipe: what comes, what fails and when, and where it applies',
  {
    $schema: text('the JSON Schema of this format, for editors'),
    scenario: { title: '1', description: 'the version of the format', const: 1 },
    title: text('what happens, in a few words', 'The model answers 529 for a minute'),
    happened: text('where this is seen in real life'),
    applies,
    together: {
      title: 'true or false',
      description: 'all dependencies that it applies to are struck in one case, not one after the other',
      type: 'boolean',
    },
    faults: list('faults', 'what happens to the calls of one request', fault, { minItems: 1 }),
    mess: names('mess kinds that the request has, one after the other; globs allowed', 'missing-member'),
    'at-once': {
      title: 'a number of requests, from 2 to 20',
      description: 'requests under way at the same moment',
      type: 'integer',
      minimum: 2,
      maximum: 20,
      examples: [3],
    },
    traffic,
    outages: list('outages', 'what happens to dependencies under traffic; they begin together', outage, {
      minItems: 1,
    }),
    checks: names('the checks that it is there for; all others are judged as well', 'answers-as-expected'),
  },
  {
    title: 'Shakedown scenario, version 1',
    required: ['scenario', 'title'],
    examples: [{ scenario: 1, title: 'The model is overloaded', faults: [{ fault: 'server-error' }] }],
  },
);

type Json = Record<string, unknown>;

/** The format as a JSON Schema (draft 2020-12) that knows the names of faults, shapes and checks, and their parameters. */
export function publishedFormat({ faults, shapes, checks, protocols }: Words): Json {
  const format = structuredClone(scenarioFormat) as Json;
  const properties = format.properties as Record<string, { items: Json; properties: Json }>;
  const paramsOf = (key: string, at: string, words: Readonly<Record<string, { readonly params: object }>>): Json[] =>
    Object.entries(words).map(([name, word]) => ({
      if: { properties: { [key]: { const: name } }, required: [key] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { [at]: { properties: word.params, additionalProperties: false } } },
    }));
  const name = (one: Json, key: string, all: readonly string[]) => {
    const form = (one.properties as Record<string, Json>)[key]!;
    form.enum = all;
  };
  const struck = properties.faults!.items;
  name(struck, 'fault', Object.keys(faults));
  struck.allOf = paramsOf('fault', 'params', faults);
  const out = properties.outages!.items;
  name(out, 'shape', Object.keys(shapes));
  name(out, 'fault', Object.keys(faults));
  out.allOf = [...paramsOf('shape', 'params', shapes), ...paramsOf('fault', 'fault-params', faults)];
  const choice = (form: Json, all: readonly string[]) => {
    form.items = { ...(form.items as Json), enum: all };
    form.anyOf = [{ type: 'array' }, { enum: all }];
  };
  choice(properties.checks as unknown as Json, checks);
  const on = [struck, out].map((one) => (one.properties as Record<string, { properties: Json }>).on!);
  for (const one of [properties.applies!, ...on]) choice(one.properties.protocol as Json, protocols);
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...format };
}
