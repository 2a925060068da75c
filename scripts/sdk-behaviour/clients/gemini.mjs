import { asks, model, question, schema, timeout, without } from '../said.mjs';

const open = async ({ url }) => {
  const { GoogleGenAI } = await import('@google/genai');
  return new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: url, timeout } }).models;
};

const configs = {
  words: {},
  'a tool': { tools: [{ functionDeclarations: [{ name: 'sort', parametersJsonSchema: schema }] }] },
  JSON: { responseMimeType: 'application/json', responseJsonSchema: schema },
};
const body = (ask) => ({ model: 'gemini-2.5-flash', contents: question, config: configs[ask] });

function read(content, said) {
  const [candidate] = content?.candidates ?? [];
  const parts = candidate?.content?.parts ?? [];
  for (const part of parts) if (!part.thought) said.text = (said.text ?? '') + (part.text ?? '');
  const uses = parts.filter((part) => part.functionCall).map(({ functionCall: f }) => [f.name, JSON.stringify(f.args)]);
  if (uses.length > 0) said.uses = [...(said.uses ?? []), ...uses];
  said.end = candidate?.finishReason ?? said.end;
  return content?.candidates ? undefined : without('candidates', content);
}

const way = (name, ask) => ({ name, protocol: 'gemini', parts: model, open, asks, ask });

export const gemini = {
  packages: ['@google/genai'],
  options: 'with `httpOptions.timeout` set to four seconds',
  tables: [
    {
      title: 'Content',
      ends: 'finishReason',
      ways: [
        way('`generateContent()`', async (models, ask, said) => read(await models.generateContent(body(ask)), said)),
        way('`generateContentStream()`', async (models, ask, said) => {
          for await (const content of await models.generateContentStream(body(ask))) read(content, said);
        }),
      ],
    },
  ],
};
