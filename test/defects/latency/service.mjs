// A service that is as quick as it can be: it asks everybody at once, and adds little of its own. Each defect beside it
// extends this class and gets one method wrong.
import { Agent, createServer, request as post } from 'node:http';

const { PORT, FACTS_URL, MODEL_URL, NOTES_URL } = process.env;

const agent = new Agent({ keepAlive: true });

/** A dependency gave nothing usable. */
export class CallError extends Error {}

export class Service {
  /** Milliseconds for one call. */
  limit = 320;
  urls = [FACTS_URL, MODEL_URL, NOTES_URL];

  async answer(body) {
    const texts = await this.askAll(body);
    return texts.join(' ');
  }

  askAll(body) {
    return Promise.all(this.urls.map((url) => this.call(url, body, this.limit)));
  }

  /** The text of the reply. */
  call(url, body, limit) {
    return new Promise((resolve, reject) => {
      const fail = (error) => reject(new CallError(error.code ?? error.name));
      const headers = { 'content-type': 'application/json' };
      const signal = AbortSignal.timeout(limit);
      const call = post(`${url}/get`, { method: 'POST', headers, signal, agent }, (reply) => {
        const chunks = [];
        reply.on('error', fail).on('data', (chunk) => chunks.push(chunk));
        reply.on('end', () => {
          const { text } = parsed(Buffer.concat(chunks));
          if (reply.statusCode < 300 && typeof text === 'string' && text !== '') resolve(text);
          else reject(new CallError(`status ${reply.statusCode}`));
        });
      });
      call.on('error', fail).end(JSON.stringify(body));
    });
  }

  async handle(request, response) {
    const send = (status, body) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/healthz') return send(200, {});
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { id, ...rest } = parsed(Buffer.concat(chunks));
    if (!/^i-[0-9]{8}$/.test(id) || Object.keys(rest).length > 0) return send(400, {});
    try {
      send(200, { text: await this.answer({ id }), degraded: false });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      send(200, { text: 'Later, perhaps.', degraded: true });
    }
  }

  listen() {
    createServer((request, response) => this.handle(request, response)).listen(Number(PORT), '127.0.0.1');
  }
}

/** The object in a JSON text; an empty one where there is none. */
function parsed(bytes) {
  try {
    return Object(JSON.parse(bytes));
  } catch {
    return {};
  }
}
