import type { Contract } from '../../contract/contract.ts';
import { duration } from '../../contract/units.ts';
import { now, sleep } from '../clock.ts';
import { isSuccess, send } from '../driver/request.ts';
import { addressesOf, openStandIns } from '../stand-in.ts';
import { LaunchError, type Started, start } from './launch.ts';

const pause = 25;
// From the first answer of any kind: by then a component that has a path for it says that it is ready.
const readyWithin = 3000;
const patience = 2000;

/** What a component shows of which it is not known yet how it says that it is ready. */
export interface Seen {
  /** A path that is answered with 2xx; undefined where none of those that were tried is. */
  readonly ready?: string;
  /** Path → text, of those that are answered with 2xx. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface Look {
  /** Paths that may say that it is ready, the likeliest first. */
  readonly ready: readonly string[];
  /** Paths of which the text is wanted; the first that is there is enough. */
  readonly texts: readonly string[];
  readonly signal?: AbortSignal;
}

/** Launches a component, looks at it, and ends it. Throws `LaunchError` where it ends, or listens nowhere. */
export async function firstLook(contract: Contract, look: Look): Promise<Seen> {
  const { launch } = contract.component;
  if (launch.kind === 'url') return await lookAt(() => launch.url, contract, look);
  const standIns = await openStandIns(contract);
  let started: Started | undefined;
  try {
    started = await start(launch, contract, addressesOf(standIns));
    return await lookAt(started.origin, contract, look, started);
  } finally {
    await started?.process[Symbol.asyncDispose]();
    await Promise.all(standIns.map((one) => one[Symbol.asyncDispose]()));
  }
}

async function lookAt(
  origin: () => string,
  { component }: Contract,
  { ready, texts, signal }: Look,
  started?: Started,
): Promise<Seen> {
  const get = (target: string) =>
    send(
      origin(),
      { method: 'GET', target, headers: [], body: undefined },
      { patience, ...(signal ? { signal } : {}) },
    );
  const { within } = component.launch;
  const output = () => started?.process.output.since(0) ?? '';
  const began = now();
  let answered: number | undefined;
  while (now() - began < within && !signal?.aborted) {
    const { exit } = started?.process ?? {};
    if (exit)
      throw new LaunchError(
        `The component ended with ${exit.signal ?? `exit code ${exit.code}`} before it answered.`,
        output(),
      );
    for (const path of ready) {
      const answer = await get(path);
      if (isSuccess(answer)) return { ready: path, texts: await textsAt(texts, get) };
      if (answer.kind === 'response') answered ??= now();
      else break;
    }
    if (answered !== undefined && now() - answered > readyWithin) return { texts: await textsAt(texts, get) };
    await sleep(pause, signal);
  }
  throw new LaunchError(
    `The component did not answer at ${origin()} within ${duration(within)}: is it told this port, and does it listen there?`,
    output(),
  );
}

async function textsAt(
  paths: readonly string[],
  get: (path: string) => ReturnType<typeof send>,
): Promise<Seen['texts']> {
  for (const path of paths) {
    const answer = await get(path);
    const whole = answer.kind === 'response' && !answer.body.cut && answer.body.encoding === undefined;
    if (whole && isSuccess(answer)) return { [path]: answer.body.text };
  }
  return {};
}
