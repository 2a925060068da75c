// A service that streams its answers and is honest about how they end. Each defect beside it extends this class and
// gets one method wrong.
import { createServer } from 'node:http';

const { PORT, NOTES_URL, MODEL_URL } = process.env;

/** A dependency gave nothing usable. */
export class CallError extends Error {}

const isText = (value) => typeof value === 'string' && value !== '';

export class Service {
  /** Milliseconds for one call: less than the silence that callers bear. */
  limit = 250;

  /** Writes one event; `data`: a text or a value. */
  event(response, name, data) {
    if (response.lines)
      response.write(`${JSON.stringify({ type: name, ...(isText(data) ? { text: data } : data) })}\n`);
    else
      response.write(
        `event: ${name}\ndata: ${isText(data) ? data.replaceAll(/\r\n?|\n/g, '\ndata: ') : JSON.stringify(data)}\n\n`,
      );
  }

  heard(response, question) {
    this.event(response, 'heard', question);
  }

  async call(url, body, signal) {
    let reply;
    let value;
    // `AbortSignal.any` forgets time limits when memory is tidied up (seen in Node 20).
    const ending = new AbortController();
    const end = () => ending.abort();
    const timer = setTimeout(end, this.limit);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    try {
      reply = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: ending.signal,
      });
      value = await reply.json();
    } catch (error) {
      throw new CallError(error.name);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
    if (!reply.ok || reply.redirected) throw new CallError(`status ${reply.status}`);
    return value;
  }

  async findNotes(question, signal) {
    const { notes } = (await this.call(`${NOTES_URL}/notes`, { question }, signal)) ?? {};
    if (!Array.isArray(notes) || notes.length < 1 || notes.length > 3 || !notes.every(isText))
      throw new CallError('no notes');
    return notes;
  }

  async say(note, signal) {
    const { text } = (await this.call(`${MODEL_URL}/say`, { note }, signal)) ?? {};
    if (!isText(text)) throw new CallError('no text');
    return text;
  }

  /** The signal of a request: its caller has left. */
  leaving(response) {
    const left = new AbortController();
    response.once('close', () => left.abort());
    return left.signal;
  }

  begin(response) {
    response.writeHead(200, { 'content-type': response.lines ? 'application/x-ndjson' : 'text/event-stream' });
  }

  async answer(question, response) {
    const signal = this.leaving(response);
    this.begin(response);
    this.heard(response, question);
    try {
      const notes = await this.findNotes(question, signal).catch(() => undefined);
      const sentences = await this.sentences(notes ?? [question], response, signal);
      this.done(response, { sentences, degraded: notes === undefined });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.failed(response);
    }
  }

  async sentences(notes, response, signal) {
    for (const note of notes) {
      if (signal.aborted) throw new CallError('nobody is there any more');
      this.event(response, 'sentence', { text: await this.say(note, signal) });
    }
    return notes.length;
  }

  done(response, said) {
    this.event(response, 'done', said);
    response.end();
  }

  failed(response) {
    this.event(response, 'error', { title: 'The model does not answer.' });
    response.end();
  }

  async handle(request, response) {
    const send = (status, body) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/healthz') return send(200, {});
    const body = await bodyOf(request);
    const keys = Object.keys(body ?? {});
    if (keys.length !== 1 || !isText(body.question) || [...body.question].length > 200)
      return send(400, { title: 'This is no question.' });
    response.lines = request.url.startsWith('/lines');
    await this.answer(body.question, response);
  }

  listen() {
    createServer((request, response) => {
      this.handle(request, response).catch((error) => {
        console.error(error);
        response.destroy();
      });
    }).listen(Number(PORT), '127.0.0.1');
  }
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}
