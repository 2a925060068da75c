// A service that listens to a model with care. Each defect beside it extends this class and gets one method wrong.
import { createServer } from 'node:http';

const { PORT, MODEL_URL, FACTS_URL } = process.env;

/** A dependency gave nothing usable. */
export class CallError extends Error {}

const parameters = { type: 'object', required: ['parcel'], properties: { parcel: { type: 'string', minLength: 3 } } };
const tools = [{ type: 'function', function: { name: 'find_parcel', parameters } }];

export class Service {
  /** Milliseconds without a word of the model. */
  patience = 200;
  /** Replies of the model to one question. */
  rounds = 3;
  size = 8;

  post(url, body, signal) {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer key' };
    return fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal, redirect: 'error' });
  }

  async value(url, body) {
    try {
      const reply = await this.post(url, body, AbortSignal.timeout(300));
      if (reply.status !== 200) throw new CallError(`status ${reply.status}`);
      return await reply.json();
    } catch (error) {
      throw error instanceof CallError ? error : new CallError(error.name);
    }
  }

  async words(question) {
    const messages = [{ role: 'user', content: question }];
    for (let round = 0; round < this.rounds; round++) {
      const said = await this.listen({ model: 'm', stream: true, tools, messages });
      if (said.calls.length === 0) return this.counted(said);
      messages.push({ role: 'assistant', content: null, tool_calls: said.calls });
      messages.push(...(await this.results(said.calls)));
    }
    throw new CallError('the model goes round in circles');
  }

  counted({ text }) {
    if (text.trim() === '') throw new CallError('the model said nothing');
    return text.trim().split(/\s+/).length;
  }

  results(calls) {
    return Promise.all(
      calls.map(async (call) => ({ role: 'tool', tool_call_id: call.id, content: await this.use(call.function) })),
    );
  }

  async use(called) {
    if (!this.offers(called.name)) throw new CallError(`no tool ${called.name}`);
    const { parcel } = this.arguments(called.arguments) ?? {};
    if (typeof parcel !== 'string' || [...parcel].length < 3) throw new CallError('no parcel');
    const { place } = (await this.value(`${FACTS_URL}/find`, { parcel })) ?? {};
    if (typeof place !== 'string' || place === '') throw new CallError('no place');
    return place;
  }

  offers(name) {
    return name === 'find_parcel';
  }

  arguments(text) {
    try {
      return JSON.parse(text);
    } catch {
      throw new CallError('no JSON');
    }
  }

  async listen(body) {
    const silence = new AbortController();
    this.timer = setTimeout(() => silence.abort(), this.patience);
    const said = { text: '', calls: [], finish: undefined };
    try {
      const limit = AbortSignal.any([silence.signal, ...this.limits()]);
      const reply = await this.post(`${MODEL_URL}/v1/chat/completions`, body, limit);
      if (reply.status !== 200) throw new CallError(`status ${reply.status}`);
      await this.hear(reply, said);
    } catch (error) {
      throw error instanceof CallError ? error : new CallError(error.name);
    } finally {
      clearTimeout(this.timer);
      silence.abort();
    }
    this.whole(said);
    return said;
  }

  limits() {
    return [AbortSignal.timeout(400)];
  }

  async hear(reply, said) {
    for await (const event of this.events(reply.body)) {
      this.alive(event);
      if (event === '') continue;
      if (event === '[DONE]') {
        said.done = true;
        if (this.leaves()) return;
        continue;
      }
      this.take(this.chunk(event), said);
    }
  }

  leaves() {
    return true;
  }

  /** Something of the model was heard; a comment is nothing of the model. */
  alive(event) {
    if (event !== '') this.timer.refresh();
  }

  /** The data of each event; an empty text for a comment. */
  async *events(body) {
    let rest = '';
    for await (const piece of body.pipeThrough(new TextDecoderStream())) {
      rest += piece;
      const blocks = rest.split(/\r\n\r\n|\n\n/);
      rest = blocks.pop();
      for (const block of blocks) yield dataOf(block);
    }
  }

  chunk(event) {
    try {
      return JSON.parse(event);
    } catch {
      throw new CallError('no JSON');
    }
  }

  take(chunk, said) {
    if (this.failed(chunk)) throw new CallError('the model failed');
    const [choice] = Array.isArray(chunk?.choices) ? chunk.choices : [];
    if (typeof choice?.delta?.content === 'string') said.text += choice.delta.content;
    if (Array.isArray(choice?.delta?.tool_calls)) for (const part of choice.delta.tool_calls) addTo(said.calls, part);
    if (choice?.finish_reason) said.finish = choice.finish_reason;
  }

  failed(chunk) {
    return chunk?.error !== undefined;
  }

  /** The reply was said to its end. */
  whole({ finish, done }) {
    if (!done || (finish !== 'stop' && finish !== 'tool_calls')) throw new CallError(`not whole: ${finish}`);
  }

  async nearest(texts) {
    const asked = { model: 'm', input: texts, dimensions: this.size, encoding_format: 'float' };
    const { data } = (await this.value(`${MODEL_URL}/v1/embeddings`, asked)) ?? {};
    const vectors = this.vectors(data, texts.length);
    let best = [0, 1];
    const near = ([i, j]) => vectors[i].reduce((sum, n, k) => sum + n * vectors[j][k], 0);
    for (let i = 0; i < vectors.length; i++)
      for (let j = i + 1; j < vectors.length; j++) if (near([i, j]) > near(best)) best = [i, j];
    return best;
  }

  vectors(data, count) {
    if (!Array.isArray(data) || data.length !== count) throw new CallError('another number of vectors');
    const ordered = [...data].sort((a, b) => a?.index - b?.index).map((one) => one?.embedding);
    if (!ordered.every((vector) => this.isVector(vector))) throw new CallError('no vectors');
    return ordered;
  }

  isVector(vector) {
    return (
      Array.isArray(vector) &&
      vector.length === this.size &&
      vector.every(Number.isFinite) &&
      vector.some((n) => n !== 0)
    );
  }

  async answer(path, body) {
    if (path === '/ask' && isQuestion(body)) return { words: await this.words(body.question) };
    if (path === '/nearest' && isTexts(body)) return { pair: await this.nearest(body.texts) };
    return undefined;
  }

  async handle(request, response) {
    const send = (status, value) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (request.url === '/healthz') return send(200, {});
    let body;
    try {
      body = JSON.parse(await read(request));
    } catch {}
    try {
      const answer = request.method === 'POST' ? await this.answer(request.url, body) : undefined;
      send(answer ? 200 : 400, answer ?? { title: 'That is no question' });
    } catch (error) {
      if (!(error instanceof CallError)) console.error(error);
      send(503, { title: 'There is no answer now' });
    }
  }

  serve() {
    createServer((request, response) => this.handle(request, response)).listen(Number(PORT), '127.0.0.1');
  }
}

const dataOf = (block) =>
  block
    .split(/\r?\n/)
    .flatMap((line) => (line.startsWith('data:') ? [line.slice(line[5] === ' ' ? 6 : 5)] : []))
    .join('\n');

function addTo(calls, { index, id, function: called = {} }) {
  calls[index] ??= { id, type: 'function', function: { name: called.name, arguments: '' } };
  calls[index].function.arguments += called.arguments ?? '';
}

const isText = (value, most) => typeof value === 'string' && value !== '' && [...value].length <= most;
const isAlone = (body, key) => typeof body === 'object' && body !== null && Object.keys(body).join() === key;
const isQuestion = (body) => isAlone(body, 'question') && isText(body.question, 200);
const isTexts = (body) =>
  isAlone(body, 'texts') &&
  Array.isArray(body.texts) &&
  body.texts.length >= 3 &&
  body.texts.length <= 5 &&
  body.texts.every((text) => isText(text, 50));

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
