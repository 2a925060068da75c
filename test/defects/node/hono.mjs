// On a framework: Hono routes and answers, and a JSON Schema decides what is a question.
import { createHash } from 'node:crypto';
import { serve } from '@hono/node-server';
import Ajv from 'ajv';
import { Hono } from 'hono';
import { AnswerService, CallError, PORT, underWay } from './service.mjs';

const isQuestion = new Ajv({ strict: false }).compile({
  type: 'object',
  required: ['orderId', 'question'],
  properties: {
    orderId: { type: 'string', pattern: '^o-[0-9]+$' },
    question: { type: 'string', minLength: 1, maxLength: 200 },
    tags: { type: 'array', maxItems: 3, items: { enum: ['gift', 'express', 'fragile'] } },
    amount: { type: 'number', minimum: 0, maximum: 10_000 },
    locale: { enum: ['de', 'en', 'fr'] },
  },
  additionalProperties: false,
});

const service = new AnswerService();
const problem = (c, title, status, headers) => c.json({ title, status }, status, headers);
const rejected = (c) => problem(c, 'This is not a question', 400);
const unavailable = (c) => problem(c, 'The question cannot be answered now', 503, { 'retry-after': '5' });

const app = new Hono()
  .get('/healthz', (c) => c.json({ ready: true }))
  .post('/v1/ask', async (c) => {
    const text = await c.req.text();
    const question = JSON.parse(text);
    if (!isQuestion(question)) return rejected(c);
    const request = { gone: c.req.raw.signal, key: createHash('sha256').update(text).digest('hex') };
    return c.json(await underWay.run(request, () => service.answer(question)));
  })
  .onError((error, c) => {
    if (error instanceof SyntaxError) return rejected(c);
    if (!(error instanceof CallError) && !c.req.raw.signal.aborted) console.error(error);
    return unavailable(c);
  });

serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' });
