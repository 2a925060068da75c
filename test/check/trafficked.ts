import type { Observation, SeenOutage, SeenRequest, SeenTraffic, SlimCall } from '../../src/observation/observation.ts';
import type { Outage, Traffic } from '../../src/observation/traffic.ts';
import { call, degraded, observation, ok, response, struck } from './observed.ts';

/** What becomes of one request of synthetic traffic; default: it is `ok` after one healthy call. */
export interface Went {
  readonly answer?: 'ok' | 'degraded' | 'undeclared 500' | 'no answer';
  readonly took?: number;
  readonly lag?: number;
  /** One for each call of `llm.chat`: what struck it, if anything did. */
  readonly calls?: readonly (string | undefined)[];
}

interface Plot {
  readonly rate?: number;
  readonly outage?: Partial<Outage>;
  readonly seen?: Partial<SeenOutage>;
  readonly traffic?: Partial<SeenTraffic>;
  readonly observed?: Partial<Omit<Observation, 'case'>>;
  /** The requests of other operations. */
  readonly beside?: readonly SeenRequest[];
}

const answers = { ok, degraded, 'undeclared 500': response(500, 'oops') };

/** Traffic of 20 requests a second: 1 s before, 1 s of outage of `llm`, and 6.5 s after it; all must be well after 7 s. */
export function trafficked(went: (due: number) => Went, { rate = 20, ...plot }: Plot = {}): Observation {
  const outage: Outage = { dependency: 'llm', shape: 'down', shapeParams: {}, fault: 'silence', ...plot.outage };
  const planned: Traffic = { rate, before: 1000, during: 1000, after: 6500, outages: [outage] };
  const count = (rate * (planned.before + planned.during + planned.after)) / 1000;
  const dues = Array.from({ length: count }, (_, i) => (i * 1000) / rate);
  const requests = dues.map((due) => requestOf(due, went(due)));
  const base = observation({ calls: [], ...plot.observed });
  return {
    ...base,
    case: { ...base.case, id: 'ask/llm/down/outage#1', traffic: planned },
    traffic: {
      attribution: 'words',
      outages: [{ began: 1000, over: 2000, limits: false, struck: 20, ...plot.seen }],
      requests: [...requests, ...(plot.beside ?? [])].sort((a, b) => a.due - b.due),
      calls: [],
      heldUp: 0,
      connections: { llm: { before: 2, during: 4, after: 4 }, sink: { before: 0, during: 0, after: 0 } },
      ...plot.traffic,
    },
  };
}

export function requestOf(due: number, went: Went, operation = 'ask'): SeenRequest {
  const { answer = 'ok', took = 50, lag = 0, calls = [undefined] } = went;
  const whole = calls.map((fault, i) =>
    call({ began: i * 10, ...(fault ? { ...struck(fault, 'lost'), end: 'abandoned' as const } : {}) }),
  );
  const slim = whole.map(
    ({ began, reply }, i): SlimCall => ({
      to: 'llm.chat',
      began: due + began,
      ended: due + reply.ended,
      end: reply.end,
      ...(calls[i] ? { fault: calls[i] } : {}),
    }),
  );
  const detail = `no whole answer within ${took} ms`;
  const answered =
    answer === 'no answer'
      ? ({ kind: 'none', why: 'timeout', detail, ended: took } as const)
      : { ...answers[answer], ended: took };
  const { request } = observation();
  const kept = { request, answer: answered, calls: whole };
  return { operation, due, answer, ok: answer === 'ok', took, lag, calls: slim, whole: kept };
}

/** During the outage each request is struck and degraded; before and after it all is well. */
export const asItShould = (due: number): Went =>
  due >= 1000 && due < 2000 ? { answer: 'degraded', took: 300, calls: ['silence'] } : {};
