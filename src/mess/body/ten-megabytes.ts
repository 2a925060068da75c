import { isValid } from '../../contract/json-schema.ts';
import { withAt } from '../../contract/pointer.ts';
import { spots } from '../../schema/break.ts';
import { type Clean, type Mess, Rewritten } from '../mess.ts';

const size = 10 * 1024 * 1024;

/** In the place of what fills it up. */
const hole = 'shakedown-filling-6d1f';

export const tenMegabytes: Mess = {
  name: 'ten-megabytes',
  summary: 'sends ten megabytes',
  seen: 'Attachments in a text, exports of whole histories, attacks. Servers limit the size of a body, each at another size.',
  leeway: true,
  *apply(clean) {
    if (!clean.request.body || clean.schema === undefined) return;
    const { head, tail, filling, what } = roomIn(clean);
    const body = () => Buffer.concat([head, Buffer.alloc(size - head.length - tail.length, filling), tail]);
    const was = `${clean.request.body.length} bytes`;
    const request = new Rewritten(clean.request, body);
    yield { pointer: '/body', was, became: `${size} bytes: ${what}`, request };
  },
};

interface Room {
  readonly head: Buffer;
  readonly tail: Buffer;
  readonly filling: string;
  readonly what: string;
}

/** Where a valid request can be filled up: a text without a limit, a member of any name, else the space before it. */
function roomIn({ schema, input: { body }, request }: Clean): Room {
  const around = (text: string, what: string): Room => {
    const at = text.indexOf(hole);
    const [head, tail] = [text.slice(0, at), text.slice(at + hole.length)].map((part) => Buffer.from(part));
    return { head: head!, tail: tail!, filling: 'x', what };
  };
  for (const { pointer, value, node } of spots(schema!, body, false)) {
    if (typeof value !== 'string' || [node.maxLength, node.pattern, node.format].some((k) => k !== undefined)) continue;
    const filled = withAt(body, pointer, hole);
    if (isValid(schema!, filled)) return around(JSON.stringify(filled), `a long text at ${pointer || 'the root'}`);
  }
  const wider = { ...(body as object), filling: hole };
  if (isObject(body) && isValid(schema!, wider)) return around(JSON.stringify(wider), 'a long member `filling`');
  return { head: Buffer.alloc(0), tail: request.body!, filling: ' ', what: 'white space before the JSON' };
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
