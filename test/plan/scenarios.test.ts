import { describe, expect, it } from '@jest/globals';
import type { Case } from '../../src/observation/observation.ts';
import { loaded, scenario } from '../scenario/written.ts';
import { everything, scenarioPlan } from './watched.ts';

type Options = Parameters<typeof scenarioPlan>[1];

/** The plan of one scenario. */
function plannedWith(options: Options, ...lines: string[]) {
  const { scenario: one, said } = loaded(scenario(...lines), 'slow-tuesday.scenario.yaml');
  if (!one) throw new Error(said.join('\n'));
  const { trials, omitted } = scenarioPlan([one], options);
  return { trials, omitted, ids: trials.map(({ id }) => id), cases: trials.flatMap((t) => t.cases.map((c) => c.case)) };
}
const planned = (...lines: string[]) => plannedWith({}, ...lines);

const brief = ({ schedule }: Case) =>
  schedule.map(
    ({ dependency, operation, fault, call, recurs }) => `${dependency}.${operation} ${fault} ${call} ${recurs}`,
  );

describe('the faults of a scenario', () => {
  it('strike one dependency after the other, at the calls that are named', () => {
    const { ids, cases, trials } = planned('faults: [{ fault: silence, call: first }]');
    expect(ids).toEqual(['book/llm/slow-tuesday', 'book/search/slow-tuesday', 'book/sink/slow-tuesday']);
    expect(cases.map(brief)).toEqual([
      ['llm.chat silence 1 first'],
      ['search.find silence 1 first'],
      ['sink.add silence 1 first'],
    ]);
    expect(cases.map(({ id }) => id)).toEqual(ids.map((id) => `${id}#1`));
    expect(trials.map(({ site, fault, cases: [one] }) => [site, fault, one!.waits])).toEqual([
      ['llm', 'slow-tuesday', true],
      ['search', 'slow-tuesday', true],
      ['sink', 'slow-tuesday', true],
    ]);
    expect(trials[0]!.scenario).toEqual({ name: 'slow-tuesday', title: 'A test', checks: [] });
  });

  it('follow each other at one dependency', () => {
    const { cases } = planned(
      'applies: { dependencies: search }',
      'faults: [{ fault: server-error, call: 1 }, { fault: silence, call: from 2 }]',
    );
    expect(brief(cases[0]!)).toEqual(['search.find server-error 1 first', 'search.find silence 2 every']);
    expect(cases.map(({ schedule }) => schedule[0]!.params.status)).toEqual([503, 500, 502, 504, 529]);
  });

  it('have the parameters that are fixed, and all corners of the others', () => {
    const params = (...lines: string[]) =>
      planned('applies: { dependencies: search }', ...lines).cases.map((c) => c.schedule[0]!.params);
    expect(params('faults: [{ fault: server-error, params: { status: 529 } }]')).toEqual([{ status: 529 }]);
    expect(params('faults: [{ fault: cut-body, params: { length: none } }]')).toEqual([
      { length: 'none', after: 99 },
      { length: 'none', after: 50 },
      { length: 'none', after: 1 },
    ]);
  });

  it('strike a share of the calls, drawn from the seed, and never none', () => {
    const struck = (seed: number, share = 0.5) =>
      plannedWith(
        { seed },
        'applies: { protocol: openai }',
        `faults: [{ fault: never-retry, share: ${share} }]`,
      ).cases.map(({ schedule }) => schedule.map(({ call }) => call));
    expect(struck(1)).toEqual(struck(1));
    expect(struck(1)).not.toEqual(struck(2));
    expect(struck(1)).toHaveLength(3);
    const seeds = Array.from({ length: 40 }, (_, i) => struck(i)).flat();
    expect(seeds.every(([first]) => first! <= 2)).toBe(true);
    // Of 12 calls each, the two of a healthy request and ten retries.
    const shareOf = seeds.flat().length / (seeds.length * 12);
    expect(shareOf).toBeGreaterThan(0.4);
    expect(shareOf).toBeLessThan(0.65);
  });

  it('strike several dependencies in one case where that is said', () => {
    const { ids, cases } = planned('together: true', 'faults: [{ fault: silence, call: first }]');
    expect(ids).toEqual(['book/llm+search+sink/slow-tuesday']);
    expect(cases.map(brief)).toEqual([
      ['llm.chat silence 1 first', 'search.find silence 1 first', 'sink.add silence 1 first'],
    ]);
  });

  it('strike those of several dependencies that they are for', () => {
    const { ids, cases } = planned(
      'together: true',
      'faults: [{ fault: silence, call: first, on: { protocol: openai } }, { fault: refused, on: { effect: once } }]',
    );
    expect(ids).toEqual(['book/llm+sink/slow-tuesday']);
    expect(cases.map(brief)).toEqual([['llm.chat silence 1 first', 'sink.add refused 1 every']]);
  });

  it.each([
    ['dependencies: s*', ['search', 'sink']],
    ['dependencies: [llm, sink]', ['llm', 'sink']],
    ['protocol: openai', ['llm']],
    ['effect: once', ['sink']],
    ['effect: none', ['llm', 'search']],
    ['contracts: every*, operations: [b*], protocol: http, effect: none', ['search']],
  ])('apply where is said: %s', (applies, sites) => {
    const { trials } = planned(`applies: { ${applies} }`, 'faults: [{ fault: silence }]');
    expect(trials.map(({ site }) => site)).toEqual(sites);
  });

  it.each([
    ['contracts: triage', 'it is for triage'],
    ['operations: [classify, ask]', 'it is for the operations classify, ask'],
    ['dependencies: postgres', '`book` calls no dependency that it is for'],
  ])('are left out, with the reason, for %s', (applies, because) => {
    const { trials, omitted } = planned(`applies: { ${applies} }`, 'faults: [{ fault: silence }]');
    expect({ trials, omitted }).toEqual({ trials: [], omitted: [{ what: 'slow-tuesday', because }] });
  });

  it('are left out where they would not do what they claim', () => {
    const { ids, omitted } = planned('faults: [{ fault: insufficient-quota }]');
    expect({ ids, omitted }).toEqual({ ids: ['book/llm/slow-tuesday'], omitted: [] });
    const nowhere = planned('applies: { protocol: http }', 'faults: [{ fault: insufficient-quota }]');
    expect(nowhere.omitted).toEqual([
      { what: 'slow-tuesday', because: 'insufficient-quota: no service that speaks `http` has it' },
    ]);
    const second = plannedWith({ calls: { 'llm.chat': 1 } }, 'faults: [{ fault: silence, call: 2 }]');
    expect(second.omitted).toEqual([
      { what: 'slow-tuesday', because: 'no healthy request makes the calls that it strikes' },
    ]);
  });
});

describe('the other parts of a scenario', () => {
  it('mess: each kind at its places, as one trial', () => {
    const { ids, cases } = planned('mess: [missing-member, emoji-*]');
    expect(ids).toEqual(['book/input/slow-tuesday']);
    expect([...new Set(cases.map(({ mess }) => mess!.kind))]).toEqual([
      'missing-member',
      'emoji-to-the-limit',
      'emoji-in-text',
    ]);
    expect(cases.map(({ id }) => id)).toEqual(cases.map((_, i) => `book/input/slow-tuesday#${i + 1}`));
    expect(cases.filter(({ mess }) => mess!.kind === 'missing-member')).toHaveLength(4);
  });

  it('mess and faults: a request that must be served meets them', () => {
    const { ids, cases } = planned(
      'applies: { dependencies: sink }',
      'mess: [missing-member, emoji-in-text]',
      'faults: [{ fault: silence }]',
    );
    expect(ids).toEqual(['book/sink/slow-tuesday']);
    expect(new Set(cases.map(({ mess }) => mess!.owes))).toEqual(new Set(['served']));
    expect(cases.map(brief)).toEqual(cases.map(() => ['sink.add silence 1 every']));
    const rejected = planned('mess: cut-off', 'faults: [{ fault: silence }]');
    expect(rejected.omitted).toEqual([{ what: 'slow-tuesday', because: 'none of its messy requests must be served' }]);
  });

  it('at-once: so many requests, with faults or without', () => {
    const clean = planned('at-once: 4');
    expect(clean.ids).toEqual(['book/none/slow-tuesday']);
    expect(clean.cases[0]!.atOnce!.others).toHaveLength(3);
    const struck = planned('applies: { dependencies: llm }', 'at-once: 4', 'faults: [{ fault: silence }]');
    expect(struck.ids).toEqual(['book/llm/slow-tuesday']);
    expect(struck.cases.map((one) => [brief(one), one.atOnce!.others.length])).toEqual([
      [['llm.chat silence 1 every'], 3],
    ]);
  });

  it('outages: each dependency under its traffic, until all must be well again', () => {
    const { ids, cases } = planned(
      'traffic: { rate: 10/s, during: 2s }',
      'outages: [{ shape: flapping, params: { period: 300 }, fault: server-error, fault-params: { status: 529 } }]',
    );
    expect(ids).toEqual(['book/llm/slow-tuesday', 'book/search/slow-tuesday', 'book/sink/slow-tuesday']);
    const [{ traffic, schedule }] = cases as [Case];
    expect(schedule).toEqual([]);
    expect(traffic).toMatchObject({ rate: 10, during: 2000 });
    expect(traffic!.after).toBeGreaterThan(everything().downstream.llm!.recoversWithin);
    expect(traffic!.outages).toEqual([
      {
        dependency: 'llm',
        shape: 'flapping',
        shapeParams: { period: 300, down: 50 },
        fault: 'server-error',
        faultParams: { status: 529 },
      },
    ]);
  });

  it('outages of several dependencies begin together; the time afterwards may be longer, never shorter', () => {
    const outages =
      'outages: [{ shape: down, fault: silence, on: { protocol: http } }, { shape: queue, on: { protocol: openai } }]';
    const lasting = (time: string) => planned('together: true', `traffic: { after: ${time} }`, outages);
    const { ids, cases } = lasting('1m');
    expect(ids).toEqual(['book/llm+search+sink/slow-tuesday']);
    expect(cases[0]!.traffic!.outages.map(({ dependency, shape }) => `${dependency} ${shape}`)).toEqual([
      'search down',
      'sink down',
      'llm queue',
    ]);
    expect(cases[0]!.traffic!.after).toBe(60_000);
    expect(lasting('1ms').cases[0]!.traffic!.after).toBe(planned('together: true', outages).cases[0]!.traffic!.after);
  });

  it('outages are left to a longer run where a quick one is not asked for them', () => {
    const outages = 'outages: [{ shape: queue }]';
    expect(plannedWith({ profile: 'quick', only: false }, outages).omitted).toEqual([
      { what: 'slow-tuesday', because: 'it takes traffic: the profile quick has none' },
    ]);
    expect(plannedWith({ profile: 'quick' }, outages).ids).toHaveLength(3);
  });
});
