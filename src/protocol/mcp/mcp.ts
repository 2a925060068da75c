import { documentFaults } from '../documents/index.ts';
import type { Protocol } from '../protocol.ts';
import { acceptedRequest } from './fault/accepted-request.ts';
import { errorWithoutId } from './fault/error-without-id.ts';
import { isErrorResult } from './fault/is-error-result.ts';
import { lostSession } from './fault/lost-session.ts';
import { noResultContent } from './fault/no-result-content.ts';
import { notificationsFirst } from './fault/notifications-first.ts';
import { resultAndError } from './fault/result-and-error.ts';
import { rpcInternalError } from './fault/rpc-internal-error.ts';
import { unknownContentType } from './fault/unknown-content-type.ts';
import { unstructuredResult } from './fault/unstructured-result.ts';
import { wrongId } from './fault/wrong-id.ts';
import { httpError } from './http-replies.ts';
import { HttpServer } from './http-server.ts';

/** A tool server over streamable HTTP: https://modelcontextprotocol.io/specification/2025-06-18/basic/transports */
export const mcp: Protocol = {
  name: 'mcp',
  summary: 'a tool server (MCP) over streamable HTTP at /mcp: the tools that the contract declares, with sessions',
  operations: 'built in',
  tools: true,
  faults: [
    lostSession,
    acceptedRequest,
    rpcInternalError,
    isErrorResult,
    errorWithoutId,
    wrongId,
    resultAndError,
    noResultContent,
    unknownContentType,
    unstructuredResult,
    notificationsFirst,
    ...documentFaults,
  ],
  open: (dependency) => {
    const server = new HttpServer(dependency);
    return (request, seed, nonce) => server.serve(request, seed, nonce);
  },
  error: (status, details) => httpError(status, details),
};
