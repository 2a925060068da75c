import type { Form } from '../contract/form.ts';
import { duration, known, list, named, names, text } from '../contract/form-parts.ts';

// The configuration file's format. `schema/config.v1.json` is made from it, and knows the names of profiles and reporters.

const flag = (description: string): Form => ({ title: 'true or false', description, type: 'boolean' });

const whole = (description: string, minimum: number, maximum: number, example: number): Form => ({
  title: `a whole number from ${minimum} to ${maximum}`,
  description,
  type: 'integer',
  minimum,
  maximum,
  examples: [example],
});

const count = (description: string, minimum = 0): Form => ({
  title: `a whole number from ${minimum}, or "all"`,
  description,
  type: ['integer', 'string'],
  minimum,
  pattern: '^all$',
  examples: [10],
});

const choice = (description: string, ...all: string[]): Form => ({
  title: all.join(' or '),
  description,
  enum: all,
});

/** What can be said for all contracts, and for some of them; named as the flags are. */
const perContract = {
  profile: text('how much to try: quick, standard, thorough, or one of your own', 'standard'),
  only: names('trials by <operation>/<dependency>/<fault>; globs allowed', 'classify/llm/*'),
  scenario: names('play only these scenarios: names or globs', 'timeouts/*'),
  seed: {
    title: 'a whole number',
    description: 'the same cases in every run',
    type: 'integer',
    examples: [42],
  } as Form,
  time: duration('begin no case after this time', '5m'),
  rigs: whole('components launched side by side', 1, 100, 4),
  shrink: flag('look for the smallest case of each finding'),
  bail: flag('end at the first finding'),
  'mess-profile': text(
    'try most the mess of real traffic: a file that `learn` wrote',
    '.shakedown/profile/triage.json',
  ),
};

const bounds = known('bounds of your own', {
  extends: choice('what it takes all other bounds from; standard, if left out', 'quick', 'standard', 'thorough'),
  corners: count('of the parameters of a fault, the values at their ends that are tried', 1),
  drawn: whole('values between these, drawn from the seed', 0, 1000, 2),
  inputs: whole('healthy requests of each operation', 1, 100, 3),
  places: whole('places of a request at which each mess kind is tried', 1, 1000, 4),
  mixed: count('cases in which a request is messy and a fault strikes, for each operation'),
  waiting: flag('also with faults that keep the component waiting'),
  pairs: count('cases in which faults of two dependencies strike'),
  triples: count('cases in which faults of three dependencies strike'),
  outages: choice('outages under traffic', 'none', 'down', 'all'),
  latency: known('how latency is judged', {
    most: duration('traffic that a latency budget is judged by, at most', '18s'),
    slow: choice('dependencies at their slow end: all at the same time, or one by one as well', 'together', 'each'),
    messy: flag('also with messy requests among the others'),
  }),
});

/** The configuration file's format, version 1. */
export const configFormat: Form = known(
  'how Shakedown runs in this project; flags say otherwise',
  {
    $schema: text('the JSON Schema of this format, for editors'),
    config: { title: '1', description: 'the version of the format', const: 1 },
    contracts: names('the contracts that are meant where none is named: files, folders or globs', 'contracts'),
    ...perContract,
    reporter: names('reporters, with =file to write to a file', 'terminal', ['terminal', 'junit=report.xml']),
    out: text('the folder for journals and findings', '.shakedown'),
    profiles: named('name → bounds', 'profiles of your own', bounds, {
      propertyNames: { title: 'a name: a letter, then letters, digits or "-"', pattern: '^[A-Za-z][A-Za-z0-9-]*$' },
      examples: [{ nightly: { extends: 'thorough', pairs: 500 } }],
    }),
    overrides: list(
      'overrides',
      'what differs for some contracts; the last that fits holds',
      known(
        'contracts, and what differs for them',
        { contracts: names('files; globs allowed', 'contracts/triage*.contract.yaml'), ...perContract },
        { required: ['contracts'], examples: [{ contracts: 'contracts/triage.contract.yaml', rigs: 1 }] },
      ),
    ),
  },
  {
    title: 'Shakedown configuration, version 1',
    examples: [{ config: 1, profile: 'quick', reporter: ['terminal', 'junit=report.xml'] }],
  },
);
