import { slowAccept } from '../../src/fault/connection/slow-accept.ts';
import { early413 } from '../../src/fault/http/early-413.ts';
import { faults } from '../../src/fault/index.ts';
import type { Language } from './play.ts';

/** A component without a mistake, that keeps the promises of the zoo in its own way. */
export interface Twin {
  /** Its file in the folder of its language, without the ending. */
  readonly name: string;
  readonly language: Language;
  /** Its dependencies are spoken to over TLS. */
  readonly tls?: true;
  /** What its model speaks; default: openai. */
  readonly protocol?: 'openai' | 'anthropic' | 'gemini';
  /** How it is made. */
  readonly make: string;
  /** The trials that it is put to in the tests: those that its make is about; `npm run bench:twins` puts it to all. */
  readonly only: readonly string[];
  /** How much is tried of them; default: quick. */
  readonly profile?: 'standard';
}

const writtenIn =
  (language: Language) =>
  (name: string, make: string, ...only: string[]): Twin => ({ name, language, make, only });

const node = writtenIn('node');
const python = writtenIn('python');
const perl = writtenIn('perl');

const waiting = '{silence,fixed-delay,slow-first-byte,trickle}';

export const twins: readonly Twin[] = [
  // The tests put these two to the whole standard plan instead.
  node('correct', 'two attempts at each call, with keep-alive, inside of one budget of time', '**'),
  python('correct', 'a thread for each request, a connection for each call', '**'),

  node('no-retries', 'asks everybody once, with `fetch`', 'ask/{features,llm}/*{reply,error,body}*/**'),
  node('breaker', 'a circuit breaker for each dependency', `ask/*/{server-error,refused,silence}/**`),
  node(
    'backoff',
    'three attempts with growing pauses and jitter, within a budget of retries',
    'ask/*/{un*,try-again}/**',
  ),
  node(
    'cache',
    'features from before where there are no newer ones; calls under way are shared',
    'ask/none/**',
    'ask/features/{r,c,s}*/**',
  ),
  node('fallback', 'a second model with another prompt, then a text for all cases', 'ask/llm/{r,c,s}*/**'),
  node('hedging', 'makes a slow call a second time beside the first', `ask/*/${waiting}/**`),
  node('parallel', 'asks for the features and asks the model at the same time', 'ask/{features,llm}/{r,c,s}*/**'),
  node('slow-start', 'ready after two seconds, and its first requests are slow', 'ask/none/**', 'ask/sink/c*/**'),
  // Faults of messy requests: what those cause when nothing fails is watched first.
  { ...node('second-look', 'now and then it makes a call twice, to compare', 'ask/*/*/*/with*'), profile: 'standard' },
  node('cluster', 'two processes behind one port', 'ask/none/**', 'ask/features/{r,c,s}*/**'),
  node('worker-threads', 'answers are found in worker threads', 'ask/none/**', 'ask/sink/{r,c,s}*/**'),
  node('hono', 'on a framework, with a JSON Schema for its input', 'ask/{none,input}/**'),
  node('openai-sdk', 'asks the model with the official client, retries included', 'ask/llm/{r,s,t,u,i,n}*/**'),
  {
    ...node(
      'over-tls',
      'over TLS',
      `ask/features/{${[...faults.tls, slowAccept, early413].map(({ name }) => name)}}/**`,
    ),
    tls: true,
  },
  node('streaming', 'reads bodies piece by piece up to a limit, answers in pieces', 'ask/input/**', 'ask/*/*body/**'),
  {
    ...node('anthropic-sdk', 'asks the model with the official client of Anthropic', 'ask/llm/{o,spe,r,s,u}*/**'),
    protocol: 'anthropic',
  },
  {
    ...node('genai-sdk', 'asks the model with the official client of Google', 'ask/llm/{m,b,no,e,f,tho}*/**'),
    protocol: 'gemini',
  },
  python('preforked', 'three processes accept from one socket, one request at a time each', 'ask/{none,input}/**'),
  python('thread_pool', 'a pool of threads for requests, and one for calls', `ask/*/${waiting}/**`),
  python('with_asyncio', 'server and calls by hand on the streams of asyncio', 'ask/*/{re,close,cut,huge}*/**'),
  perl('one_at_a_time', 'one process that works on one request at a time', 'ask/{none,input}/**'),
];
