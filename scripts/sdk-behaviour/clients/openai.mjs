import { asks, dimensions, model, question, schema, texts, timeout, verdict, without } from '../said.mjs';

const protocol = 'openai';
const open = async ({ url }) => {
  const { default: OpenAI } = await import('openai');
  return new OpenAI({ baseURL: `${url}/v1`, apiKey: 'key', timeout });
};

const chatBody = {
  words: {},
  'a tool': { tools: [{ type: 'function', function: { name: 'sort', parameters: schema } }] },
  JSON: { response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } } },
};
const result = [
  { role: 'user', content: question },
  {
    role: 'assistant',
    tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'sort', arguments: JSON.stringify(verdict) } }],
  },
  { role: 'tool', tool_call_id: 'call_1', content: 'on Friday' },
];
chatBody['a result'] = { ...chatBody['a tool'], messages: result };
const chat = (ask) => ({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: question }], ...chatBody[ask] });

function readCompletion(completion, said) {
  if (!completion?.choices) return without('choices', completion);
  const [choice] = completion.choices;
  if (!choice?.message) return 'no choice';
  said.text = choice.message.content ?? '';
  said.refusal = choice.message.refusal ?? undefined;
  said.end = choice.finish_reason;
  said.uses = choice.message.tool_calls?.map(({ function: f }) => [f.name, f.arguments]);
}

async function readChunks(stream, said) {
  const uses = [];
  for await (const { choices } of stream) {
    const [choice] = choices ?? [];
    said.text = (said.text ?? '') + (choice?.delta?.content ?? '');
    if (choice?.delta?.refusal) said.refusal = (said.refusal ?? '') + choice.delta.refusal;
    for (const { index, function: f } of choice?.delta?.tool_calls ?? []) {
      const [name, args] = uses[index] ?? ['', ''];
      uses[index] = [f?.name ?? name, args + (f?.arguments ?? '')];
    }
    if (uses.length > 0) said.uses = uses;
    said.end = choice?.finish_reason ?? said.end;
  }
}

async function runTools({ chat: { completions } }, _, said) {
  said.ran = 0;
  const run = () => {
    said.ran++;
    return 'on Friday';
  };
  const sort = { name: 'sort', description: 'Sorts.', parameters: schema, parse: JSON.parse, function: run };
  const body = { ...chat('words'), tools: [{ type: 'function', function: sort }] };
  said.text = (await completions.runTools(body).finalContent()) ?? '';
}

const responseBody = {
  words: {},
  'a tool': { tools: [{ type: 'function', name: 'sort', parameters: schema, strict: true }] },
  JSON: { text: { format: { type: 'json_schema', name: 'verdict', strict: true, schema } } },
};
const response = (ask) => ({ model: 'gpt-4o-mini', input: question, ...responseBody[ask] });

function readResponse(response, said) {
  if (!response?.output) return without('output', response);
  const parts = response.output.flatMap(({ content }) => content ?? []);
  said.text = parts.map((part) => part.text ?? '').join('');
  said.refusal = parts.find((part) => part.refusal)?.refusal;
  said.end = response.status;
  said.uses = response.output.filter(({ type }) => type === 'function_call').map((f) => [f.name, f.arguments]);
}

async function readEvents(stream, said) {
  for await (const event of stream) {
    if (event.type === 'response.output_text.delta') said.text = (said.text ?? '') + event.delta;
    if (event.type === 'response.refusal.delta') said.refusal = (said.refusal ?? '') + event.delta;
    if (event.type === 'response.output_item.added' && event.item.type === 'function_call')
      said.uses = [...(said.uses ?? []), [event.item.name, '']];
    if (event.type === 'response.function_call_arguments.delta') said.uses.at(-1)[1] += event.delta;
    if (event.response) said.end = event.response.status;
  }
}

const embedding = (ask) => ({
  model: 'text-embedding-3-small',
  input: texts,
  dimensions,
  ...(ask === 'floats' ? { encoding_format: 'float' } : {}),
});

function readEmbeddings(got, said) {
  if (!got?.data) return without('data', got);
  said.vectors = got.data.map(({ embedding }) => embedding);
  said.indexes = got.data.map(({ index }) => index);
}

const way = (name, ask, all = asks) => ({ name, protocol, parts: model, open, asks: all, ask });
const chatWay = (name, ask) => way(name, ask, [...asks, 'a result']);

export const openai = {
  packages: ['openai'],
  options: 'with `timeout` set to four seconds',
  tables: [
    {
      title: 'Chat completions',
      ends: 'finish_reason',
      ways: [
        chatWay('`create()`', async (client, ask, said) =>
          readCompletion(await client.chat.completions.create(chat(ask)), said),
        ),
        chatWay('`create()`, streamed', async (client, ask, said) =>
          readChunks(await client.chat.completions.create({ ...chat(ask), stream: true }), said),
        ),
        chatWay('`stream().finalChatCompletion()`', async (client, ask, said) =>
          readCompletion(await client.chat.completions.stream(chat(ask)).finalChatCompletion(), said),
        ),
        way('`runTools()`', runTools, ['a loop']),
      ],
    },
    {
      title: 'Responses',
      ends: 'status',
      ways: [
        way('`create()`', async (client, ask, said) =>
          readResponse(await client.responses.create(response(ask)), said),
        ),
        way('`create()`, streamed', async (client, ask, said) =>
          readEvents(await client.responses.create({ ...response(ask), stream: true }), said),
        ),
        way('`stream().finalResponse()`', async (client, ask, said) =>
          readResponse(await client.responses.stream(response(ask)).finalResponse(), said),
        ),
      ],
    },
    {
      title: 'Embeddings',
      ways: [
        way(
          '`create()` with three inputs',
          async (client, ask, said) => readEmbeddings(await client.embeddings.create(embedding(ask)), said),
          ['words', 'floats'],
        ),
      ],
    },
  ],
};
