// What the components in this folder have in common: a model chooses a tool, the tool is called, the model says the rest.
import { createServer } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const { PORT, OPENAI_BASE_URL, TOOLS_URL } = process.env;

/** A tool gave nothing that can be used. */
export class ToolError extends Error {}

const states = ['sent', 'open', 'delivered'];
const isOrder = (value) =>
  typeof value === 'object' &&
  value !== null &&
  states.includes(value.state) &&
  Number.isInteger(value.days) &&
  value.days >= 0 &&
  value.days <= 30 &&
  ['string', 'undefined'].includes(typeof value.note);

export class ToolAgent {
  /** Milliseconds for all that is done with tools in one request. */
  limit = 600;
  #opening;

  /** What leads to the tool server. */
  transport() {
    return new StreamableHTTPClientTransport(new URL(TOOLS_URL));
  }

  /** The session with the tool server, shared by all requests; a failed attempt is forgotten. */
  session(options) {
    if (!this.#opening) {
      const opening = this.open(options, () => this.forget(opening));
      this.#opening = opening;
      opening.catch(() => this.forget(opening));
    }
    return this.#opening;
  }

  async open(options, onclose) {
    const client = new Client({ name: 'tool-agent', version: '1.0.0' });
    client.onclose = onclose;
    await client.connect(this.transport(), options);
    const { tools } = await client.listTools({}, options);
    if (!tools.some(({ name }) => name === 'look_up')) throw new ToolError('the tool is not there any more');
    return { client, tools };
  }

  /** The next call begins a new session. */
  forget(opening) {
    if (this.#opening !== opening) return;
    this.#opening = undefined;
    opening.then(({ client }) => client.close()).catch(() => {});
  }

  /** Whether a call failed because the session is gone. */
  isGone(error) {
    return error?.code === 404;
  }

  async call(name, given, until) {
    const options = () => ({ timeout: Math.max(1, until - performance.now()) });
    for (let attempt = 1; ; attempt++) {
      const opening = this.session(options());
      const { client } = await opening;
      try {
        return this.said(await this.ask(client, { name, arguments: given }, options()));
      } catch (error) {
        if (!this.isGone(error)) throw error;
        this.forget(opening);
        if (attempt === 2) throw error;
      }
    }
  }

  ask(client, params, options) {
    return client.callTool(params, undefined, options);
  }

  /** What a tool said, if it is what it declares. */
  said({ isError, structuredContent }) {
    if (isError) throw new ToolError('the tool failed');
    if (!isOrder(structuredContent)) throw new ToolError('the tool said something else');
    return structuredContent;
  }

  async model(messages, tools) {
    const response = await fetch(`${OPENAI_BASE_URL}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer key' },
      body: JSON.stringify({ model: 'gpt-4o-mini', messages, ...(tools ? { tools } : {}) }),
      signal: AbortSignal.timeout(400),
    });
    if (!response.ok) throw new Error(`the model answered ${response.status}`);
    return (await response.json()).choices[0].message;
  }

  async answer(question) {
    const until = performance.now() + this.limit;
    try {
      return await this.found(question, until);
    } catch (error) {
      if (error instanceof ModelError) throw error;
      return { text: this.excuse(error), facts: {}, degraded: true };
    }
  }

  /** What callers are told where no tool could help. */
  excuse() {
    return 'We cannot look that up at the moment.';
  }

  async found(question, until) {
    const { tools } = await this.session({ timeout: this.limit });
    const known = tools.map(({ name, description, inputSchema }) => ({
      type: 'function',
      function: { name, description, parameters: inputSchema },
    }));
    const messages = [{ role: 'user', content: question }];
    const chosen = await this.model(messages, known).catch(unusable);
    const [{ id, function: wanted }] = chosen.tool_calls;
    const facts = await this.call(wanted.name, JSON.parse(wanted.arguments), until);
    const result = { role: 'tool', tool_call_id: id, content: JSON.stringify(facts) };
    const { content } = await this.model([...messages, chosen, result]).catch(unusable);
    return { text: content, facts, degraded: false };
  }

  listen() {
    const send = (response, status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const server = createServer(async (request, response) => {
      if (request.url === '/healthz') return send(response, 200, {});
      try {
        const body = await read(request);
        if (body === undefined) return send(response, 400, { title: 'That is no question.' });
        send(response, 200, await this.answer(body.question));
      } catch {
        send(response, 503, { title: 'Try again later.' });
      }
    });
    server.listen(Number(PORT), '127.0.0.1');
  }
}

class ModelError extends Error {}
const unusable = () => {
  throw new ModelError();
};

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  try {
    const body = JSON.parse(Buffer.concat(parts).toString());
    const fits = typeof body.question === 'string' && body.question !== '' && [...body.question].length <= 200;
    return fits && Object.keys(body).length === 1 ? body : undefined;
  } catch {
    return undefined;
  }
}
