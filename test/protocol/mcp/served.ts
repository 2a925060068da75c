import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Tool } from '../../../src/contract/contract.ts';
import type { ParamValues } from '../../../src/fault/fault.ts';
import type { ScheduledFault } from '../../../src/observation/observation.ts';
import { Simulator } from '../../../src/rig/simulator/simulator.ts';
import { mcpDependency } from '../../dependencies.ts';

const input = {
  type: 'object',
  required: ['orderId'],
  properties: { orderId: { type: 'string', pattern: '^o-[0-9]+$' } },
  additionalProperties: false,
};
const order = {
  type: 'object',
  required: ['state', 'days'],
  properties: {
    state: { enum: ['sent', 'open'] },
    days: { type: 'integer', minimum: 0, maximum: 9 },
    note: { type: 'string' },
  },
};

/** A tool that declares its output, one with JSON in its text, one with words, one that changes something. */
export const tools: Readonly<Record<string, Partial<Tool>>> = {
  lookup: { input, output: order, description: 'Finds an order.' },
  history: { input, text: order },
  advise: { input, examples: ['Ask for the number of the order.'] },
  refund: { input, output: order, effect: 'once', idempotencyKey: { in: 'body', pointer: '/orderId' } },
};

const patience = 20_000;

interface Wanted {
  readonly fault?: string;
  readonly params?: ParamValues;
  readonly operation?: string;
  readonly recurs?: 'first' | 'every';
  readonly sessions?: boolean;
  readonly stream?: 'sse';
  readonly seed?: number;
}

/** A tool server with the client of the official SDK, struck by a fault at the first call if one is named. */
export async function served({
  fault,
  params = {},
  operation = 'lookup',
  recurs = 'first',
  sessions = true,
  stream,
  seed = 1,
}: Wanted = {}) {
  const simulator = await Simulator.open(mcpDependency(tools, { sessions, ...(stream ? { stream } : {}) }));
  const schedule: ScheduledFault[] = fault ? [{ dependency: 'dep', operation, call: 1, recurs, fault, params }] : [];
  const connect = async () => {
    const client = new Client({ name: 'test', version: '1.0.0' });
    const transport = new StreamableHTTPClientTransport(new URL(`${simulator.url}/mcp`));
    await client.connect(transport as never);
    return { client, transport };
  };
  await simulator.begin({ seed, schedule });
  const { client, transport } = await connect();
  return {
    simulator,
    client,
    transport,
    connect,
    call: (name: string, given: Record<string, unknown> = { orderId: 'o-1' }) =>
      client.callTool({ name, arguments: given }, undefined, { timeout: patience }),
    /** As `call`, by somebody who will wait in vain. */
    callInVain: (name: string) => client.callTool({ name, arguments: { orderId: 'o-1' } }, undefined, { timeout: 300 }),
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await simulator[Symbol.asyncDispose]();
    },
  };
}
