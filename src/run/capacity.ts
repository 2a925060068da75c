import type { Contract, Operation } from '../contract/contract.ts';
import { between, gatesOf, judgedOf } from '../latency/gates.ts';
import { declaredIn } from '../latency/percentile.ts';
import type { Observation, SeenRequest } from '../observation/observation.ts';
import { capacityCase } from '../plan/capacity-case.ts';
import type { Learnt } from '../plan/trial.ts';
import { Heartbeat } from '../rig/clock.ts';
import { LaunchError } from '../rig/component/launch.ts';
import { Rig } from '../rig/rig.ts';
import { learn } from './learn.ts';
import { recogniser } from './recogniser.ts';

export interface CapacityOptions {
  readonly seed: number;
  /** Requests a second that are sent at most. */
  readonly most: number;
  /** Seconds for which each rate is kept. */
  readonly seconds: number;
  readonly signal?: AbortSignal;
  /** Is told of each rate as soon as it was tried. */
  readonly tried?: (operation: string, step: Step) => void;
}

/** What came of one rate. */
export interface Step {
  /** Requests a second. */
  readonly rate: number;
  /** Requests that count. */
  readonly requests: number;
  /** Those a second that were answered `ok` within the deadline. */
  readonly goodput: number;
  /** Of the times of all answers, in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** Answer → requests. */
  readonly answers: Readonly<Record<string, number>>;
  /** `spoiled`: the harness itself was at its end, and nothing can be said. */
  readonly verdict: 'holds' | 'too much' | 'spoiled';
  readonly because?: string;
}

/** What one operation stands. */
export interface Capacity {
  readonly operation: string;
  /** The contract's rate, in requests a second. */
  readonly declared: number;
  /** In the order in which they were tried. */
  readonly steps: readonly Step[];
  /** The highest rate that held; undefined where none did. */
  readonly holds?: number;
  /** The lowest rate that was too much; undefined where none was. */
  readonly breaks?: number;
  /** What becomes of twice the rate that was too much. */
  readonly beyond?: Step;
}

/** Rates are doubled until one is too much, and halved (as a ratio) so often between the last two. */
const halvings = 3;
/** What the machine spoiled is tried again. */
const attempts = 3;
const fewest = 60;
/** Below this share, failures are not the doing of the rate. */
const bearableShare = 0.01;
const bearableCount = 2;
const bearableLag = 10;
const mostDiscarded = 0.2;
/** Percentiles are judged in at most so many steps. */
const stepsAtMost = 16;

/** Raises the rate of requests until a budget breaks or answers fail. Throws `LaunchError`. */
export async function capacity(
  contract: Contract,
  operations: readonly string[],
  options: CapacityOptions,
): Promise<Capacity[]> {
  using heartbeat = new Heartbeat();
  const { signal, seed } = options;
  await using rig = await Rig.open(contract, { recognise: recogniser, heartbeat, ...(signal ? { signal } : {}) });
  const learnt = await learn(rig, contract, { seed, profile: 'quick' }, signal);
  if ('why' in learnt) throw new LaunchError(learnt.detail, learnt.output ?? '');
  const found: Capacity[] = [];
  for (const seen of learnt.seen.filter((one) => operations.includes(one.operation)))
    if (!signal?.aborted) found.push(await capacityOf(rig, seen, options));
  return found;
}

async function capacityOf(rig: Rig, seen: Learnt, options: CapacityOptions): Promise<Capacity> {
  const { operation: name } = seen;
  const { signal } = options;
  const declared = rig.contract.upstream[name]!.budget.rate;
  const steps: Step[] = [];
  const attempt = async (rate: number) => {
    let step = await play(rig, seen, rate, options);
    for (let n = 1; step.verdict === 'spoiled' && n < attempts && !signal?.aborted; n++)
      step = await play(rig, seen, rate, options);
    steps.push(step);
    options.tried?.(name, step);
    return step.verdict;
  };
  const found = await bracket(attempt, { declared, most: options.most, stop: () => signal?.aborted ?? false });
  const { breaks } = found;
  const beyond = breaks === undefined || signal?.aborted ? undefined : await play(rig, seen, 2 * breaks, options);
  return { operation: name, declared, steps, ...found, ...(beyond ? { beyond } : {}) };
}

interface Search {
  /** The rate to begin with. */
  readonly declared: number;
  readonly most: number;
  stop(): boolean;
}

/** The highest rate that holds and the lowest that does not, as far as they were found. */
export async function bracket(
  attempt: (rate: number) => Promise<Step['verdict']>,
  { declared, most, stop }: Search,
): Promise<Pick<Capacity, 'holds' | 'breaks'>> {
  let found: Pick<Capacity, 'holds' | 'breaks'> = {};
  /** False where nothing more can be said. */
  const take = async (rate: number) => {
    const verdict = await attempt(rate);
    if (verdict !== 'spoiled') found = { ...found, [verdict === 'holds' ? 'holds' : 'breaks']: rate };
    return verdict !== 'spoiled';
  };
  for (let rate = declared; found.breaks === undefined && rate <= most && !stop(); rate *= 2)
    if (!(await take(rate))) return found;
  for (let n = 0; n < halvings && found.breaks !== undefined && !stop(); n++) {
    const { holds, breaks } = found;
    const rate = Math.round(Math.sqrt((holds ?? breaks / 4) * breaks));
    if (rate < 1 || rate === holds || rate === breaks || !(await take(rate))) break;
  }
  return found;
}

async function play(rig: Rig, seen: Learnt, rate: number, { seed, seconds }: CapacityOptions): Promise<Step> {
  const operation = rig.contract.upstream[seen.operation]!;
  const gates = stepsAtMost * Math.max(1, declaredIn(operation.budget.latency).length);
  const count = Math.max(fewest, Math.round(rate * seconds));
  const { case: played, healthyCalls } = capacityCase(rig.contract, seen, { seed, rate, count, gates });
  const observation = await rig.play(played, healthyCalls);
  if (!rig.steady) await rig.relaunch();
  return stepOf(operation, rate, observation);
}

/** What is to be said of a rate. */
export function stepOf(operation: Operation, rate: number, { case: { traffic }, traffic: seen }: Observation): Step {
  const { latency = {}, deadline } = operation.budget;
  const paced = traffic!.paced!;
  const requests = judgedOf(paced, seen!);
  const good = requests.filter(({ ok, took }) => ok && took <= deadline).length;
  const took = requests.map((one) => one.took).sort((a, b) => a - b);
  const at = (share: number) => took[Math.max(0, Math.ceil(share * took.length) - 1)] ?? 0;
  const answers: Record<string, number> = {};
  for (const { answer } of requests) answers[answer] = (answers[answer] ?? 0) + 1;
  return {
    rate,
    requests: requests.length,
    goodput: requests.length === 0 ? 0 : (good / requests.length) * rate,
    p50: at(0.5),
    p95: at(0.95),
    answers,
    ...verdictOf({ requests, failed: requests.length - good, gates: gatesOf(latency, paced, seen!) }),
  };
}

function verdictOf({
  requests,
  failed,
  gates,
}: {
  readonly requests: readonly SeenRequest[];
  readonly failed: number;
  readonly gates: ReturnType<typeof gatesOf>;
}): Pick<Step, 'verdict' | 'because'> {
  const late = requests.filter(({ lag }) => lag > bearableLag).length;
  if (late > mostDiscarded * requests.length)
    return { verdict: 'spoiled', because: `the harness itself was held up in ${late} of ${requests.length} requests` };
  const over = gates.find(({ verdict }) => verdict === 'over');
  if (over)
    return { verdict: 'too much', because: `${between(over.percentile, over)}, and the budget is ${over.budget} ms` };
  if (failed > bearableCount && failed > bearableShare * requests.length)
    return {
      verdict: 'too much',
      because: `${failed} of ${requests.length} requests were not \`ok\` within the deadline`,
    };
  return { verdict: 'holds' };
}
