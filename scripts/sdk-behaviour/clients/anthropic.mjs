import { asks, model, question, schema, timeout, without } from '../said.mjs';

const open = async ({ url }) => {
  const { default: Anthropic } = await import('@anthropic-ai/sdk');
  return new Anthropic({ baseURL: url, apiKey: 'key', authToken: null, timeout });
};

const bodies = {
  words: {},
  'a tool': { tools: [{ name: 'sort', input_schema: schema }] },
  JSON: { output_config: { format: { type: 'json_schema', schema } } },
};
const body = (ask) => ({
  model: 'claude-sonnet-4-6',
  max_tokens: 2000,
  messages: [{ role: 'user', content: question }],
  ...bodies[ask],
});

function readMessage(message, said) {
  if (!message?.content) return without('content', message);
  said.text = message.content.map((block) => block.text ?? '').join('');
  said.end = message.stop_reason;
  said.uses = message.content.filter(({ type }) => type === 'tool_use').map((b) => [b.name, JSON.stringify(b.input)]);
}

async function readEvents(stream, said) {
  for await (const event of stream) {
    if (event.type === 'content_block_start' && event.content_block.type === 'tool_use')
      said.uses = [...(said.uses ?? []), [event.content_block.name, '']];
    if (event.delta?.text) said.text = (said.text ?? '') + event.delta.text;
    if (event.delta?.partial_json) said.uses.at(-1)[1] += event.delta.partial_json;
    if (event.type === 'message_delta') said.end = event.delta.stop_reason;
  }
}

const way = (name, ask) => ({ name, protocol: 'anthropic', parts: model, open, asks, ask });

export const anthropic = {
  packages: ['@anthropic-ai/sdk'],
  options: 'with `timeout` set to four seconds',
  tables: [
    {
      title: 'Messages',
      ends: 'stop_reason',
      ways: [
        way('`create()`', async ({ messages }, ask, said) => readMessage(await messages.create(body(ask)), said)),
        way('`create()`, streamed', async ({ messages }, ask, said) =>
          readEvents(await messages.create({ ...body(ask), stream: true }), said),
        ),
        way('`stream().finalMessage()`', async ({ messages }, ask, said) =>
          readMessage(await messages.stream(body(ask)).finalMessage(), said),
        ),
      ],
    },
  ],
};
