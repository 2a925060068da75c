// Compiled by `npm run types`, never run: what editors complete and refuse in a contract.
import { Type } from '@sinclair/typebox';
import { z } from 'zod';
import { defineContract } from '../../../src/contract/define-contract.ts';

const answers = {
  ok: { status: 200, body: z.object({ answer: z.string() }) },
  'not-now': { status: 503, like: 'unavailable' },
} as const;

defineContract({
  shakedown: 1,
  component: {
    name: 'faq',
    launch: {
      command: 'node server.mjs',
      env: {
        PORT: '${port}',
        LLM: '${llm.url}/v1',
        KEY: '${secret.openai}',
        SEARCH: 'http://${search.host}:${search.port}',
        DEBUG: true,
      },
      ready: 'GET /healthz',
      within: '10s',
    },
  },
  upstream: {
    ask: {
      call: 'POST /v1/ask',
      accepts: { body: Type.Object({ question: Type.String() }), examples: [{ question: 'How?' }] },
      answers,
      budget: { calls: { llm: 2, search: 1 }, deadline: '2s' },
      uses: ['llm', 'search'],
      delivers: [{ effect: 'search.add', within: '5s', key: '/id' }],
    },
  },
  downstream: {
    llm: { protocol: 'openai', 'on-failure': ['not-now'] },
    search: {
      protocol: 'http',
      'on-failure': 'ok',
      operations: {
        add: {
          call: 'POST /add',
          returns: { body: { type: 'object' } },
          effect: 'once',
          'idempotency-key': 'header idempotency-key',
        },
      },
      treats: { silence: ['not-now'], 'html-page': 'lost' },
    },
  },
  waivers: [{ finding: 'ask/llm/*', because: 'x', owner: 'y', until: '2027-01-31' }],
});

// A component that calls nobody.
defineContract({
  shakedown: 1,
  component: { name: 'a', launch: { module: './app.ts', env: { A: 1 } } },
  upstream: { ask: { call: 'GET /a', answers: { ok: { status: 200 } } } },
});

defineContract({
  shakedown: 1,
  component: {
    name: 'faq',
    launch: {
      command: 'node a.mjs',
      env: {
        PORT: '${port}',
        // @ts-expect-error there is no dependency `lm`
        LLM_URL: '${lm.url}/v1',
        // @ts-expect-error a dependency has no `uri`
        OTHER: '${llm.uri}',
      },
      // @ts-expect-error a method is missing
      ready: '/healthz',
    },
  },
  upstream: {
    ask: {
      // @ts-expect-error no method of HTTP
      call: 'FETCH /v1/ask',
      answers: { ok: { status: 200 }, later: { status: 503, like: 'unavailable' } },
      // @ts-expect-error there is no dependency `lllm`
      budget: { calls: { lllm: 2 } },
      // @ts-expect-error there is no dependency `serch`
      uses: ['serch'],
      // @ts-expect-error there is no dependency `store`
      delivers: [{ effect: 'store.add', within: '5s', key: '/id' }],
    },
    // @ts-expect-error an operation has answers
    bare: { call: 'GET /bare' },
    misspelt: {
      call: 'GET /misspelt',
      answers: { ok: { status: 200 } },
      // @ts-expect-error no such key
      acepts: {},
    },
  },
  downstream: {
    // @ts-expect-error there is no answer `unavailable`
    llm: { protocol: 'openai', 'on-failure': 'unavailable' },
    // @ts-expect-error there is no such protocol
    search: { protocol: 'htp' },
    // @ts-expect-error no duration
    crm: { protocol: 'http', 'recovers-within': '5 seconds' },
  },
  waivers: [
    // @ts-expect-error there is no operation `aks`
    { finding: 'aks/llm/*', because: 'x', owner: 'y', until: '2027-01-31' },
  ],
});
