import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { type Frame, unframed, withFrames } from '../reply.ts';

// https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
const spellings = {
  'no space': (text: string) => text.replaceAll(/^(event|data): /gm, '$1:'),
  CRLF: (text: string) => text.replaceAll(/\r?\n/g, '\r\n'),
  'other fields': (text: string) => `id: 7\nretry: 3000\n${text}`,
} as const;

export const otherEventSpelling = defineFault({
  name: 'other-event-spelling',
  summary: 'writes its events as the standard allows it as well: without a space, with CRLF, with `id` and `retry`',
  seen: 'Other servers, and gateways that write the events anew. Code that looks for `data: ` and two line feeds finds nothing.',
  leaves: 'intact',
  recurs: ['every'],
  params: { spelling: choice('no space', 'CRLF', 'other fields') },
  unfit: (target) =>
    unframed(target) ??
    (target.reply.headers.some(([, value]) => value.startsWith('text/event-stream'))
      ? undefined
      : 'its healthy stream has no server-sent events'),
  async play({ spelling }, exchange) {
    const respelt = (frame: Frame) => ({ ...frame, bytes: Buffer.from(spellings[spelling](frame.bytes.toString())) });
    await exchange.reply(withFrames(exchange.healthy, exchange.healthy.stream!.frames.map(respelt)));
  },
});
