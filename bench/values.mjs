// What a valid value of a schema costs, validation included: `npm run build && node bench/values.mjs`.
import fc from 'fast-check';
import { valuesOf } from '../dist/schema/values/values-of.js';

const samples = Number(process.argv[2] ?? 20_000);
const warmUp = 2000;
const limit = 0.1;

const ticket = {
  type: 'object',
  required: ['id', 'title', 'priority', 'messages'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', format: 'uuid' },
    title: { type: 'string', minLength: 1, maxLength: 80 },
    priority: { enum: ['low', 'normal', 'high', 'urgent'] },
    reporter: { type: 'string', format: 'email' },
    created: { type: 'string', format: 'date-time' },
    estimate: { type: ['number', 'null'], minimum: 0 },
    labels: { type: 'array', items: { type: 'string', minLength: 1 }, maxItems: 5, uniqueItems: true },
    messages: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['from', 'text'],
        properties: { from: { type: 'integer', minimum: 1 }, text: { type: 'string' } },
      },
    },
  },
};

const began = performance.now();
const values = valuesOf(ticket);
const prepared = performance.now() - began;

// Each value is timed by itself: the property is called right after the value was drawn.
const times = [];
let last = Number.NaN;
fc.assert(
  fc.property(values, () => {
    const now = performance.now();
    times.push(now - last);
    last = performance.now();
  }),
  { numRuns: samples + warmUp, seed: 1 },
);

const sorted = times.slice(warmUp).sort((a, b) => a - b);
const quantile = (q) => sorted[Math.floor(sorted.length * q)];
console.log(`a ticket  median ${quantile(0.5).toFixed(4)} ms   p95 ${quantile(0.95).toFixed(4)} ms`);
const median = quantile(0.5);
console.log(
  `\n${median <= limit ? '✓' : '✗'} a value takes ${median.toFixed(4)} ms at the median (${samples} values); at most ${limit} ms is allowed`,
);
console.log(`  to read the schema takes ${prepared.toFixed(1)} ms, once`);
process.exit(median <= limit ? 0 : 1);
