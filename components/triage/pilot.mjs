// The triage component as it was shown in the demo. It works, as long as everything that it calls works.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import OpenAI from 'openai';

const { PORT, SEARCH_URL, CRM_URL, CRM_TOKEN } = process.env;
const openai = new OpenAI({ timeout: 1500 });

// "The key was rejected, no need to ask again."
let keyRejected = false;

async function findSimilar(ticket) {
  try {
    const response = await fetch(`${SEARCH_URL}/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: ticket.subject, limit: 3 }),
    });
    return (await response.json()).hits.map((hit) => ({ id: hit.id, text: hit.text }));
  } catch {
    return []; // similar tickets are nice to have
  }
}

async function askModel(ticket, hits) {
  const request = {
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: `Sort the support ticket. Similar tickets:\n${hits.map((hit) => hit.text).join('\n')}` },
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
      return JSON.parse(completion.choices[0].message.content);
    } catch (error) {
      if (error.status === 401) keyRejected = true;
      if (attempt === 2) throw error;
    }
  }
}

async function fileNote(ticket, verdict) {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const response = await fetch(`${CRM_URL}/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${CRM_TOKEN}`, 'idempotency-key': randomUUID() },
      body: JSON.stringify({ ticketId: ticket.ticketId, text: verdict.summary, category: verdict.category }),
    });
    if (response.ok) {
      response.json().then((note) => console.log(`filed note ${note.noteId.slice(0, 8)}`));
      return;
    }
  }
  throw new Error('CRM is down');
}

async function triage(ticket) {
  const began = Date.now();
  if (keyRejected) throw new Error('the model API rejected our key');
  const hits = await findSimilar(ticket);
  const verdict = await askModel(ticket, hits);
  // The caller should not wait for the note if it took long already.
  if (Date.now() - began < 250) await fileNote(ticket, verdict);
  return { ticketId: ticket.ticketId, ...verdict, similar: hits.map((hit) => hit.id), degraded: false };
}

createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('ok');
  let body = '';
  for await (const chunk of request) body += chunk;
  response.setHeader('content-type', 'application/json');
  try {
    response.end(JSON.stringify(await triage(JSON.parse(body))));
  } catch (error) {
    response.statusCode = 500;
    response.end(JSON.stringify({ error: error.message, stack: error.stack }));
  }
}).listen(PORT, '127.0.0.1');
