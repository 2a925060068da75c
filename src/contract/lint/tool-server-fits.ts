import type { Answer, Operation } from '../contract.ts';
import { toolStatuses } from '../contract.ts';
import { step } from '../pointer.ts';
import { type Complaint, type Draft, type Rule, writtenNames } from './rule.ts';

export const toolServerFits: Rule = {
  name: 'tool-server-fits',
  summary:
    'a component is called by its tools exactly where it is launched as a tool server, with arguments and answers that tools have',
  *check(draft) {
    if (['', '/protocol', '/path'].some((key) => draft.lost(launch + key))) return;
    const { component, upstream } = draft.contract;
    const { mcp } = component.launch;
    yield* mcp ? launched(draft) : unlaunched(draft);
    for (const operation of Object.values(upstream)) {
      if (draft.reported(`${step('/upstream', operation.name)}/call`)) continue;
      yield* mcp ? asTool(draft, operation, mcp.path !== undefined) : asRequest(operation);
    }
  },
};

const launch = '/component/launch';

function* launched(draft: Draft): Generator<Complaint> {
  const { kind, mcp } = draft.contract.component.launch;
  const written = writtenNames(draft, launch);
  if (written.includes('ready'))
    yield {
      pointer: `${launch}/ready`,
      of: 'key',
      message: 'A tool server is ready when it answers `initialize`.',
      remedy: 'Remove `ready`.',
    };
  if (kind !== 'command' && mcp?.path === undefined)
    yield {
      pointer: launch,
      of: 'key',
      message: `Only a \`command\` can be spoken to on standard input and output: of a \`${kind}\` the path is needed.`,
      remedy: 'Add `path: /mcp`.',
    };
}

function* unlaunched(draft: Draft): Generator<Complaint> {
  if (writtenNames(draft, launch).includes('path'))
    yield {
      pointer: `${launch}/path`,
      of: 'key',
      message: 'Only a tool server has a `path`.',
      remedy: 'Add `protocol: mcp`, or remove it.',
    };
}

function* asRequest({ name, call, answers }: Operation): Generator<Complaint> {
  const pointer = step('/upstream', name);
  if (call.method === 'tool')
    yield {
      pointer: `${pointer}/call`,
      message: `\`${name}\` calls a tool, and the component is not launched as a tool server.`,
      remedy: 'Add `protocol: mcp` to `component.launch`, or write a method and a path.',
    };
  else
    for (const answer of Object.values(answers))
      for (const status of answer.status)
        if (typeof status === 'string')
          yield {
            pointer: `${step(`${pointer}/answers`, answer.name)}/status`,
            message: `\`${status}\` is what a tool answers with, and \`${name}\` calls none.`,
            remedy: 'Write a status of HTTP.',
          };
}

function* asTool(draft: Draft, { name, call, accepts, answers }: Operation, http: boolean): Generator<Complaint> {
  const pointer = step('/upstream', name);
  if (call.method !== 'tool')
    return yield {
      pointer: `${pointer}/call`,
      message: `A tool server is asked for its tools, and \`${name}\` has a request of HTTP.`,
      remedy: 'Write `call: tool` and the name of the tool, such as `call: tool look_up`.',
    };
  for (const part of writtenNames(draft, `${pointer}/accepts`))
    if (['path', 'query', 'headers'].includes(part))
      yield {
        pointer: `${pointer}/accepts/${part}`,
        of: 'key',
        message: `A tool has arguments alone, and no ${part}.`,
        remedy: 'Write them into `body`.',
      };
  const { body } = accepts;
  if (body === undefined) {
    if (!draft.lost(`${pointer}/accepts/body`))
      yield {
        pointer,
        of: 'key',
        message: `\`${name}\` does not say what arguments it takes.`,
        remedy: 'Add `accepts: { body: … }` with the `inputSchema` that the server gives for it in `tools/list`.',
      };
  } else if (!draft.reported(`${pointer}/accepts/body`) && (typeof body !== 'object' || body.type !== 'object'))
    yield {
      pointer: `${pointer}/accepts/body`,
      message: 'The arguments of a tool are an object, and this schema does not say so.',
      remedy: 'Add `type: object`.',
    };
  for (const answer of Object.values(answers)) yield* ofTool(draft, answer, `${pointer}/answers`, http);
}

function* ofTool(draft: Draft, { name, status }: Answer, answers: string, http: boolean): Generator<Complaint> {
  const pointer = step(answers, name);
  for (const key of writtenNames(draft, pointer).filter((k) => k === 'headers' || k === 'stream'))
    yield {
      pointer: `${pointer}/${key}`,
      of: 'key',
      message: `What a tool answers has no ${key}.`,
      remedy: `Remove \`${key}\`.`,
    };
  const odd = status.find((s) => typeof s === 'number' && s !== 200 && !(http && s >= 400));
  if (odd !== undefined && !draft.reported(`${pointer}/status`))
    yield {
      pointer: `${pointer}/status`,
      message: `No tool answers with ${odd}.`,
      remedy: `Write 200 for a result, ${toolStatuses[0]} for one that says \`isError\`, ${toolStatuses[1]} for an error of JSON-RPC.`,
    };
}
