import type { Dependency, Schema } from '../../contract/contract.ts';
import { suggest } from '../../contract/nearest.ts';
import type { Document } from '../../fault/reply.ts';
import type { Flaw } from '../../observation/observation.ts';
import { type Served, Unsupported } from '../protocol.ts';
import { codes, errorMessage, isObject, type Request, resultMessage } from './message.ts';
import { messageOf } from './relied.ts';
import { argumentFlaws, effectOf, listed, type ReadyTool, readyTools } from './tools.ts';

/** What a tool server says to a request, before it becomes bytes. */
export interface Spoken extends Pick<Served, 'operation' | 'effect' | 'aside'> {
  readonly flaws: readonly Flaw[];
  readonly message: object;
  readonly documents: readonly Document[];
}

/** `header`: of the request that carried it, where there are such. */
export type Speak = (request: Request, seed: number, header: (name: string) => string | undefined) => Spoken;

/** The versions that it speaks, the newest last: https://modelcontextprotocol.io/specification/versioning */
export const versions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];

// What else a server may offer: https://modelcontextprotocol.io/specification/2025-06-18/server
const others = /^(resources|prompts|completion|logging|tasks)\//;

/** The tool server of a contract, whatever carries its messages. */
export function toolServer(dependency: Dependency): Speak {
  const tools = readyTools(dependency);
  const list = { tools: [...tools.values()].map(({ tool }) => listed(tool)) };
  const listDocuments = [{ at: '', schema: listSchema([...tools.keys()]) }];
  return (request, seed, header) => {
    const { id, method, params } = request;
    if (method === 'ping') return { flaws: [], message: resultMessage(id, {}), documents: [], aside: true };
    if (method === 'initialize') return initialize(request, dependency.name);
    if (method === 'tools/call') return call(tools, request, seed, header);
    if (others.test(method)) throw new Unsupported(`\`${method}\` of a tool server is not simulated by this version`);
    if (method !== 'tools/list')
      return refused(request, undefined, codes.method, 'Method not found', {
        at: 'body/method',
        message: `the tool server knows no method ${method}`,
      });
    if (params.cursor !== undefined)
      return refused(request, 'tools-list', codes.params, 'Invalid cursor', {
        at: 'body/params/cursor',
        message: 'the list of tools has one page, and no cursor was given out',
      });
    return { operation: 'tools-list', flaws: [], message: resultMessage(id, list), documents: listDocuments };
  };
}

const initialized: readonly Document[] = [{ at: '', schema: messageOf({}) }];

function initialize(request: Request, name: string): Spoken {
  const { protocolVersion: wanted, capabilities, clientInfo } = request.params;
  const missing = typeof wanted !== 'string' ? 'protocolVersion' : !isObject(capabilities) ? 'capabilities' : undefined;
  const absent = missing ?? (isObject(clientInfo) ? undefined : 'clientInfo');
  if (absent !== undefined)
    return refused(request, 'initialize', codes.params, `Invalid params: ${absent}`, {
      at: `body/params/${absent}`,
      message: `initialize says no ${absent}`,
    });
  const result = {
    protocolVersion: versions.includes(wanted as string) ? wanted : versions.at(-1),
    capabilities: { tools: { listChanged: false } },
    serverInfo: { name, version: '1.0.0' },
  };
  return {
    operation: 'initialize',
    flaws: [],
    message: resultMessage(request.id, result),
    documents: initialized,
  };
}

function call(
  tools: ReadonlyMap<string, ReadyTool>,
  request: Request,
  seed: number,
  header: (name: string) => string | undefined,
): Spoken {
  const { name, arguments: given = {} } = request.params;
  const ready = tools.get(String(name));
  if (!ready) {
    const known = [...tools.keys()];
    const message = `there is no tool "${String(name)}". ${suggest(String(name), known, 'There are')}`;
    return refused(request, undefined, codes.params, `Unknown tool: ${String(name)}`, {
      at: 'body/params/name',
      message: message.replace(/\.$/, ''),
    });
  }
  const { tool, say } = ready;
  const flaws = argumentFlaws(tool, given);
  const effect = effectOf(tool, given, header);
  if (flaws[0])
    return { ...refused(request, tool.name, codes.params, `Invalid params: ${flaws[0].message}`, ...flaws), ...effect };
  const { result, documents } = say(seed);
  return { operation: tool.name, flaws: [], message: resultMessage(request.id, result), documents, ...effect };
}

const refused = (
  { id }: Request,
  operation: string | undefined,
  code: number,
  message: string,
  ...flaws: Flaw[]
): Spoken => ({
  ...(operation === undefined ? {} : { operation }),
  flaws,
  message: errorMessage(id, code, message),
  documents: [],
});

/** A list is of use where it names tools; those that nobody declared are none. */
const listSchema = (names: readonly string[]): Schema =>
  messageOf({
    required: ['tools'],
    properties: {
      tools: {
        type: 'array',
        minItems: 1,
        items: { type: 'object', required: ['name'], properties: { name: { enum: names }, description: textual } },
      },
    },
  });
const textual = { type: 'string' };
