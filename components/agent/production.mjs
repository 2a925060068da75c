// The agent as it survives production. Its promises are in contracts/agent.contract.yaml.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import OpenAI from 'openai';
import { readBody, send } from '../json-http.mjs';
import { Budget, DependencyError, RetryBudget, withRetries } from '../resilience.mjs';
import { ToolSession } from './tool-session.mjs';

const { PORT, TOOLS_URL } = process.env;

// All of a request, retries included: well below the 5 s that were promised.
const REQUEST_MS = 4000;
const MODEL_MS = 700;
const TOOL_MS = 400;

// One to look, one to act, one to answer.
const ROUNDS = 3;

const PROMPT_CHARACTERS = 1500;

// What the model is told, and nobody else is to read. So many characters of it in an answer are no chance.
const INSTRUCTIONS =
  'You help a customer of a shop with one order. Use the tools that you are given, then answer in two sentences.';
const GIVEAWAY = 30;

const retries = { llm: new RetryBudget() };

const ajv = new Ajv2020();
const schema = (name) =>
  JSON.parse(readFileSync(new URL(`../../contracts/schemas/${name}.json`, import.meta.url), 'utf8'));
const isRequest = ajv.compile(schema('assist'));
const isOrderState = ajv.compile(schema('order-state'));
const isRefunded = ajv.compile(schema('refunded'));

// The client's own retries would multiply with ours, and its timeout would start anew with each of them.
const openai = new OpenAI({ maxRetries: 0 });
const tools = new ToolSession(TOOLS_URL);

const only = (properties) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
});

/**
 * What the model may do next. Which that is, and with what, the request and the shop's own records decide: a model, and
 * whoever wrote what it reads, can at most choose not to.
 */
function allowed({ orderId, wants }, { order, refundedCents }) {
  if (!order)
    return { name: 'look_up', description: 'Finds the order.', parameters: only({ orderId: { const: orderId } }) };
  if (wants !== 'refund' || order.state === 'open' || refundedCents > 0) return undefined;
  const parameters = only({ orderId: { const: orderId }, cents: { const: order.paidCents } });
  return { name: 'refund', description: 'Pays back what was paid.', parameters };
}

async function run(name, { requestId, orderId }, seen, budget) {
  if (name === 'look_up') {
    const order = await tools.call(name, { orderId }, { timeout: TOOL_MS, budget, valid: isOrderState });
    if (order.orderId !== orderId) throw new DependencyError('that is another order');
    seen.order = order;
    return { state: order.state, paidCents: order.paidCents, note: order.note };
  }
  const cents = seen.order.paidCents;
  // One key for all attempts of a request, and for whoever sends it again.
  const given = { requestId, orderId, cents, reason: 'asked for by the customer' };
  await tools.call(name, given, { timeout: TOOL_MS, budget, valid: isRefunded });
  seen.refundedCents = cents;
  return { refundedCents: cents };
}

async function ask(messages, tool, budget) {
  const request = {
    model: 'gpt-4o-mini',
    messages,
    ...(tool
      ? { tools: [{ type: 'function', function: tool }], tool_choice: 'required', parallel_tool_calls: false }
      : {}),
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
    const { message, finish_reason: finish } = completion?.choices?.[0] ?? {};
    return tool ? callIn(message, tool) : { text: textIn(message, finish) };
  };
  return await withRetries(attempt, { budget, retries: retries.llm, timeout: MODEL_MS, keep: 300 });
}

/** The call of the one tool that was offered. */
function callIn(message, { name, parameters }) {
  const [call, ...others] = Array.isArray(message?.tool_calls) ? message.tool_calls : [];
  let given;
  try {
    given = JSON.parse(call.function.arguments);
  } catch {
    throw new DependencyError('the model called nothing that can be read');
  }
  if (others.length > 0 || call.function.name !== name || typeof call.id !== 'string' || call.id === '')
    throw new DependencyError('the model called something else');
  if (!ajv.validate(parameters, given)) throw new DependencyError('the model called it with something else');
  return { call: { id: call.id, type: 'function', function: { name, arguments: JSON.stringify(given) } } };
}

/** An answer as it may leave. */
function textIn(message, finish = 'stop') {
  const text = message?.content;
  if (typeof text !== 'string' || text.trim() === '') throw new DependencyError('the model said nothing');
  if (finish !== 'stop') throw new DependencyError(`the model did not come to its end: ${finish}`);
  for (let i = 0; i + GIVEAWAY <= text.length; i++)
    if (INSTRUCTIONS.includes(text.slice(i, i + GIVEAWAY)))
      throw new DependencyError('the model repeated its instructions');
  return text;
}

async function converse(request, seen, budget) {
  const messages = [
    { role: 'system', content: INSTRUCTIONS },
    { role: 'user', content: request.message.slice(0, PROMPT_CHARACTERS) },
  ];
  for (let round = 1; round <= ROUNDS; round++) {
    const { call, text } = await ask(messages, allowed(request, seen), budget);
    if (!call) return text;
    const result = await run(call.function.name, request, seen, budget);
    messages.push(
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: call.id, content: JSON.stringify(result) },
    );
  }
  throw new DependencyError('the model came to no end');
}

/** What is said where not all of it worked: what was done is told, whatever failed after it. */
const excuse = ({ refundedCents }) =>
  refundedCents > 0
    ? 'Your money is on its way back to you. A colleague will write to you about the rest.'
    : 'We could not look into your order just now. A colleague will write to you today.';

async function assist(request) {
  const seen = { order: undefined, refundedCents: 0 };
  try {
    const text = await converse(request, seen, new Budget(REQUEST_MS));
    return { requestId: request.requestId, text, refundedCents: seen.refundedCents, degraded: false };
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    return { requestId: request.requestId, text: excuse(seen), refundedCents: seen.refundedCents, degraded: true };
  }
}

async function handle(request, response) {
  if (request.url === '/healthz') return send(response, 200, { ready: true });
  if (request.method !== 'POST' || request.url.split('?')[0] !== '/v1/assist')
    return send(response, 404, { title: 'Not found', status: 404 });
  const asked = await readBody(request);
  if (!isRequest(asked)) return send(response, 400, { title: 'This is not a request', status: 400 });
  try {
    send(response, 200, await assist(asked));
  } catch (error) {
    console.error(error);
    send(response, 503, { title: 'Nobody can help just now', status: 503 }, { 'retry-after': '5' });
  }
}

createServer((request, response) => {
  handle(request, response).catch((error) => {
    console.error(error);
    response.destroy();
  });
}).listen(Number(PORT), '127.0.0.1');
