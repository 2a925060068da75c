import { defineFault } from '../../../fault/fault.ts';
import { callless, endWith } from '../end-with.ts';

export const malformedFunctionCall = defineFault({
  name: 'malformed-function-call',
  summary: 'answers 200 with `finishReason: MALFORMED_FUNCTION_CALL` in the place of the call',
  seen: 'Models that write their call as a line of Python. Loops that look for calls alone take it for the end of the work.',
  leaves: 'tainted',
  unfit: callless,
  async play(_, exchange) {
    await endWith(exchange, {
      content: { role: 'model' },
      finishReason: 'MALFORMED_FUNCTION_CALL',
      finishMessage: `Malformed function call: print(default_api.call(${exchange.marker}))`,
    });
  },
});
