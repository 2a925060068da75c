// What the components in this folder have in common: tool servers whose one tool asks a service for an order. Which way
// they are spoken to is said by the environment: with PORT over HTTP, else on standard input and output.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';

const { PORT, ORDERS_URL } = process.env;

/** The service gave nothing that can be used. */
export class Unavailable extends Error {}

const inputSchema = {
  type: 'object',
  required: ['orderId'],
  properties: { orderId: { type: 'string', pattern: '^o-[0-9]{1,9}$' } },
  additionalProperties: false,
};

const isOrder = (value) =>
  typeof value === 'object' &&
  value !== null &&
  ['sent', 'open'].includes(value.state) &&
  Number.isInteger(value.days) &&
  value.days >= 0 &&
  value.days <= 30;

export class OrderServer {
  /** What the arguments say; undefined where they break the schema. */
  read(given) {
    if (typeof given !== 'object' || given === null || Object.keys(given).join() !== 'orderId') return undefined;
    const { orderId } = given;
    return typeof orderId === 'string' && /^o-[0-9]{1,9}$/.test(orderId) && !orderId.endsWith('\n')
      ? orderId
      : undefined;
  }

  async order(id) {
    try {
      const response = await fetch(`${ORDERS_URL}/orders/${id}`, {
        signal: AbortSignal.timeout(400),
        redirect: 'error',
      });
      if (!response.ok) throw new Unavailable(`the service answered ${response.status}`);
      const order = await response.json();
      if (!isOrder(order)) throw new Unavailable('that is no order');
      return order;
    } catch (error) {
      throw error instanceof Unavailable ? error : new Unavailable(error.message);
    }
  }

  /** What callers are told where there is no order to be had. */
  failure() {
    return { content: [{ type: 'text', text: 'Orders cannot be looked up at the moment.' }], isError: true };
  }

  refuse() {
    throw new McpError(ErrorCode.InvalidParams, 'That is no number of an order.');
  }

  async call(given) {
    const id = this.read(given);
    if (id === undefined) return this.refuse();
    try {
      const { state, days } = await this.order(id);
      const found = { orderId: id, state, days };
      return { content: [{ type: 'text', text: JSON.stringify(found) }], structuredContent: found };
    } catch (error) {
      return this.failure(error);
    }
  }

  server() {
    const server = new Server({ name: 'orders', version: '1.0.0' }, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [{ name: 'look_up', inputSchema }] }));
    server.setRequestHandler(CallToolRequestSchema, ({ params }) => this.call(params.arguments));
    return server;
  }

  async listen() {
    if (PORT === undefined) return await this.server().connect(new StdioServerTransport());
    const sessions = new Map();
    createServer(async (request, response) => {
      const known = sessions.get(request.headers['mcp-session-id']);
      if (known) return await known.handleRequest(request, response);
      const transport = new StreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (id) => sessions.set(id, transport),
      });
      await this.server().connect(transport);
      await transport.handleRequest(request, response);
    }).listen(Number(PORT), '127.0.0.1');
  }
}
