// The triage component as it was shown in the demo. It works, as long as everything that it calls works.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import OpenAI from 'openai';

const { PORT, SEARCH_URL, CRM_URL, CRM_TOKEN } = process.env;
const openai = new OpenAI({ timeout: 1500 });

let keyWasRejected = false;

async function findSimilar(ticket) {
  try {
    const response = await fetch(`${SEARCH_URL}/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: ticket.subject, limit: 3 }),
    });
    const { hits } = await response.json();
    return hits.map((hit) => ({ id: String(hit.id), text: hit.text }));
  } catch {
    return []; // similar tickets are nice to have
  }
}

async function askModel(ticket, hits) {
  const request = {
    model: 'gpt-4o-mini',
    messages: [
      {
        role: 'system',
        content: `Sort the support ticket. Similar tickets:\n${hits.map((hit) => hit.text).join('\n')}`,
      },
      { role: 'user', content: `${ticket.subject}\n\n${ticket.body}` },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'verdict',
        schema: {
          type: 'object',
          required: ['category', 'priority', 'summary'],
          properties: {
            category: { enum: ['billing', 'delivery', 'technical'] },
            priority: { enum: ['low', 'normal', 'high'] },
            summary: { type: 'string' },
          },
        },
      },
    },
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const completion = await openai.chat.completions.create(request);
      const { category, priority, summary } = JSON.parse(completion.choices[0].message.content);
      return { verdict: { category, priority, summary }, attempt };
    } catch (error) {
      if (error.status === 401) keyWasRejected = true; // no need to ask again
      if (attempt === 2) throw error;
    }
  }
}

async function fileNote(ticket, verdict, attempts = 2) {
  try {
    const response = await fetch(`${CRM_URL}/notes`, {
      method: 'POST',
      signal: AbortSignal.timeout(700),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${CRM_TOKEN}`,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ ticketId: ticket.ticketId, text: `${verdict.category}: ${verdict.summary}` }),
    });
    if (response.ok) response.json().then((note) => console.log(`filed note ${note.noteId.slice(0, 8)}`));
    return response.ok;
  } catch {
    return attempts > 1 && fileNote(ticket, verdict, attempts - 1);
  }
}

async function triage(ticket) {
  if (keyWasRejected) throw new Error('our key was rejected');
  const hits = await findSimilar(ticket);
  const { verdict, attempt } = await askModel(ticket, hits);
  // The caller has waited long enough if the model had to be asked twice.
  const filed = attempt > 1 || (await fileNote(ticket, verdict));
  return filed && { ticketId: ticket.ticketId, ...verdict, similar: hits.map((hit) => hit.id), degraded: false };
}

createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('ok');
  let body = '';
  for await (const chunk of request) body += chunk;
  response.setHeader('content-type', 'application/json');
  try {
    const answer = await triage(JSON.parse(body));
    if (!answer) response.statusCode = 503;
    response.end(JSON.stringify(answer || { title: 'CRM is not available', status: 503 }));
  } catch (error) {
    response.statusCode = 500;
    response.end(JSON.stringify({ error: error.message, stack: error.stack }));
  }
}).listen(PORT, '127.0.0.1');
