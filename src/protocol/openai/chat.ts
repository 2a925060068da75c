import { Unsupported } from '../protocol.ts';
import { type ChatRequest, refusedChat } from './chat-request.ts';
import { completion, speakTo } from './completion.ts';
import type { Endpoint } from './endpoint.ts';

/** Chat completions, streamed or not: text, tools and structured output. */
export const chat: Endpoint = {
  operation: 'chat',
  path: '/v1/chat/completions',
  refused: refusedChat,
  answer(asked: ChatRequest, replies, seed) {
    if (asked.modalities?.includes('audio'))
      throw new Unsupported('spoken answers (`modalities: ["audio"]`) are not simulated by this version');
    const spoken = speakTo(asked, replies, seed);
    return { tokens: spoken.usage.total_tokens, reply: (nonce) => completion(asked, spoken, nonce) };
  },
};
