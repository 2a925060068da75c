// The session with the tool server: shared by all requests, opened when it is first needed, and anew when it is gone.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { DependencyError } from '../resilience.mjs';

// A call waits so long at most for a session.
const OPENING_MS = 900;

export class ToolSession {
  #url;
  #opening;
  constructor(url) {
    this.#url = url;
  }

  /** What a tool answers to a call, if it is what it declares. Of two calls at most, one begins a new session. */
  async call(name, given, { timeout, budget, valid }) {
    for (let attempt = 1; ; attempt++) {
      const limit = Math.ceil(Math.min(timeout, budget.left));
      if (limit < 20) throw new DependencyError('no time left');
      const opening = this.#session(Math.min(OPENING_MS, Math.ceil(budget.left)));
      try {
        const client = await opening;
        return resultOf(await client.callTool({ name, arguments: given }, undefined, { timeout: limit }), valid);
      } catch (error) {
        if (error instanceof DependencyError) throw error;
        // Whatever it was, nobody knows what has become of the session: the next call begins another.
        this.#forget(opening);
        // Only where the session was unknown nothing can have been done.
        if (error?.code !== 404 || attempt === 2) throw new DependencyError(`tool: ${error?.code ?? error?.name}`);
      }
    }
  }

  #session(timeout) {
    if (!this.#opening) {
      const opening = this.#open(timeout);
      this.#opening = opening;
      opening.catch(() => this.#forget(opening));
    }
    return this.#opening;
  }

  async #open(timeout) {
    const client = new Client({ name: 'agent', version: '1.0.0' });
    try {
      await client.connect(new StreamableHTTPClientTransport(new URL(this.#url)), { timeout });
      return client;
    } catch (error) {
      client.close().catch(() => {});
      throw error;
    }
  }

  #forget(opening) {
    if (this.#opening !== opening) return;
    this.#opening = undefined;
    opening.then((client) => client.close()).catch(() => {});
  }
}

function resultOf({ isError, structuredContent }, valid) {
  if (isError) throw new DependencyError('the tool failed');
  if (!valid(structuredContent)) throw new DependencyError('the tool said something else');
  return structuredContent;
}
