// The triage component as it survives production. Its promises are in contracts/triage.contract.yaml.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import OpenAI from 'openai';
import { readBody, send } from '../json-http.mjs';
import { Budget, DependencyError, RetryBudget, withRetries } from '../resilience.mjs';

const { PORT, SEARCH_URL, CRM_URL, CRM_TOKEN } = process.env;

// All of a request, retries included: well below the 2 s that were promised.
const REQUEST_MS = 1600;

// Enough of a ticket to sort it: a longer one would cost more tokens than one request may.
const PROMPT_CHARACTERS = 2000;

const retries = { search: new RetryBudget(), llm: new RetryBudget(), crm: new RetryBudget() };

const ajv = new Ajv2020();
const schema = (name) =>
  JSON.parse(readFileSync(new URL(`../../contracts/schemas/${name}.json`, import.meta.url), 'utf8'));
const isTicket = ajv.compile(schema('ticket'));
const areHits = ajv.compile(schema('search-hits'));
const isNoteCreated = ajv.compile(schema('note-created'));
const verdictSchema = {
  type: 'object',
  required: ['category', 'priority', 'summary'],
  properties: {
    category: { enum: ['billing', 'delivery', 'technical'] },
    priority: { enum: ['low', 'normal', 'high'] },
    summary: { type: 'string', minLength: 1 },
  },
  additionalProperties: false,
};
const isVerdict = ajv.compile(verdictSchema);

// The client's own retries would multiply with ours, and its timeout would start anew with each of them.
const openai = new OpenAI({ maxRetries: 0 });

async function postJson(url, body, { signal, headers = {}, valid }) {
  let response;
  let text;
  try {
    response = await fetch(url, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    text = await response.text();
  } catch (error) {
    throw new DependencyError(`no reply: ${error.name}`);
  }
  if (!response.ok) throw new DependencyError(`status ${response.status}`, response);
  return validated(text, valid);
}

function validated(text, valid) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DependencyError('the reply is not JSON');
  }
  if (!valid(value)) throw new DependencyError('the reply is not what was agreed');
  return value;
}

async function findSimilar(ticket, budget) {
  const query = { query: ticket.subject, limit: 3 };
  const attempt = (signal) => postJson(`${SEARCH_URL}/search`, query, { signal, valid: areHits });
  return (await withRetries(attempt, { budget, retries: retries.search, timeout: 200, keep: 1000 })).hits;
}

async function askModel(ticket, hits, budget) {
  const context = hits.map((hit) => `- ${hit.text}`).join('\n') || '(none)';
  const request = {
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: `Sort the support ticket. Similar tickets:\n${context}` },
      { role: 'user', content: `${ticket.subject}\n\n${(ticket.body ?? '').slice(0, PROMPT_CHARACTERS)}` },
    ],
    response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema: verdictSchema } },
  };
  const attempt = async (signal) => {
    let completion;
    try {
      completion = await openai.chat.completions.create(request, { signal });
    } catch (error) {
      throw new DependencyError(`model: ${error.status ?? error.name}`, {
        status: error.status,
        headers: error.headers,
        final: error.type === 'insufficient_quota',
      });
    }
    const content = completion?.choices?.[0]?.message?.content;
    if (typeof content !== 'string') throw new DependencyError('the model said nothing');
    return validated(content, isVerdict);
  };
  return await withRetries(attempt, { budget, retries: retries.llm, timeout: 450, keep: 500 });
}

async function fileNote(ticket, text, category, budget) {
  // One key for all attempts: a note whose acknowledgement was lost is not filed again.
  const headers = { 'idempotency-key': randomUUID(), authorization: `Bearer ${CRM_TOKEN}` };
  const note = { ticketId: ticket.ticketId, text, category };
  const attempt = (signal) => postJson(`${CRM_URL}/notes`, note, { signal, headers, valid: isNoteCreated });
  await withRetries(attempt, { budget, retries: retries.crm, timeout: 250, attempts: 3 });
}

/** The value, or undefined where the dependency failed: the ticket is then sorted without it. */
async function optional(promise) {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof DependencyError) return undefined;
    throw error;
  }
}

async function triage(ticket) {
  const budget = new Budget(REQUEST_MS);
  const hits = await optional(findSimilar(ticket, budget));
  const verdict = await optional(askModel(ticket, hits ?? [], budget));
  const { category, priority, summary } = verdict ?? {
    category: 'unsorted',
    priority: 'normal',
    summary: `To be sorted by hand: ${ticket.subject}`,
  };
  await fileNote(ticket, summary, category, budget);
  return {
    ticketId: ticket.ticketId,
    category,
    priority,
    summary,
    similar: (hits ?? []).map((hit) => hit.id),
    degraded: !hits || !verdict,
  };
}

async function handle(request, response) {
  if (request.url === '/healthz') return send(response, 200, { ready: true });
  if (request.method !== 'POST' || request.url.split('?')[0] !== '/v1/triage')
    return send(response, 404, { title: 'Not found', status: 404 });
  const ticket = await readBody(request);
  if (!isTicket(ticket)) return send(response, 400, { title: 'This is not a ticket', status: 400 });
  try {
    send(response, 200, await triage(ticket));
  } catch (error) {
    if (!(error instanceof DependencyError)) console.error(error);
    send(response, 503, { title: 'The ticket could not be sorted now', status: 503 }, { 'retry-after': '5' });
  }
}

createServer((request, response) => {
  handle(request, response).catch((error) => {
    console.error(error);
    response.destroy();
  });
}).listen(Number(PORT), '127.0.0.1');
