import { broken, type Check, holds, notApplicable } from './check.ts';

export const callsAsDeclared: Check = {
  name: 'calls-as-declared',
  claim: 'every downstream call is a declared operation, and its request is what that operation expects',
  why: 'A request with `null` or `undefined` in it, sent because something else failed before, is rejected by the real service or, worse, taken.',
  fix: 'Validate what you send as you validate what you get; stop at the first failure instead of going on with a hole in the data.',
  inTraffic: {},
  judge(_, { calls }) {
    if (calls.length === 0) return notApplicable('there was no downstream call');
    const bad = calls.find((c) => c.flaws.length > 0);
    if (!bad) return holds;
    const { dependency, operation, request, flaws } = bad;
    const flaw = flaws[0]!;
    return broken({
      told: `The component sent \`${dependency}\` ${request.method} ${request.target}: ${flaw.message.replace(/\.$/, '')}.`,
      expected: operation ? `what ${dependency}.${operation} expects` : 'a declared operation',
      cites: operation ? `/downstream/${dependency}/operations/${operation}/expects` : `/downstream/${dependency}`,
      shape: `${operation ?? 'undeclared'}: ${flaw.at.replaceAll(/\/\d+(?=\/|$)/g, '/n')}`,
      dependency,
    });
  },
};
