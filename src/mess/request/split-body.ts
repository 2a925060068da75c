import { withAt } from '../../contract/pointer.ts';
import { spots } from '../../schema/break.ts';
import { type Clean, type Messed, requestMess } from '../mess.ts';
import { saying } from '../saying.ts';
import { sentOtherwise } from '../sending.ts';

// Long enough for the first piece to be read alone.
const pause = 25;
const added = saying('Café');

export const splitBody = requestMess({
  name: 'split-body',
  summary: 'sends its body in two pieces that divide a character',
  seen: 'Every body longer than a packet; chunks that are made into text one by one lose the character.',
  ofBody: true,
  leeway: false,
  *change(clean) {
    const { request } = clean;
    const at = insideCharacter(request.body!);
    if (at !== undefined) yield sentOtherwise(request, `in two pieces, cut at byte ${at}`, { cuts: [at], pause });
    else yield* withCharacter(clean);
  },
});

/** A request that has only characters of one byte gets another one, in the first text that has room for it. */
function* withCharacter({ schema, input: { body }, request }: Clean): Generator<Messed> {
  if (schema === undefined) return;
  for (const spot of spots(schema, body, false)) {
    // A pattern may not want it.
    const [became] = spot.node.pattern === undefined && spot.node.format === undefined ? added(spot) : [];
    if (became === undefined) continue;
    const changed = Buffer.from(JSON.stringify(withAt(body, spot.pointer, became)));
    const sending = { cuts: [insideCharacter(changed)!], pause };
    yield { pointer: `/body${spot.pointer}`, was: spot.value, became, request: { ...request, body: changed, sending } };
    return;
  }
}

/** Where the first character of several bytes can be divided. */
function insideCharacter(bytes: Buffer): number | undefined {
  const first = bytes.findIndex((byte) => byte >= 0xc0);
  return first < 0 ? undefined : first + 1;
}
