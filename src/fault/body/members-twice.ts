import { defineFault } from '../fault.ts';
import { framed, type Reply, undeclared, withBody } from '../reply.ts';

export const membersTwice = defineFault({
  name: 'members-twice',
  summary: 'names the first member of its JSON twice: first with null, then with its value',
  seen: 'JSON that is put together from texts, gateways that add a field which is there already.',
  // Most readers take the last one; whoever refuses both, or takes the first, has nothing usable.
  leaves: 'doubtful',
  recurs: ['every'],
  unfit: (target) =>
    undeclared(target) ??
    framed(target) ??
    (doubled(target.reply) === undefined ? 'its healthy body is no object with members' : undefined),
  async play(_, exchange) {
    await exchange.reply(withBody(exchange.healthy, doubled(exchange.healthy)!));
  },
});

function doubled({ body }: Reply): string | undefined {
  const text = body.toString();
  const first = /^\s*\{\s*("(?:[^"\\]|\\.)*")\s*:/.exec(text)?.[1];
  return first && text.replace('{', () => `{${first}:null,`);
}
