import { describe, expect, it } from '@jest/globals';
import type { Contract } from '../../src/contract/contract.ts';
import { faults } from '../../src/fault/index.ts';
import { type Plan, type PlanOptions, plan } from '../../src/plan/plan.ts';
import type { Learnt } from '../../src/plan/trial.ts';
import { allFaults, protocolNamed } from '../../src/protocol/index.ts';
import { contract } from '../check/observed.ts';

const options: PlanOptions = { seed: 1, profile: 'standard', only: [] };
const learnt = (calls: Record<string, number> = { 'llm.chat': 1, 'sink.add': 1 }): Learnt[] => [
  { operation: 'ask', inputs: [{ input: { body: {} }, calls }] },
];

function planned(
  change: Partial<PlanOptions> = {},
  seen: readonly Learnt[] = learnt(),
  of: Contract = contract(),
): Plan {
  const replies = new Map(
    Object.values(of.downstream).map((d) => {
      const [operation] = Object.values(d.operations);
      const request = {
        method: operation!.call.method,
        target: operation!.call.path,
        headers: [['idempotency-key', 'k']] as const,
        body: Buffer.from('{}'),
      };
      return [`${d.name}.${operation!.name}`, protocolNamed(d.protocol).open(d)(request, 1, '0').reply] as const;
    }),
  );
  return plan(of, seen, replies, { ...options, ...change });
}

describe('the plan', () => {
  it('is every call site × every fault that fits × first and every, and the healthy request', () => {
    const { trials, omitted } = planned({ pooled: new Set(['llm.chat']) });
    const names = trials.map((t) => t.id);
    const fits = (fault: string) => !omitted.some((o) => o.what === `ask/llm/${fault}`);
    expect(names[0]).toBe('ask/none/healthy');
    expect(new Set(names).size).toBe(names.length);
    for (const { fault, layer } of allFaults.filter((f) => f.layer === 'connection' && fits(f.fault.name))) {
      expect([fault.name, layer, names.filter((n) => n.startsWith(`ask/llm/${fault.name}/`))]).toEqual([
        fault.name,
        layer,
        fault.recurs.map((r) => `ask/llm/${fault.name}/${r}`),
      ]);
    }
  });

  it('has faults of connections that are used again only where one was, and of effects only where there is one', () => {
    const sites = (change: Partial<PlanOptions>, fault: string) =>
      planned(change)
        .trials.filter((t) => t.fault === fault)
        .map((t) => t.site);
    expect(sites({}, 'stale-connection')).toEqual([]);
    expect(sites({ pooled: new Set(['sink.add']) }, 'stale-connection')).toEqual(['sink']);
    expect([...new Set(sites({}, 'committed-then-reset'))]).toEqual(['sink']);
  });

  it('names each fault that does not fit, with the reason', () => {
    const { trials, omitted } = planned();
    for (const { fault, layer } of allFaults.filter((f) => Object.hasOwn(faults, f.layer) && f.layer !== 'tls')) {
      const tried = trials.some((t) => t.site === 'llm' && t.fault === fault.name);
      const left = omitted.find((o) => o.what === `ask/llm/${fault.name}`);
      expect([fault.name, layer, tried, left !== undefined && left.because !== '']).toEqual([
        fault.name,
        layer,
        tried,
        !tried,
      ]);
    }
  });

  it('has the faults of TLS where TLS is spoken, and says nothing of them elsewhere', () => {
    const secured = contract((t) => t.replace('  llm:\n', '  llm:\n    tls: true\n'));
    const of = ({ trials, omitted }: Plan) =>
      allFaults
        .filter(({ layer }) => layer === 'tls')
        .flatMap(({ fault: { name } }) => [
          ...trials.filter(({ fault }) => fault === name).map(({ site }) => site),
          ...omitted.filter(({ what }) => what.endsWith(`/${name}`)),
        ]);
    expect(of(planned())).toEqual([]);
    const tried = of(planned({}, learnt(), secured));
    expect([...new Set(tried), tried.length]).toEqual(['llm', allFaults.filter(({ layer }) => layer === 'tls').length]);
  });

  it('has what meets connections once for each dependency: a later call meets it no more than the first', () => {
    const { trials } = planned({ only: ['*/*/{refused,never-reads,silence}/every'] }, learnt({ 'llm.chat': 2 }));
    expect(trials.map(({ id }) => id)).toEqual([
      'ask/llm/refused/every',
      'ask/llm/never-reads/every',
      'ask/llm/silence/every',
      'ask/llm@2/silence/every',
    ]);
  });

  it('is the same for the same seed, and draws otherwise for another', () => {
    const thorough = { profile: 'thorough', only: ['ask/llm/cut-body'] } as const;
    expect(planned({ ...thorough })).toEqual(planned({ ...thorough }));
    expect(planned({ ...thorough, seed: 2 }).trials).not.toEqual(planned({ ...thorough }).trials);
  });

  it('tries every corner of every parameter in the standard profile, the first in the quick one', () => {
    const cases = (profile: PlanOptions['profile']) =>
      planned({ profile, only: ['ask/llm/rate-limited/first'] }).trials[0]!.cases.map(
        (c) => c.case.schedule[0]!.params.advice,
      );
    expect(cases('standard')).toEqual([
      'none',
      '300 ms',
      'one second',
      'a date',
      'an hour',
      'zero',
      'negative',
      'garbage',
    ]);
    expect(cases('quick')).toEqual(['none']);
    expect(cases('thorough')).toHaveLength(13);
  });

  it('tries each of several calls in a row, of many the first two and the last', () => {
    const sites = (n: number) => [...new Set(planned({}, learnt({ 'llm.chat': n })).trials.map((t) => t.site))];
    expect(sites(2)).toEqual(['none', 'llm', 'llm@2', 'input']);
    expect(sites(7)).toEqual(['none', 'llm', 'llm@2', 'llm@7', 'input']);
    expect(planned({}, learnt({ 'llm.chat': 7 })).omitted).toContainEqual({
      what: 'ask/llm: calls 3 to 6',
      because: expect.any(String),
    });
  });

  it('takes globs over the parts of a name', () => {
    const ids = (...only: string[]) => planned({ only }).trials.map((t) => t.id);
    expect(ids('ask/llm/silence')).toEqual(['ask/llm/silence/first', 'ask/llm/silence/every']);
    expect(ids('*/sink')).toEqual(
      planned()
        .trials.map((t) => t.id)
        .filter((id) => id.startsWith('ask/sink/')),
    );
    expect(ids('ask/{llm,sink}/refused/every')).toEqual(['ask/llm/refused/every', 'ask/sink/refused/every']);
    expect(ids('nothing')).toEqual([]);
  });

  it('says which dependency nobody called, unless the operations say that they do not need it', () => {
    expect(planned({}, learnt({ 'llm.chat': 1 })).uncalled).toEqual(['sink']);
    const declared = contract((t) => t.replace('    budget:', '    uses: [llm]\n    budget:'));
    expect(planned({}, learnt({ 'llm.chat': 1 }), declared).uncalled).toEqual([]);
  });
});

describe('mess in the plan', () => {
  const accepting = (more = '', change: (text: string) => string = (t) => t) =>
    contract((t) =>
      change(t).replace(
        'call: POST /ask',
        `call: POST /ask
    accepts:
      body: { type: object, required: [text, size], properties: { text: { type: string, minLength: 1 }, size: { type: integer } }, additionalProperties: false }
      examples: [{ text: hello, size: 3 }]${more}`,
      ),
    );
  const seen: Learnt[] = [{ operation: 'ask', inputs: [{ input: { body: { text: 'hello', size: 3 } }, calls: {} }] }];
  const messCases = (of: Contract, change: Partial<PlanOptions> = {}) =>
    planned(change, seen, of).trials.flatMap((t) => (t.site === 'input' ? t.cases.map((c) => ({ t, ...c.case })) : []));

  it('is every kind that fits, at one place in the quick profile and at more in the others', () => {
    const kinds = (profile: PlanOptions['profile']) => messCases(accepting(), { profile });
    const missing = (profile: PlanOptions['profile']) =>
      kinds(profile)
        .filter((c) => c.mess!.kind === 'missing-member')
        .map((c) => [c.id, c.mess!.pointer, c.mess!.became, c.mess!.owes]);
    expect(missing('quick')).toEqual([['ask/input/missing-member#1', '/body/text', 'is missing', 'rejected']]);
    expect(missing('standard').map(([, pointer]) => pointer)).toEqual(['/body/text', '/body/size']);
    expect(new Set(kinds('quick').map((c) => c.mess!.kind)).size).toBeGreaterThan(60);
    expect(kinds('quick').every((c) => c.schedule.length === 0 && c.input.body)).toBe(true);
  });

  it('is served where the contract tolerates it', () => {
    const owes = (of: Contract) => messCases(of).find((c) => c.mess!.kind === 'missing-member')!.mess!.owes;
    expect([owes(accepting()), owes(accepting('\n      tolerates: [missing-member]'))]).toEqual(['rejected', 'served']);
  });

  it('leaves out what would be rejected where no answer says so', () => {
    const of = accepting('', (t) => t.replace(/ +rejected: .*\n/, ''));
    const { omitted } = planned({}, seen, of);
    expect(omitted).toContainEqual({
      what: 'ask/input/missing-member',
      because: 'no answer is declared for requests that are rejected',
    });
    expect(messCases(of).every((c) => ['served', 'open'].includes(c.mess!.owes))).toBe(true);
    expect(messCases(of).length).toBeGreaterThan(5);
  });

  it('is about how a request is sent, for an operation that declares nothing of what it says', () => {
    const messy = planned().trials.filter((t) => t.site === 'input');
    expect(messy.map((t) => t.fault)).toContain('header-case');
    for (const { cases } of messy)
      for (const { case: played } of cases)
        expect(played.mess!.pointer).toMatch(/^\/(headers|target|sending|method|connection)/);
  });

  it('leaves a component waiting at its first call, longer than it may go on', () => {
    const of = contract((t) => t.replace('tokens: 100', 'tokens: 100, cancels: 200ms'));
    const left = planned({}, learnt({ 'sink.add': 1, 'llm.chat': 2 }), of).trials.find(
      (t) => t.fault === 'caller-disconnects',
    );
    const [atCall, ...others] = left!.cases.map(({ case: { schedule, mess } }) => ({
      schedule,
      ...mess!.request.sending,
    }));
    expect(atCall).toMatchObject({
      leaves: 'at a call',
      schedule: [{ dependency: 'sink', operation: 'add', call: 1, recurs: 'first', fault: 'fixed-delay' }],
    });
    expect(atCall!.schedule[0]!.params.ms).toBeGreaterThan(200);
    expect(atCall!.watched).toBeGreaterThan(Number(atCall!.schedule[0]!.params.ms));
    expect(others.map(({ leaves, schedule }) => [leaves, schedule])).toEqual([
      ['within the body', []],
      ['after the request', []],
    ]);
    const idle = planned({}, learnt({}), of).trials.find((t) => t.fault === 'caller-disconnects');
    expect(idle!.cases.map((c) => c.case.mess!.request.sending!.leaves)).toEqual([
      'within the body',
      'after the request',
    ]);
  });

  it('asks with methods that no operation has at that address', () => {
    const of = contract((t) =>
      t.replace(
        'upstream:',
        'upstream:\n  put: { call: "PUT /{any}", accepts: { path: { any: true } }, answers: { ok: { status: 200 } } }',
      ),
    );
    const asked = planned({}, learnt(), of).trials.find((t) => t.id === 'ask/input/unknown-method');
    expect(asked!.cases.map((c) => c.case.mess!.request.method)).toEqual(['PROPFIND', 'PATCH']);
  });
});
