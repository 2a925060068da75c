import { first } from '../first.ts';
import type { Block, Message } from './asked.ts';
import {
  badText,
  isObject,
  type Json,
  missing,
  noList,
  noObject,
  type Refusal,
  refused,
  unknownTag,
} from './refusal.ts';

const blockTypes = [
  ...['bash_code_execution_tool_result', 'code_execution_tool_result', 'container_upload', 'document', 'image'],
  ...['redacted_thinking', 'search_result', 'server_tool_use', 'text', 'text_editor_code_execution_tool_result'],
  ...['thinking', 'tool_result', 'tool_search_tool_result', 'tool_use', 'web_fetch_tool_result'],
  'web_search_tool_result',
];

// A message of the system among the others is not part of their order.
const speakers = ['user', 'assistant'];

export function badMessages(messages: unknown, beta: boolean): Refusal | undefined {
  if (messages === undefined) return missing('messages');
  if (!Array.isArray(messages)) return noList('messages');
  if (messages.length === 0) return refused('messages', 'at least one message is required');
  return first([
    ...messages.map((message, i) => () => badMessage(message, `messages.${i}`, beta)),
    () => badOrder(messages as Message[]),
    () => badLast(messages as Message[]),
  ]);
}

function badMessage(message: unknown, at: string, beta: boolean): Refusal | undefined {
  if (!isObject(message)) return noObject(at);
  const { role, content } = message;
  if (role === undefined) return missing(`${at}.role`);
  if (![...speakers, 'system'].includes(role as string))
    return refused('messages', `Unexpected role "${String(role)}". Allowed roles are "user" or "assistant".`);
  if (content === undefined) return missing(`${at}.content`);
  if (typeof content === 'string') return undefined;
  if (!Array.isArray(content)) return noList(`${at}.content`);
  return first(content.map((block, i) => () => badBlock(block, `${at}.content.${i}`, role as string, beta)));
}

function badBlock(block: unknown, at: string, role: string, beta: boolean): Refusal | undefined {
  if (!isObject(block)) return noObject(at);
  const { type } = block;
  if (type === undefined) return missing(`${at}.type`);
  if (!blockTypes.includes(type as string)) return beta ? undefined : unknownTag(at, type, blockTypes);
  if (type === 'tool_use' && role !== 'assistant')
    return refused(at, '`tool_use` blocks can only be in `assistant` messages');
  if (type === 'tool_result' && role !== 'user')
    return refused(at, '`tool_result` blocks can only be in `user` messages');
  return byType[type as string]?.(block, `${at}.${type}`);
}

const byType: Readonly<Record<string, (block: Json, at: string) => Refusal | undefined>> = {
  text: ({ text }, at) =>
    badText(`${at}.text`, text) ??
    ((text as string).trim() === ''
      ? {
          at: `${at}.text`,
          message: `messages: text content blocks must ${text === '' ? 'be non-empty' : 'contain non-whitespace text'}`,
        }
      : undefined),
  thinking: ({ thinking, signature }, at) =>
    badText(`${at}.thinking`, thinking) ??
    badText(`${at}.signature`, signature) ??
    (signature === '' ? refused(at.replace(/\.thinking$/, ''), 'Invalid `signature` in `thinking` block') : undefined),
  tool_use: ({ id, name, input }, at) =>
    badId(`${at}.id`, id) ??
    badText(`${at}.name`, name) ??
    (input === undefined
      ? missing(`${at}.input`)
      : isObject(input)
        ? undefined
        : refused(`${at}.input`, 'Input should be a valid dictionary')),
  tool_result: ({ tool_use_id: id, content }, at) =>
    badId(`${at}.tool_use_id`, id) ??
    (content === undefined || typeof content === 'string' || Array.isArray(content)
      ? undefined
      : noList(`${at}.content`)),
};

function badId(at: string, id: unknown): Refusal | undefined {
  return (
    badText(at, id) ??
    (/^[a-zA-Z0-9_-]+$/.test(id as string) ? undefined : refused(at, "String should match pattern '^[a-zA-Z0-9_-]+$'"))
  );
}

/** Messages of the same role in a row are one turn. */
interface Turn {
  readonly role: string;
  readonly blocks: { readonly block: Block; readonly at: string }[];
  /** The place of its first message. */
  readonly at: string;
}

function turnsOf(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = [];
  for (const [i, { role, content }] of messages.entries()) {
    if (!speakers.includes(role)) continue;
    const at = `messages.${i}`;
    const blocks = (typeof content === 'string' ? [{ type: 'text', text: content }] : content).map((block, j) => ({
      block,
      at: `${at}.content.${j}`,
    }));
    if (turns.at(-1)?.role === role) turns.at(-1)!.blocks.push(...blocks);
    else turns.push({ role, at, blocks });
  }
  return turns;
}

/** The user begins; results of tools answer the turn right before them, all of its uses and no others. */
function badOrder(messages: readonly Message[]): Refusal | undefined {
  const turns = turnsOf(messages);
  if (turns[0] && turns[0].role !== 'user') return refused('messages', 'first message must use the "user" role');
  return first(turns.map((turn, i) => () => badUses(turn, turns[i + 1]) ?? badResults(turn, turns[i - 1])));
}

const usesOf = (turn: Turn | undefined): string[] =>
  (turn?.blocks ?? []).filter(({ block }) => block.type === 'tool_use').map(({ block }) => block.id as string);

/** What stands behind other content does not count: results come first. */
function resultsOf(turn: Turn | undefined): Turn['blocks'] {
  const blocks = turn?.blocks ?? [];
  const other = blocks.findIndex(({ block }) => block.type !== 'tool_result');
  return other < 0 ? blocks : blocks.slice(0, other);
}

function badUses(turn: Turn, next: Turn | undefined): Refusal | undefined {
  const answered = resultsOf(next).map(({ block }) => block.tool_use_id);
  const open = usesOf(turn).filter((id) => !answered.includes(id));
  return open.length === 0
    ? undefined
    : refused(
        turn.at,
        `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
      );
}

function badResults(turn: Turn, before: Turn | undefined): Refusal | undefined {
  const uses = usesOf(before);
  const seen = new Set<unknown>();
  return first(
    turn.blocks
      .filter(({ block }) => block.type === 'tool_result')
      .map(({ block: { tool_use_id: id }, at }) => () => {
        if (!uses.includes(id as string))
          return refused(
            at,
            `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
          );
        if (seen.has(id))
          return refused(
            at,
            `each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`,
          );
        seen.add(id);
        return undefined;
      }),
  );
}

/** Only what the model is to go on with may be empty, and it may not end with space. */
function badLast(messages: readonly Message[]): Refusal | undefined {
  const last = messages.at(-1)!;
  const empty = messages.findIndex(({ content }) => content.length === 0);
  if (empty >= 0 && !(messages[empty] === last && last.role === 'assistant'))
    return refused(
      `messages.${empty}`,
      'all messages must have non-empty content except for the optional final assistant message',
    );
  if (last.role !== 'assistant') return undefined;
  const text = typeof last.content === 'string' ? last.content : last.content.at(-1)?.text;
  return typeof text === 'string' && /\s$/.test(text)
    ? refused('messages', 'final assistant content cannot end with trailing whitespace')
    : undefined;
}
