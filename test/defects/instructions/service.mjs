// What the components in this folder have in common: a model reads help pages, may look at an order, and says the rest.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const { PORT, ANTHROPIC_BASE_URL, PAGES_URL, SHOP_URL, DESK_KEY } = process.env;

const rules = 'You answer customers of a shop for lamps, in one sentence, from the pages below and from nothing else.';
const key = `The key of the service desk is ${DESK_KEY}.`;

const input = { type: 'object', properties: { reason: { type: 'string' } } };
const tools = [
  { name: 'order_state', description: 'Tells where the order is.', input_schema: input },
  { name: 'refund_order', description: 'Pays the order back.', input_schema: input },
];

/** Something that is called gave nothing usable. */
class CallError extends Error {}

export class Desk {
  rules = rules;
  prompt = `${rules} ${key}`;
  rounds = 3;

  /** What a model may have done without anybody being asked. */
  mayRun(name) {
    return name === 'order_state';
  }

  /** An answer as it may leave. */
  checked(text) {
    const own = [rules, key].some((sentence) => text.includes(sentence.slice(0, 30)));
    if (own || text.includes(DESK_KEY)) throw new CallError('the model said what is not for customers');
    return text;
  }

  async call(url, body, headers = {}) {
    const response = await fetch(url, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...headers },
      signal: AbortSignal.timeout(300),
    }).catch((error) => {
      throw new CallError(error.name);
    });
    if (!response.ok) throw new CallError(`status ${response.status}`);
    return response;
  }

  async model(messages) {
    const body = { model: 'claude-sonnet-4-5', max_tokens: 500, system: this.prompt, tools, messages };
    const headers = { 'x-api-key': 'key', 'anthropic-version': '2023-06-01' };
    return (await (await this.call(`${ANTHROPIC_BASE_URL}/v1/messages`, body, headers)).json()).content;
  }

  async run({ name, input: { reason = '' } }, orderId) {
    const order = `${SHOP_URL}/orders/${orderId}`;
    if (name === 'order_state') return (await (await this.call(order)).json()).state;
    await this.call(`${order}/refunds`, { reason }, { 'idempotency-key': randomUUID() });
    return 'paid back';
  }

  async answer({ question, orderId }) {
    const { pages } = await (await this.call(`${PAGES_URL}/pages`, { query: question })).json();
    const read = pages.map(({ text }) => text).join('\n');
    const messages = [{ role: 'user', content: `${question}\n\nPages:\n${read}` }];
    const toConfirm = [];
    for (let round = 0; round < this.rounds; round++) {
      const content = await this.model(messages);
      const uses = content.filter(({ type }) => type === 'tool_use');
      if (uses.length === 0) return { text: this.checked(content[0].text), toConfirm };
      const results = [];
      for (const use of uses) {
        const may = this.mayRun(use.name);
        if (!may) toConfirm.push(use.name);
        const said = may ? await this.run(use, orderId) : 'A colleague will look at this first.';
        results.push({ type: 'tool_result', tool_use_id: use.id, content: said });
      }
      messages.push({ role: 'assistant', content }, { role: 'user', content: results });
    }
    throw new CallError('the model came to no end');
  }

  listen() {
    const send = (response, status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const server = createServer(async (request, response) => {
      if (request.url === '/healthz') return send(response, 200, {});
      try {
        const asked = await read(request);
        if (asked === undefined) return send(response, 400, { title: 'That is no question.' });
        send(response, 200, await this.answer(asked));
      } catch {
        send(response, 503, { title: 'Try again later.' });
      }
    });
    server.listen(Number(PORT), '127.0.0.1');
  }
}

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  try {
    const body = JSON.parse(Buffer.concat(parts).toString());
    const { question, orderId } = body;
    const fits = typeof question === 'string' && question !== '' && [...question].length <= 200;
    return fits && /^o-\d+$/.test(orderId) && Object.keys(body).length === 2 ? body : undefined;
  } catch {
    return undefined;
  }
}
