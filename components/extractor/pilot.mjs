// The extracting component as it was shown in the demo. It works, as long as everything that it calls works.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import OpenAI from 'openai';

const { PORT, LEDGER_URL, LEDGER_TOKEN } = process.env;
const openai = new OpenAI({ timeout: 2500 });

async function extract(text) {
  const response = await openai.responses.create({
    model: 'gpt-4o-mini',
    instructions: 'Find what is to be paid on the invoice. Answer with JSON.',
    input: text,
    text: {
      format: {
        type: 'json_schema',
        name: 'invoice',
        schema: {
          type: 'object',
          required: ['supplier', 'totalCents', 'currency'],
          properties: {
            supplier: { type: 'string' },
            totalCents: { type: 'integer' },
            currency: { enum: ['CHF', 'EUR', 'USD'] },
          },
        },
      },
    },
  });
  // Sometimes it explains itself around the JSON.
  const [json] = response.output_text.match(/\{[^}]*\}?/) ?? ['{}'];
  const { supplier = 'unknown', totalCents, currency = 'CHF' } = JSON.parse(json.endsWith('}') ? json : `${json}}`);
  return { supplier: String(supplier), totalCents: Math.round(Number(totalCents)) || 0, currency };
}

async function book(entry, attempts = 3) {
  try {
    const response = await fetch(`${LEDGER_URL}/entries`, {
      method: 'POST',
      signal: AbortSignal.timeout(400),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${LEDGER_TOKEN}`,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(entry),
    });
    if (response.status >= 500) throw new Error(`ledger: ${response.status}`);
    return (await response.json()).entryId ?? 'to follow';
  } catch (error) {
    if (attempts === 1) throw error;
    return book(entry, attempts - 1);
  }
}

createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('ok');
  let body = '';
  for await (const chunk of request) body += chunk;
  response.setHeader('content-type', 'application/json');
  try {
    const { documentId, text } = JSON.parse(body);
    const entry = { documentId, ...(await extract(text)) };
    const entryId = await book(entry);
    response.statusCode = 201;
    response.end(JSON.stringify({ ...entry, entryId }));
  } catch (error) {
    response.statusCode = 500;
    response.end(JSON.stringify({ error: error.message }));
  }
}).listen(PORT, '127.0.0.1');
