import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '../../src/contract/contract.ts';
import { toBody } from '../../src/observation/body.ts';
import type {
  Answered,
  Call,
  Headers,
  Observation,
  PlayedMess,
  ScheduledFault,
  StruckFault,
} from '../../src/observation/observation.ts';
import { loadContract } from '../../src/run/load.ts';

const text = `shakedown: 1
component: { name: asker, launch: { command: 'app \${port}', env: { LLM: '\${llm.url}', SINK: '\${sink.url}' } } }
upstream:
  ask:
    call: POST /ask
    answers:
      ok: { status: 200, body: { type: object, required: [text], properties: { text: { type: string } } }, where: { /degraded: false } }
      degraded: { status: 200, where: { /degraded: true } }
      rejected: { status: 400 }
      unavailable: { status: 503, headers: { retry-after: '^[0-9]+$' } }
    budget: { deadline: 1s, calls: { llm: 3, sink: 3 }, tokens: 100 }
downstream:
  llm:
    protocol: http
    latency: { p99: 200ms }
    on-failure: degraded
    operations:
      chat: { call: POST /chat, returns: { body: { type: object } } }
  sink:
    protocol: http
    on-failure: unavailable
    operations:
      add: { call: POST /add, effect: once, idempotency-key: header idempotency-key, returns: { status: 201, body: { type: object } } }
`;

/** A contract for judging by hand: an operation `ask`, a dependency `llm`, and `sink` with an effect. */
export function contract(change: (text: string) => string = (t) => t): Contract {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-'));
  try {
    writeFileSync(join(folder, 'asker.contract.yaml'), change(text));
    const loaded = loadContract(join(folder, 'asker.contract.yaml'));
    if (!loaded.contract) throw new Error(JSON.stringify(loaded.problems));
    return loaded.contract;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function response(
  status: number,
  body: unknown,
  { headers = [], ended = 50 }: { headers?: Headers; ended?: number } = {},
): Answered {
  return {
    kind: 'response',
    status,
    headers,
    body: toBody(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))),
    ended,
  };
}

export const ok = response(200, { text: 'fine', degraded: false });
export const degraded = response(200, { text: 'sorry', degraded: true });
export const unavailable = response(503, '', { headers: [['retry-after', '5']] });

type CallChange = Partial<Omit<Call, 'request' | 'reply'>> & {
  body?: string;
  key?: string;
  replyHeaders?: Headers;
  status?: number;
  end?: Call['reply']['end'];
  ended?: number;
};

/** A call of `llm.chat`, whole and healthy unless told otherwise. */
export function call({
  body = '{}',
  key,
  replyHeaders = [],
  status = 200,
  end = 'complete',
  ended,
  ...change
}: CallChange = {}): Call {
  const began = change.began ?? 10;
  return {
    dependency: 'llm',
    operation: 'chat',
    began,
    request: {
      method: 'POST',
      target: '/chat',
      headers: key === undefined ? [] : [['idempotency-key', key]],
      body: toBody(Buffer.from(body)),
    },
    flaws: [],
    reply: { status, headers: replyHeaders, bytes: 100, end, ended: ended ?? began + 1 },
    ...change,
  };
}

export function struck(
  kind: string,
  leaves: StruckFault['leaves'],
  change: Partial<StruckFault> = {},
): { fault: StruckFault } {
  return { fault: { kind, params: {}, leaves, permanent: false, waited: 0, ...change } };
}

export function scheduled(fault: string, change: Partial<ScheduledFault> = {}): ScheduledFault {
  return { dependency: 'llm', operation: 'chat', call: 1, recurs: 'first', fault, params: {}, ...change };
}

/** A request with one thing about it that is not as in the clean sample. */
export function messy(owes: PlayedMess['owes']): PlayedMess {
  const request = { method: 'POST', target: '/ask', headers: [] };
  return { kind: 'null-member', pointer: '/body/text', was: '"a"', became: 'null', owes, request };
}

type ObservationChange = Partial<Omit<Observation, 'case'>> & {
  schedule?: readonly ScheduledFault[];
  mess?: PlayedMess;
};

/** A case in which nothing went wrong, unless told otherwise. */
export function observation({ schedule = [], mess, ...change }: ObservationChange = {}): Observation {
  return {
    case: {
      id: 'ask/none/healthy#1',
      operation: 'ask',
      seed: 1,
      input: { body: {} },
      ...(mess ? { mess } : {}),
      schedule,
    },
    started: Date.UTC(2026, 0, 1),
    request: { method: 'POST', target: '/ask', headers: [], body: toBody(Buffer.from('{}')) },
    answer: ok,
    calls: [call()],
    aftermath: { recovered: 5, waited: 5, output: '' },
    healthyCalls: { 'llm.chat': 1 },
    lag: 0,
    internals: { secrets: { key: 'canary-0123456789' }, addresses: ['127.0.0.1:20001'], folder: '/srv/asker' },
    ...change,
  };
}
