import type { Dependency } from '../../contract/contract.ts';
import type { Header, Reply } from '../../fault/reply.ts';
import type { Flaw } from '../../observation/observation.ts';
import { parsed } from '../parsed.ts';
import { type Received, type Served, Unsupported } from '../protocol.ts';
import { lostSession } from './fault/lost-session.ts';
import { bodiless, headers, notAllowed, rpcReply, sessionGone } from './http-replies.ts';
import { codes, errorMessage, isObject, type Json, type Request, requestOf } from './message.ts';
import { type SessionState, Sessions } from './sessions.ts';
import { streamedMessage } from './streamed-message.ts';
import { type Speak, toolServer, versions } from './tool-server.ts';

/** A request of HTTP, taken apart as far as its transport wants to know. */
interface Sent {
  readonly nonce: string;
  readonly header: (name: string) => string | undefined;
  readonly session: string | undefined;
  readonly state: SessionState;
}

/** A tool server behind one address: POST says something, GET would listen, DELETE ends a session. */
export class HttpServer {
  readonly #name: string;
  readonly #keepsSessions: boolean;
  readonly #streams: boolean;
  readonly #speak: Speak;
  readonly #sessions = new Sessions();

  constructor(dependency: Dependency) {
    this.#name = dependency.name;
    this.#keepsSessions = dependency.sessions !== false;
    this.#streams = dependency.stream === 'sse';
    this.#speak = toolServer(dependency);
  }

  serve(request: Received, seed: number, nonce: string): Served {
    const { method, target, headers: all } = request;
    const header = (name: string) => all.find(([n]) => n.toLowerCase() === name)?.[1];
    const session = header('mcp-session-id');
    const sent = { nonce, header, session, state: this.#sessions.stateOf(session) };
    const path = target.split('?')[0]!;
    if (path !== '/mcp') return refusal(404, nonce, 'call', `${method} ${path} is not where the tool server is: /mcp`);
    if (method === 'GET') return { flaws: [], aside: true, reply: notAllowed(nonce) };
    if (method === 'DELETE') return this.#end(sent);
    if (method === 'POST') return unread(sent) ?? this.#hear(request.body, sent, seed);
    return refusal(405, nonce, 'call', `a tool server takes POST, GET and DELETE, and not ${method}`);
  }

  #hear(body: Buffer, sent: Sent, seed: number): Served {
    const { nonce, state } = sent;
    const said = parsed(body.toString());
    if (Array.isArray(said)) throw new Unsupported('batches of messages are not simulated by this version');
    if (!isObject(said) || said.jsonrpc !== '2.0') return unreadable(said, nonce);
    const stray = this.#keepsSessions && said.method !== 'initialize' ? sessionless(sent) : undefined;
    if (stray) return stray;
    // A notification, or the answer to a question of the server's: nothing waits for a reply.
    if (said.id === undefined || said.method === undefined)
      return { flaws: [], aside: true, reply: state === 'lost' ? sessionGone(nonce, null) : bodiless(202, nonce) };
    const request = requestOf(said);
    if (typeof request === 'string') return refusal(400, nonce, 'body', request, codes.request);
    return this.#answer(request, said, sent, seed);
  }

  #answer(request: Request, { params }: Json, { nonce, header, session, state }: Sent, seed: number): Served {
    const { message, documents, ...spoken } = this.#speak(request, seed, header);
    const { _meta: _, ...asked } = (params ?? {}) as Json;
    const asks = `${request.method} ${JSON.stringify(asked)}`;
    const first = request.method === 'initialize';
    if (state === 'lost' && !first)
      return { ...spoken, asks, flaws: [], suffers: lostSession, reply: sessionGone(nonce, request.id) };
    const begun = first && spoken.flaws.length === 0 && this.#keepsSessions ? `${this.#name}-${nonce}` : undefined;
    if (begun !== undefined) this.#sessions.begin(begun);
    const named = begun === undefined ? [] : [['mcp-session-id', begun] as const];
    return {
      ...spoken,
      asks,
      reply: this.#reply(message, documents, [...headers(nonce), ...named]),
      ...(session === undefined || first ? {} : { forget: () => this.#sessions.forget(session) }),
    };
  }

  #reply(message: object, documents: Reply['documents'], all: readonly Header[]): Reply {
    const head = { status: 200, headers: all, documents };
    if (!this.#streams) return { ...head, body: Buffer.from(JSON.stringify(message)) };
    const others = all.filter(([name]) => name !== 'content-type');
    return streamedMessage({ ...head, headers: [['content-type', 'text/event-stream'], ...others] }, message);
  }

  #end(sent: Sent): Served {
    const stray = sessionless(sent);
    if (stray) return stray;
    this.#sessions.end(sent.session!);
    return {
      flaws: [],
      aside: true,
      reply: sent.state === 'lost' ? sessionGone(sent.nonce, null) : bodiless(200, sent.nonce),
    };
  }
}

/** What is refused before anybody looks at the message. */
function unread({ header, nonce }: Sent): Served | undefined {
  const accept = header('accept') ?? '*/*';
  const wanted = ['application/json', 'text/event-stream'];
  if (!accept.includes('*/*') && !wanted.every((type) => accept.includes(type)))
    return refusal(406, nonce, 'header/accept', `the header accept does not name both ${wanted.join(' and ')}`);
  if (!/^application\/json\b/i.test(header('content-type') ?? ''))
    return refusal(415, nonce, 'header/content-type', 'the header content-type is not application/json');
  const version = header('mcp-protocol-version');
  if (version === undefined || versions.includes(version)) return undefined;
  return refusal(400, nonce, 'header/mcp-protocol-version', `nobody agreed on the protocol version ${version}`);
}

const unreadable = (said: unknown, nonce: string): Served =>
  said === undefined
    ? refusal(400, nonce, 'body', 'the body is not JSON', codes.parse)
    : refusal(400, nonce, 'body', 'the body is no message of JSON-RPC 2.0', codes.request);

/** Where there is no session, or none of ours. */
function sessionless({ state, nonce }: Sent): Served | undefined {
  const at = 'header/mcp-session-id';
  if (state === 'none') return refusal(400, nonce, at, 'the header mcp-session-id is missing');
  if (state === 'unknown') return refusal(404, nonce, at, 'there never was a session with this id', codes.session);
  return undefined;
}

const refusal = (
  status: number,
  nonce: string,
  at: Flaw['at'],
  message: string,
  code: number = codes.server,
): Served => ({ flaws: [{ at, message }], reply: rpcReply(status, nonce, errorMessage(null, code, message)) });
