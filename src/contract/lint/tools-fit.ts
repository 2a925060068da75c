import type { Schema, Tool } from '../contract.ts';
import { step } from '../pointer.ts';
import { toolServerOperations } from '../tool.ts';
import { type Complaint, type Draft, type Rule, writtenNames } from './rule.ts';

export const toolsFit: Rule = {
  name: 'tools-fit',
  summary:
    'a dependency declares tools exactly where it is a tool server, and each takes an object, gives one kind of result and has a name of its own',
  *check(draft) {
    for (const { name, protocol, tools = {} } of Object.values(draft.contract.downstream)) {
      const pointer = step('/downstream', name);
      const { protocols } = draft.vocabulary;
      if (!Object.hasOwn(protocols, protocol)) continue;
      if (protocols[protocol]!.tools && writtenNames(draft, `${pointer}/tools`).length === 0) {
        if (!draft.lost(`${pointer}/tools`)) yield toolless(name, pointer);
      } else if (!protocols[protocol]!.tools)
        for (const key of writtenNames(draft, pointer).filter((k) => ['tools', 'stream', 'sessions'].includes(k)))
          yield {
            pointer: `${pointer}/${key}`,
            of: 'key',
            message: `\`protocol: ${protocol}\` has no ${key}.`,
            remedy: `Remove \`${key}\`, or write \`protocol: mcp\`.`,
          };
      for (const tool of Object.values(tools)) yield* within(draft, tool, step(`${pointer}/tools`, tool.name));
    }
  },
};

const toolless = (name: string, pointer: string): Complaint => ({
  pointer,
  of: 'key',
  message: `\`${name}\` declares no tools: every call of one would be undeclared.`,
  remedy: 'Add `tools:` with an `input` for each tool that the component calls.',
});

function* within(draft: Draft, { name, input, output, text }: Tool, pointer: string): Generator<Complaint> {
  if ((toolServerOperations as readonly string[]).includes(name))
    yield {
      pointer,
      of: 'key',
      message: `\`${name}\` is the name of something else that a tool server is asked for.`,
      remedy: 'Give the tool another name.',
    };
  for (const [key, schema] of Object.entries({ input, output }))
    if (schema !== undefined && !draft.reported(`${pointer}/${key}`) && !isOfObjects(schema))
      yield {
        pointer: `${pointer}/${key}`,
        message: `The ${key} of a tool is an object, and this schema does not say so.`,
        remedy: 'Add `type: object`.',
      };
  if (output !== undefined && text !== undefined)
    yield {
      pointer: `${pointer}/text`,
      of: 'key',
      message: 'With an `output`, the text says the same: it needs no schema of its own.',
      remedy: 'Remove `text`, or `output` where clients are told no output schema.',
    };
}

/** The protocol wants it said, at the root: https://modelcontextprotocol.io/specification/2025-06-18/schema#tool */
const isOfObjects = (schema: Schema): boolean => typeof schema === 'object' && schema.type === 'object';
