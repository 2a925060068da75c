import { broken, type Check, holds, inconclusive, notApplicable } from './check.ts';
import { outagesOf, spoiled } from './in-traffic.ts';

export const isolated: Check = {
  name: 'isolated',
  claim: 'an operation that does not need the dependency that is out goes on as before',
  why: 'Requests that wait for one dependency take the workers, connections and memory of all others: one small service that hangs takes everything down.',
  fix: 'Give each dependency a limit of its own for what may wait for it, and a time limit; share no pool, queue or lock between operations that need different things.',
  timely: true,
  inTraffic: 'whole',
  judge(contract, observation) {
    const { case: played, traffic, aftermath } = observation;
    if (!traffic) return notApplicable('there was no traffic');
    if (aftermath.exit) return notApplicable('the process ended: stays-up speaks of it');
    const others = traffic.requests.filter(
      (request) => request.operation !== played.operation && !spoiled(contract, request),
    );
    if (others.length === 0) return notApplicable('every operation needs the dependency that is out');
    const { began, dependency } = outagesOf(observation)[0]!;
    const bad = others.filter(({ operation, ok, took }) => !ok || took > contract.upstream[operation]!.budget.deadline);
    if (bad.some(({ due, took }) => due + took < began))
      return inconclusive('the other operations were not well before the outage');
    const [first] = bad;
    if (!first) return holds;
    const same = bad.filter(({ operation }) => operation === first.operation);
    const all = others.filter(({ operation, due }) => operation === first.operation && due >= began);
    if (same.length === 1)
      return inconclusive(`one of ${all.length} requests of \`${first.operation}\` was not \`ok\``);
    return broken({
      told: `While \`${dependency}\` was out, ${same.length} of ${all.length} requests of \`${first.operation}\` were not \`ok\` in time, which does not need it: ${first.answer} after ${Math.round(first.took)} ms.`,
      expected: `\`${first.operation}\` as before`,
      cites: `/upstream/${first.operation}/answers/ok`,
      shape: `${first.operation} is affected`,
      dependency,
    });
  },
};
