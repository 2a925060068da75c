import type { Contract, Dependency, DependencyOperation } from '../contract/contract.ts';
import { withAt } from '../contract/pointer.ts';
import type { Call, Observation } from '../observation/observation.ts';
import { broken, type Check, holds, type Judgement, notApplicable } from './check.ts';

export const singleEffect: Check = {
  name: 'single-effect',
  claim:
    'an effect that is wanted once happens once, also where `repeats: same` is declared and the request comes twice, and a retry carries the same idempotency key',
  why: 'A reply that got lost says nothing about the effect: the note may have been filed, the card charged. A retry under a new key does it twice.',
  fix: 'Make the key once per request, before the first attempt, and send it with every retry.',
  inTraffic: { byCalls: true },
  judge(contract, observation) {
    const { mess, schedule, atOnce, operation: name } = observation.case;
    if (atOnce) return notApplicable('several requests were under way at once');
    const { repeats } = contract.upstream[name]!;
    if (observation.again && repeats !== 'same') return notApplicable('no `repeats: same` is declared');
    if (observation.again) return judgeRepeated(contract, observation);
    if (mess && schedule.length === 0) return notApplicable('how many effects such a request should have is not known');
    const sites = Object.values(contract.downstream).flatMap((d) =>
      d.effects.map((operation) => ({ dependency: d, operation })),
    );
    const judged = sites
      .map(({ dependency, operation }) => judgeSite(contract, observation, dependency, operation))
      .filter((j) => j !== undefined);
    return (
      judged.find((j) => j.verdict === 'broken') ?? judged[0] ?? notApplicable('no operation with an effect was called')
    );
  },
};

/** The same request twice: both together have the effects that one has. */
function judgeRepeated(
  contract: Contract,
  { case: { operation: asked }, calls, healthyCalls }: Observation,
): Judgement {
  const effects = Object.keys(healthyCalls).map((site) => ({
    site,
    made: calls.filter((c) => `${c.dependency}.${c.operation}` === site && c.effect?.committed && !c.effect.repeated),
  }));
  const twice = effects.find(({ site, made }) => made.length > healthyCalls[site]!);
  if (!twice) return effects.some(({ made }) => made.length > 0) ? holds : notApplicable('the request had no effect');
  return broken({
    told: `The same request was sent twice, and ${twice.site} took effect ${twice.made.length} times.`,
    expected: 'no second effect',
    cites: `/upstream/${contract.upstream[asked]!.name}/repeats`,
    shape: 'an effect for each repetition',
    dependency: twice.made[0]!.dependency,
    fix: 'Make the idempotency key of what the caller sent, such as the id of its message, and not anew for each request.',
  });
}

function judgeSite(
  _: Contract,
  { calls, healthyCalls }: Observation,
  { name: dependency, operations }: Dependency,
  operation: string,
): Judgement | undefined {
  const made = calls.filter((c) => c.dependency === dependency && c.operation === operation && c.flaws.length === 0);
  if (made.length === 0) return undefined;
  const usual = Math.max(1, healthyCalls[`${dependency}.${operation}`] ?? 1);
  const cites = `/downstream/${dependency}/operations/${operation}/effect`;
  for (const same of attempts(made, operations[operation], usual)) {
    const happened = same.filter((c) => c.effect?.committed && !c.effect.repeated).length;
    const keys = new Set(same.map((c) => c.effect?.key).filter((k) => k !== undefined));
    const expected = 'one effect, and one idempotency key for all attempts';
    const times = happened > 1 ? `: it took effect ${happened} times` : '';
    if (keys.size > 1)
      return broken({
        told: `A retry of \`${operation}\` carried another idempotency key${times}.`,
        expected,
        cites,
        shape: 'another key',
        dependency,
      });
    if (happened > 1)
      return broken({
        told: `\`${operation}\` took effect ${happened} times for one request.`,
        expected,
        cites,
        shape: 'more than one effect',
        dependency,
      });
  }
  return holds;
}

/** The calls grouped by what they are attempts at: the same request but for its key; all of them where one is usual and it failed. */
function attempts(calls: readonly Call[], operation: DependencyOperation | undefined, usual: number): Call[][] {
  const all = usual === 1 && calls[0]!.fault && calls[0]!.fault.leaves !== 'intact';
  if (all && operation) return [[...calls]];
  const groups = new Map<string, Call[]>();
  for (const call of calls) {
    // What a protocol brings may be asked of several collections.
    const key = all ? call.request.target : `${call.request.target}\n${withoutKey(call, operation)}`;
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups.values()].filter((g) => g.length > 1 && calls.length > usual);
}

function withoutKey({ request }: Call, operation: DependencyOperation | undefined): string {
  const place = operation?.idempotencyKey;
  if (place?.in !== 'body') return request.body.text;
  try {
    return JSON.stringify(withAt(JSON.parse(request.body.text), place.pointer, undefined));
  } catch {
    return request.body.text;
  }
}
