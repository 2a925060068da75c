import { defineFault } from '../../../fault/fault.ts';
import { withWhole } from '../../../fault/reply.ts';
import { toolCall } from '../said.ts';

export const endlessToolCalls = defineFault({
  name: 'endless-tool-calls',
  summary: 'calls a tool once more whenever it is given a result, and never answers',
  seen: 'The most common accident of agents: a tool that fails, a prompt that says too little. Some helpers stop after ten rounds and give null.',
  leaves: 'tainted',
  recurs: ['every'],
  unfit: ({ reply }) =>
    reply.instead?.[toolCall] ? undefined : 'its healthy reply is no text in a conversation with tools',
  async play(_, exchange) {
    const { healthy } = exchange;
    await exchange.reply(withWhole(healthy, healthy.instead![toolCall]!()));
  },
});
