import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isValid } from '../../src/contract/json-schema.ts';
import { trafficOperations } from '../../src/init/traffic-operations.ts';
import { inferredSchema } from '../../src/schema/inferred-schema.ts';
import { Folder } from '../contract/linted.ts';

const entry = (
  method: string,
  url: string,
  sent: unknown,
  status: number,
  reply: unknown,
  type = 'application/json',
) => ({
  request: {
    method,
    url,
    headers: [{ name: 'cookie', value: 'session=1' }],
    ...(sent === undefined ? {} : { postData: { text: JSON.stringify(sent) } }),
  },
  response: { status, content: { mimeType: type, text: JSON.stringify(reply) } },
});
const har = (...entries: unknown[]) => ({ 'a.har': JSON.stringify({ log: { entries } }) });

describe('trafficOperations', () => {
  it('are those of the origin that is spoken to most, with what was sent and answered', async () => {
    using folder = new Folder(
      har(
        entry('GET', 'https://faq.example/app.js', undefined, 200, 'x', 'text/javascript'),
        entry('OPTIONS', 'https://faq.example/v1/ask', undefined, 204, {}),
        entry('POST', 'https://faq.example/v1/ask?a=1', { question: 'How?', language: 'en' }, 200, {
          answer: 'So.',
          score: 1,
        }),
        entry('POST', 'https://faq.example/v1/ask', { question: 'Why?' }, 200, { answer: 'Because.', score: 0.5 }),
        entry('POST', 'https://faq.example/v1/ask', { quest: 1 }, 422, { title: 'No question' }),
        entry('DELETE', 'https://faq.example/v1/notes/17', undefined, 200, { done: true }),
        entry('POST', 'https://elsewhere.example/collect', { a: 1 }, 200, {}),
      ),
    );
    const [ask, note, ...others] = await trafficOperations(join(folder.path, 'a.har'));
    expect(others).toEqual([]);
    expect(ask).toMatchObject({
      name: 'post-ask',
      call: 'POST /v1/ask',
      accepts: {
        body: {
          type: 'object',
          required: ['question'],
          properties: { question: { type: 'string' }, language: { type: 'string' } },
        },
        examples: [{ question: 'How?', language: 'en' }],
      },
      answers: {
        ok: { status: 200, body: { properties: { score: { type: 'number' } } } },
        rejected: { status: 422, body: { required: ['title'] } },
        unavailable: { status: 503 },
      },
    });
    expect(note).toMatchObject({
      name: 'delete-notes',
      call: 'DELETE /v1/notes/{id}',
      accepts: { path: { id: { type: 'integer' } }, examples: [{ path: { id: 17 } }] },
    });
    expect(JSON.stringify([ask, note])).not.toContain('session=1');
  });

  it('says where there are none', async () => {
    using folder = new Folder(har(entry('GET', 'https://a.example/', undefined, 200, '', 'text/html')));
    await expect(trafficOperations(join(folder.path, 'a.har'))).rejects.toThrow('has no requests of a JSON API');
  });
});

describe('inferredSchema', () => {
  const values = [
    { a: 1, b: [{ c: 'x' }, { c: null, d: true }] },
    { a: 2.5, b: [] },
  ];
  it('is satisfied by all that it was made of, and not by what lacks a member or has another type', () => {
    const schema = inferredSchema(values);
    expect(values.map((value) => isValid(schema, value))).toEqual([true, true]);
    expect([{ a: 1 }, { a: '1', b: [] }, { a: 1, b: [{ d: true }] }].map((value) => isValid(schema, value))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
