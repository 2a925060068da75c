import { createServer } from 'node:http';

const { PORT = 3000, ARTICLES_URL, OPENAI_BASE_URL, OPENAI_API_KEY } = process.env;

async function findArticles(question) {
  const response = await fetch(`${ARTICLES_URL}/articles?q=${encodeURIComponent(question)}`, {
    signal: AbortSignal.timeout(1000),
  });
  if (!response.ok) throw new Error(`articles: ${response.status}`);
  return await response.json();
}

async function ask(question, articles) {
  const response = await fetch(`${OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${OPENAI_API_KEY}` },
    body: JSON.stringify({
      model: 'gpt-4o-mini',
      messages: [
        { role: 'system', content: `Answer from these articles:\n${articles.map(({ text }) => text).join('\n')}` },
        { role: 'user', content: question },
      ],
    }),
    signal: AbortSignal.timeout(3000),
  });
  const { choices } = await response.json();
  return choices[0].message.content;
}

const send = (response, status, value) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

createServer(async (request, response) => {
  if (request.url === '/healthz') return send(response, 200, { ok: true });
  if (request.method !== 'POST' || request.url !== '/v1/answers') return send(response, 404, { title: 'Not found' });
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  let question;
  try {
    ({ question } = JSON.parse(Buffer.concat(chunks).toString()));
  } catch {
    return send(response, 400, { title: 'This is not JSON' });
  }
  if (typeof question !== 'string' || question === '') return send(response, 400, { title: 'There is no question' });
  try {
    const articles = await findArticles(question);
    send(response, 200, { answer: await ask(question, articles), sources: articles.map(({ id }) => id) });
  } catch {
    send(response, 503, { title: 'Ask again later' });
  }
}).listen(PORT);
