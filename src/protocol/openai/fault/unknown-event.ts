import { defineFault } from '../../../fault/fault.ts';
import { type Frame, type Reply, unframed, withFrames } from '../../../fault/reply.ts';
import { sseEvent } from '../../sse.ts';

export const unknownEvent = defineFault({
  name: 'unknown-event',
  summary: 'sends an event of a type that did not exist before, in the middle of a stream of a response',
  seen: 'The Responses API gets new types of events every few weeks. A helper of its own SDK throws at one that it does not know.',
  leaves: 'intact',
  recurs: ['every'],
  unfit: (target) =>
    unframed(target) ?? (isNumbered(target.reply) ? undefined : 'the events of its healthy stream have no types'),
  async play(_, exchange) {
    const { frames } = exchange.healthy.stream!;
    const place = Math.floor(frames.length / 2);
    const type = 'response.x_added_later';
    const unknown: Frame = {
      bytes: sseEvent({ type, sequence_number: place, note: 'new' }, type),
      role: 'content',
    };
    const rest = frames.slice(place).map((frame, i) => numbered(frame, place + i + 1));
    await exchange.reply(withFrames(exchange.healthy, [...frames.slice(0, place), unknown, ...rest]));
  },
});

const number = /"sequence_number":\d+\}\n/;
const isNumbered = ({ stream }: Reply): boolean => stream!.frames.every(({ bytes }) => number.test(bytes.toString()));
const numbered = (frame: Frame, place: number): Frame => ({
  ...frame,
  bytes: Buffer.from(frame.bytes.toString().replace(number, `"sequence_number":${place}}\n`)),
});
