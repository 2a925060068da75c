// The same promises on a framework: Hono writes the events.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { stream, streamSSE } from 'hono/streaming';
import { CallError, Service } from './service.mjs';

const service = new Service();

const isQuestion = (body) =>
  Object.keys(body ?? {}).length === 1 &&
  typeof body.question === 'string' &&
  body.question !== '' &&
  [...body.question].length <= 200;

async function answer(question, out, send) {
  const left = new AbortController();
  out.onAbort(() => left.abort());
  await send('heard', question);
  try {
    const notes = await service.findNotes(question, left.signal).catch(() => undefined);
    const asked = notes ?? [question];
    for (const note of asked) {
      left.signal.throwIfAborted();
      await send('sentence', { text: await service.say(note, left.signal) });
    }
    await send('done', { sentences: asked.length, degraded: notes === undefined });
  } catch (error) {
    if (!(error instanceof CallError) && !left.signal.aborted) console.error(error);
    await send('error', { title: 'The model does not answer.' });
  }
}

const app = new Hono()
  .get('/healthz', (c) => c.json({}))
  .use(async (c, next) => {
    c.set('body', await c.req.json().catch(() => undefined));
    return isQuestion(c.get('body')) ? await next() : c.json({ title: 'This is no question.' }, 400);
  })
  .post('/ask', (c) =>
    streamSSE(c, (out) => {
      let id = 0;
      const send = (event, data) =>
        out.writeSSE({ event, id: `${++id}`, data: typeof data === 'string' ? data : JSON.stringify(data) });
      return answer(c.get('body').question, out, send);
    }),
  )
  .post('/lines', (c) => {
    c.header('content-type', 'application/x-ndjson');
    return stream(c, (out) => {
      const send = (type, data) =>
        out.writeln(JSON.stringify({ type, ...(typeof data === 'string' ? { text: data } : data) }));
      return answer(c.get('body').question, out, send);
    });
  });

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
