import type { MessagesRequest } from './asked.ts';
import { isObject, type Json, missing, noObject, type Refusal, refused, unknownTag } from './refusal.ts';

const types = ['adaptive', 'between_tools', 'disabled', 'enabled'];

/** The API counts thinking as output, and does not let it be combined with everything. */
export function badThinking(body: Json & MessagesRequest): Refusal | undefined {
  const thinking: unknown = body.thinking;
  if (thinking === undefined || thinking === null) return undefined;
  if (!isObject(thinking)) return noObject('thinking');
  if (!types.includes(thinking.type as string)) return unknownTag('thinking', thinking.type, types);
  if (thinking.type !== 'enabled') return undefined;
  return badBudget(thinking.budget_tokens, body.max_tokens) ?? badTogether(body) ?? badLastTurn(body);
}

function badBudget(budget: unknown, most: number): Refusal | undefined {
  const at = 'thinking.enabled.budget_tokens';
  if (budget === undefined) return missing(at);
  if (typeof budget !== 'number' || !Number.isInteger(budget)) return refused(at, 'Input should be a valid integer');
  if (budget < 1024) return refused(at, 'Input should be greater than or equal to 1024');
  return budget < most
    ? undefined
    : { at: 'max_tokens', message: '`max_tokens` must be greater than `thinking.budget_tokens`.' };
}

function badTogether({ temperature, tool_choice: choice }: Json & MessagesRequest): Refusal | undefined {
  if (temperature !== undefined && temperature !== 1)
    return { at: 'temperature', message: '`temperature` may only be set to 1 when thinking is enabled.' };
  return choice?.type === 'any' || choice?.type === 'tool'
    ? { at: 'thinking', message: 'Thinking may not be enabled when tool_choice forces tool use.' }
    : undefined;
}

/** What the model thought before it used a tool has to come back with the result. */
function badLastTurn({ messages }: MessagesRequest): Refusal | undefined {
  const last = messages.findLastIndex(({ role }) => role === 'assistant');
  const content = messages[last]?.content;
  if (!Array.isArray(content) || !content.some(({ type }) => type === 'tool_use')) return undefined;
  const { type } = content[0];
  return type === 'thinking' || type === 'redacted_thinking'
    ? undefined
    : refused(
        `messages.${last}.content.0.type`,
        `Expected \`thinking\` or \`redacted_thinking\`, but found \`${type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block.`,
      );
}
