import type { Dependency } from '../../contract/contract.ts';
import { byteSlices } from '../../fault/body/byte-slices.ts';
import { escapedUnicode } from '../../fault/body/escaped-unicode.ts';
import { garbageBody } from '../../fault/body/garbage-body.ts';
import { hugeBody } from '../../fault/body/huge-body.ts';
import { closeBeforeReply } from '../../fault/connection/close-before-reply.ts';
import { closeInsideReply } from '../../fault/connection/close-inside-reply.ts';
import { committedThenSilence } from '../../fault/connection/committed-then-silence.ts';
import { refused } from '../../fault/connection/refused.ts';
import { silence } from '../../fault/connection/silence.ts';
import { faults } from '../../fault/index.ts';
import type { Reply } from '../../fault/reply.ts';
import { fixedDelay } from '../../fault/timing/fixed-delay.ts';
import { trickle } from '../../fault/timing/trickle.ts';
import { documentFaults } from '../documents/index.ts';
import { parsed } from '../parsed.ts';
import type { ErrorDetails, Protocol, Serve, Served } from '../protocol.ts';
import { errorWithoutId } from './fault/error-without-id.ts';
import { isErrorResult } from './fault/is-error-result.ts';
import { logLines } from './fault/log-lines.ts';
import { noResultContent } from './fault/no-result-content.ts';
import { resultAndError } from './fault/result-and-error.ts';
import { rpcInternalError } from './fault/rpc-internal-error.ts';
import { twoOnALine } from './fault/two-on-a-line.ts';
import { unknownContentType } from './fault/unknown-content-type.ts';
import { unstructuredResult } from './fault/unstructured-result.ts';
import { wrongId } from './fault/wrong-id.ts';
import { codes, errorMessage, isObject, type Json, requestOf } from './message.ts';
import { toolServer } from './tool-server.ts';

/**
 * A tool server that the component starts itself, a message a line. What it starts is a bridge to the simulator: where
 * the simulator closes the connection, the server exits.
 */
export const mcpStdio: Protocol = {
  name: 'mcp-stdio',
  summary:
    'a tool server (MCP) on standard input and output, which the component starts with `${<dependency>.command}`: the tools that the contract declares',
  operations: 'built in',
  tools: true,
  wire: 'stdio',
  common: [
    refused,
    silence,
    committedThenSilence,
    closeBeforeReply,
    closeInsideReply,
    garbageBody,
    hugeBody,
    escapedUnicode,
    byteSlices,
    ...faults.schema,
    fixedDelay,
    trickle,
    rpcInternalError,
    isErrorResult,
    errorWithoutId,
    wrongId,
    resultAndError,
    noResultContent,
    unknownContentType,
    unstructuredResult,
    ...documentFaults,
  ],
  faults: [logLines, twoOnALine],
  open: (dependency) => open(dependency),
  error: (status, details) => error(status, details),
};

function open(dependency: Dependency): Serve {
  const speak = toolServer(dependency);
  return ({ body }, seed) => {
    const said = parsed(body.toString());
    if (!isObject(said) || said.jsonrpc !== '2.0') return unreadable(said);
    if (said.id === undefined || said.method === undefined) return { flaws: [], aside: true, reply: nothing };
    const request = requestOf(said);
    if (typeof request === 'string') return refusal(codes.request, request);
    const { message, documents, ...spoken } = speak(request, seed, () => undefined);
    const { _meta: _, ...asked } = (said.params ?? {}) as Json;
    return {
      ...spoken,
      asks: `${request.method} ${JSON.stringify(asked)}`,
      reply: { ...line(message), documents },
    };
  };
}

const line = (message: object): Reply => ({
  status: 0,
  headers: [],
  body: Buffer.from(JSON.stringify(message)),
  documents: [],
  bare: 'line',
});
const nothing: Reply = { status: 0, headers: [], body: Buffer.alloc(0), documents: [], bare: true };

const unreadable = (said: unknown): Served =>
  said === undefined
    ? refusal(codes.parse, 'the line is not JSON')
    : refusal(codes.request, 'the line is no message of JSON-RPC 2.0');

const refusal = (code: number, message: string): Served => ({
  flaws: [{ at: 'body', message }],
  reply: line(errorMessage(null, code, message)),
});

function error(status: number, { code, message, marker }: ErrorDetails): Reply {
  const text = message ?? code ?? `The server failed with ${status}`;
  return line(errorMessage(null, codes.server, marker ? `${text} (${marker})` : text));
}
