// On a framework: Hono routes and answers, and a JSON Schema decides what is a question.
import { serve } from '@hono/node-server';
import Ajv from 'ajv';
import { Hono } from 'hono';
import { AnswerService, CallError, PORT } from './service.mjs';

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
    const question = await c.req.json();
    return isQuestion(question) ? c.json(await service.answer(question)) : rejected(c);
  })
  .onError((error, c) => {
    if (error instanceof SyntaxError) return rejected(c);
    if (!(error instanceof CallError)) console.error(error);
    return unavailable(c);
  });

serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' });
