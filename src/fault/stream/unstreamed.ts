import { defineFault } from '../fault.ts';
import { unframed, withBody, withHeader } from '../reply.ts';

export const unstreamed = defineFault({
  name: 'unstreamed',
  summary: 'answers a request for a stream with the whole, as one JSON document',
  seen: 'Gateways and imitations of model APIs that do not know the option. Most clients then see a stream without events, and no error.',
  // It is all there for whoever looks at the content-type.
  leaves: 'doubtful',
  recurs: ['every'],
  unfit: unframed,
  async play(_, exchange) {
    const { healthy } = exchange;
    const whole = withBody(healthy, JSON.stringify(healthy.stream!.whole));
    await exchange.reply(withHeader(whole, 'content-type', 'application/json'));
  },
});
