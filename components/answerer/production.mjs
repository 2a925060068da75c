// The answering component as it survives production. Its promises are in contracts/answerer.contract.yaml.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import OpenAI from 'openai';
import { Budget, DependencyError, RetryBudget, withRetries } from '../triage/resilience.mjs';

const { PORT, SEARCH_URL } = process.env;

// All of a request, retries included: well below the 3 s that were promised.
const REQUEST_MS = 2400;

// Enough of the passages to answer from: more would cost more tokens than one request may.
const CONTEXT_CHARACTERS = 2000;

const retries = { search: new RetryBudget(), llm: new RetryBudget() };

const ajv = new Ajv2020();
const schema = (name) =>
  JSON.parse(readFileSync(new URL(`../../contracts/schemas/${name}.json`, import.meta.url), 'utf8'));
const isQuestion = ajv.compile(schema('question'));
const arePassages = ajv.compile(schema('passages'));

// The client's own retries would multiply with ours, and its timeout would start anew with each of them.
const openai = new OpenAI({ maxRetries: 0 });

async function search(question, signal) {
  let response;
  let text;
  try {
    response = await fetch(`${SEARCH_URL}/search`, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: question, limit: 3 }),
    });
    text = await response.text();
  } catch (error) {
    throw new DependencyError(`no reply: ${error.name}`);
  }
  if (!response.ok) throw new DependencyError(`status ${response.status}`, response);
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    throw new DependencyError('the reply is not JSON');
  }
  if (!arePassages(found)) throw new DependencyError('the reply is not what was agreed');
  return found.passages;
}

/** The passages to answer from, or undefined where they could not be had: the answer then cites nothing. */
async function findPassages(question, budget, signal) {
  try {
    const attempt = (limit) => search(question, limit);
    return await withRetries(attempt, { budget, retries: retries.search, timeout: 200, keep: 1500, signal });
  } catch (error) {
    if (error instanceof DependencyError) return undefined;
    throw error;
  }
}

async function askModel({ question, locale = 'en' }, passages, budget, signal) {
  const context = passages
    .map(({ id, text }) => `[${id}] ${text}`)
    .join('\n')
    .slice(0, CONTEXT_CHARACTERS);
  const request = {
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: `Answer in "${locale}", and only from these passages:\n${context || '(none)'}` },
      { role: 'user', content: question },
    ],
  };
  const attempt = async (limit) => {
    let completion;
    try {
      completion = await openai.chat.completions.create(request, { signal: limit });
    } catch (error) {
      throw new DependencyError(`model: ${error.status ?? error.name}`, {
        status: error.status,
        headers: error.headers,
        final: error.code === 'insufficient_quota',
      });
    }
    const [choice] = Array.isArray(completion?.choices) ? completion.choices : [];
    const text = choice?.message?.content;
    if (typeof text !== 'string' || text.trim() === '') throw new DependencyError('the model said nothing');
    if (choice.finish_reason === 'length' || choice.finish_reason === 'content_filter')
      throw new DependencyError(`the model did not end: ${choice.finish_reason}`);
    return text;
  };
  return await withRetries(attempt, { budget, retries: retries.llm, timeout: 600, signal });
}

/** A streamed answer. It begins with its first event: until then a failure has a status of its own. */
class EventStream {
  #response;
  #ended = false;
  constructor(response) {
    this.#response = response;
  }

  get begun() {
    return this.#response.headersSent;
  }

  send(event, data) {
    if (this.#ended || this.#response.destroyed) return;
    if (!this.begun)
      this.#response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.#response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** The one event that says how it ends, and nothing behind it. */
  end(event, data) {
    this.send(event, data);
    this.#ended = true;
    this.#response.end();
  }
}

async function answer(question, events, signal) {
  const budget = new Budget(REQUEST_MS);
  const passages = await findPassages(question.question, budget, signal);
  const text = await askModel(question, passages ?? [], budget, signal);
  for (const { id, title } of passages ?? []) events.send('citation', { id, title });
  for (const word of text.match(/\s*\S+\s*$|\s*\S+/g)) events.send('token', { text: word });
  events.end('done', { citations: passages?.length ?? 0, degraded: passages === undefined });
}

function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}

async function handle(request, response) {
  if (request.url === '/healthz') return send(response, 200, { ready: true });
  if (request.method !== 'POST' || request.url.split('?')[0] !== '/v1/answer')
    return send(response, 404, { title: 'Not found', status: 404 });
  const question = await readBody(request);
  if (!isQuestion(question)) return send(response, 400, { title: 'This is not a question', status: 400 });
  const left = new AbortController();
  response.once('close', () => left.abort());
  const events = new EventStream(response);
  try {
    await answer(question, events, left.signal);
  } catch (error) {
    if (left.signal.aborted) return;
    if (!(error instanceof DependencyError)) console.error(error);
    const problem = { title: 'The question could not be answered now', status: 503 };
    if (events.begun) events.end('error', problem);
    else send(response, 503, problem, { 'retry-after': '5' });
  }
}

createServer((request, response) => {
  handle(request, response).catch((error) => {
    if (!response.destroyed) console.error(error);
    response.destroy();
  });
}).listen(Number(PORT), '127.0.0.1');
