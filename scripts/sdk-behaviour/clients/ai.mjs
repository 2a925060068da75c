import { asks, dimensions, model, question, schema, texts } from '../said.mjs';

/** Milliseconds for the whole, retries included: their pauses alone are six seconds. */
const totalMs = 14_000;

const openai =
  (choose) =>
  async ({ url }) => {
    const { createOpenAI } = await import('@ai-sdk/openai');
    return { ...(await import('ai')), model: choose(createOpenAI({ baseURL: `${url}/v1`, apiKey: 'key' })) };
  };
const anthropic = async ({ url }) => {
  const { createAnthropic } = await import('@ai-sdk/anthropic');
  const provider = createAnthropic({ baseURL: `${url}/v1`, apiKey: 'key' });
  return { ...(await import('ai')), model: provider('claude-sonnet-4-6') };
};

const wanted = {
  words: () => ({}),
  'a tool': ({ tool, jsonSchema }) => ({ tools: { sort: tool({ inputSchema: jsonSchema(schema) }) } }),
  JSON: ({ Output, jsonSchema }) => ({ output: Output.object({ schema: jsonSchema(schema) }) }),
};
const request = (ai, ask) => ({
  model: ai.model,
  prompt: question,
  maxOutputTokens: 2000,
  timeout: { totalMs },
  ...wanted[ask](ai),
});
const usesIn = (calls) =>
  calls.map(({ toolName, input, invalid }) => [
    toolName,
    typeof input === 'string' ? input : JSON.stringify(input),
    invalid,
  ]);

async function generateText(ai, ask, said) {
  const result = await ai.generateText(request(ai, ask));
  said.text = result.text;
  said.end = result.finishReason;
  said.uses = usesIn(result.toolCalls);
}

async function streamText(ai, ask, said) {
  const onError = ({ error }) => {
    said.told = error;
  };
  const result = ai.streamText({ ...request(ai, ask), onError });
  for await (const piece of result.textStream) said.text = (said.text ?? '') + piece;
  said.end = await result.finishReason;
  said.uses = usesIn(await result.toolCalls);
}

async function embedMany(ai, _, said) {
  const { embeddings } = await ai.embedMany({
    model: ai.model,
    values: texts,
    providerOptions: { openai: { dimensions } },
  });
  said.vectors = embeddings;
}

const ways = (protocol, open) => [
  { name: '`generateText()`', protocol, parts: model, open, asks, ask: generateText },
  { name: '`streamText()`', protocol, parts: model, open, asks, ask: streamText },
];
const ends = 'finishReason';

export const ai = {
  packages: ['ai', '@ai-sdk/openai', '@ai-sdk/anthropic'],
  options:
    'with `timeout` set to 14 seconds for the whole, where there is such an option. Of a stream, `textStream` is read, and then `finishReason`; `onError` is given',
  tables: [
    {
      title: '`openai.chat()`',
      ends,
      ways: ways(
        'openai',
        openai((provider) => provider.chat('gpt-4o-mini')),
      ),
    },
    {
      title: '`openai()`: Responses',
      ends,
      ways: ways(
        'openai',
        openai((provider) => provider('gpt-4o-mini')),
      ),
    },
    { title: '`anthropic()`', ends, ways: ways('anthropic', anthropic) },
    {
      title: '`openai.embedding()`',
      ways: [
        {
          name: '`embedMany()` with three values',
          protocol: 'openai',
          parts: model,
          open: openai((provider) => provider.embedding('text-embedding-3-small')),
          asks: ['words'],
          ask: embedMany,
        },
      ],
    },
  ],
};
