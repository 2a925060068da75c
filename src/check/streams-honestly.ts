import type { Answer, Operation } from '../contract/contract.ts';
import { streamedBy } from '../contract/head.ts';
import { duration } from '../contract/units.ts';
import { type Answered, type Begun, header, type Observation } from '../observation/observation.ts';
import { countOf } from '../observation/stream.ts';
import { broken, type Check, holds, inconclusive, type Judgement, notApplicable } from './check.ts';
import { delayed, taken } from './held-up.ts';
import { outagesOf } from './in-traffic.ts';
import { kindOf, readStream } from './streamed.ts';

/** What the measurement itself may add, in milliseconds. */
const tolerance = 6;

export const streamsHonestly: Check = {
  name: 'streams-honestly',
  claim:
    'a streamed answer is well-formed, has only declared events, ends with the one that says how, and keeps no caller waiting between them',
  why: 'Half an answer looks like a whole one: where the end is not said, or said twice, callers show and store what was cut off.',
  fix: 'Send events through one function that knows whether the end was sent; on every failure send the event that says so, then end the answer. Give the wait for each piece a time limit.',
  timely: true,
  inTraffic: {
    atLeast: 2,
    unless: (_, observation) => {
      // Its times are those of a dependency that is well.
      if (observation.case.traffic?.paced) return 'its dependencies took their time';
      const busy = outagesOf(observation).some(({ limits }) => limits);
      return busy ? 'there was too much to do: sheds-load speaks of it' : undefined;
    },
  },
  judge(contract, observation) {
    const operation = contract.upstream[observation.case.operation]!;
    const first = judgeAnswer(operation, observation, observation.answer);
    const { again } = observation;
    return again && first.verdict !== 'broken' ? judgeAnswer(operation, observation, again.answer, again.began) : first;
  },
};

function judgeAnswer(operation: Operation, observation: Observation, answer: Answered, sent = 0): Judgement {
  const streamed = streamedIn(operation, answer);
  if (!streamed) return notApplicable('the answer was no stream');
  if (observation.aftermath.exit) return notApplicable('the process ended: stays-up speaks of it');
  if (answer.kind === 'none' && answer.why === 'left') return notApplicable('the caller left before the end');
  const { declared, begun } = streamed;
  const { answer: said, flaw } = readStream(operation, declared, begun.stream);
  if (flaw) return broken(flaw);
  if (answer.kind === 'none' && answer.why === 'timeout')
    return notApplicable('it did not end in time: within-deadline speaks of it');
  if (answer.kind === 'none')
    return broken({
      told: `The connection was lost although the stream had said that it ends with \`${said?.name}\`: ${answer.detail}.`,
      expected: 'an answer that is complete for HTTP, too',
      cites: `/upstream/${operation.name}/answers/${declared.name}/stream`,
      shape: 'lost behind its end',
    });
  if (answer.ended - sent - (answer.asked ?? 0) > operation.budget.deadline)
    return notApplicable('it came too late: within-deadline speaks of it');
  return judgeTimes(operation, observation, { declared, begun, began: sent + (answer.asked ?? 0) });
}

/** The stream that an answer is, or was when it broke off, and the answer that it is by its first lines. */
function streamedIn(operation: Operation, answer: Answered): { declared: Answer; begun: Begun } | undefined {
  const begun = answer.kind === 'none' ? answer.begun : answer;
  const declared =
    begun && streamedBy(operation, { status: begun.status, header: (name) => header(begun.headers, name) });
  return declared && begun.stream ? { declared, begun: { ...begun, stream: begun.stream } } : undefined;
}

/** One wait of a caller for an event. */
interface Wait {
  readonly key: 'first-event' | 'gap';
  readonly limit: number;
  readonly took: number;
  told(): string;
}

function judgeTimes(
  operation: Operation,
  observation: Observation,
  stream: { readonly declared: Answer; readonly begun: Begun; readonly began: number },
): Judgement {
  const longest = waits(operation, stream).sort((a, b) => b.took - b.limit - (a.took - a.limit))[0];
  if (!longest || longest.took <= longest.limit + tolerance) return holds;
  const { key, limit, took, told } = longest;
  if (took <= limit + tolerance + taken(observation))
    return inconclusive(`the wait for an event took ${Math.round(took)} ms, but ${delayed(observation)}`);
  return broken({
    told: told(),
    expected: key === 'gap' ? `the next event within ${duration(limit)}` : `the first event within ${duration(limit)}`,
    cites: `/upstream/${operation.name}/budget/${key}`,
    shape: key,
  });
}

function waits(
  { budget: { firstEvent, gap } }: Operation,
  { declared, begun: { stream }, began }: Parameters<typeof judgeTimes>[2],
): Wait[] {
  const { events, leftOut } = stream;
  const kinds = Object.values(declared.stream!.events);
  const named = (i: number) => `\`${kindOf(kinds, events[i]!)?.name}\``;
  return events.flatMap((event, i): Wait[] => {
    if (i === 0) {
      const took = event.at - began;
      const told = () => `The first event came after ${Math.round(took)} ms.`;
      return firstEvent === undefined ? [] : [{ key: 'first-event', limit: firstEvent, took, told }];
    }
    if (gap === undefined || i === leftOut?.after) return [];
    const took = event.at - events[i - 1]!.at;
    const told = () =>
      `The stream was silent for ${Math.round(took)} ms between ${named(i - 1)} and ${named(i)}, of ${countOf(stream)} events, and its caller could not tell whether it goes on.`;
    return [{ key: 'gap', limit: gap, took, told }];
  });
}
