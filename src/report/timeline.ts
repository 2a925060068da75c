import { nameOf } from '../check/recognise.ts';
import type { Contract } from '../contract/contract.ts';
import type { Answered, Call, Observation, PlayedMess, StruckFault } from '../observation/observation.ts';
import { countOf, type SeenEvent, type SeenStream } from '../observation/stream.ts';
import { excerpt } from './printable.ts';

/** One thing that happened in a case. */
export interface Moment {
  /** Milliseconds since the request was sent. */
  readonly at: number;
  readonly who: 'caller' | 'dependency' | 'process';
  readonly way: 'request' | 'reply' | 'none';
  readonly text: string;
  /** Where a dependency had part in it. */
  readonly dependency?: string;
  /** The call that it is about, by its place among those that were seen. */
  readonly call?: number;
  /** What was out of order about it. */
  readonly note?: string;
}

/** What happened in a case, in order. */
export function timeline(contract: Contract, observation: Observation): Moment[] {
  const { request, answer, calls, aftermath, case: played } = observation;
  const asked = [{ request, answer }, ...(observation.atOnce ?? [])];
  const moments: Moment[] = asked.map((one) => ({
    at: 0,
    who: 'caller',
    way: 'request',
    text: requestText(one.request),
  }));
  if (observation.again)
    moments.push({
      at: observation.again.began,
      who: 'caller',
      way: 'request',
      text: requestText(observation.again.request),
    });
  const counts = new Map<string, number>();
  for (const [index, call] of calls.entries()) {
    const about = { dependency: call.dependency, call: index };
    const n = (counts.get(call.dependency) ?? 0) + 1;
    counts.set(call.dependency, n);
    moments.push({
      at: call.began,
      who: 'dependency',
      way: 'request',
      text: `${call.dependency}  ${call.request.method} ${call.request.target}`,
      note: call.flaws[0]?.message ?? `call ${n}${keyText(call, calls)}`,
      ...about,
    });
    moments.push({
      at: call.reply.ended,
      who: 'dependency',
      way: 'reply',
      text: `${call.dependency}  ${replyText(call)}`,
      ...(call.fault ? { note: faultText(call.fault) } : {}),
      ...about,
    });
  }
  for (const { dependency, began, fault } of observation.met ?? [])
    moments.push({
      at: began,
      who: 'dependency',
      way: 'none',
      text: `${dependency}  a new connection`,
      note: faultText(fault),
      dependency,
    });
  for (const dependency of aftermath.refused ?? [])
    moments.push({
      at: 0,
      who: 'dependency',
      way: 'none',
      text: `${dependency}  refuses connections`,
      note: 'fault refused',
      dependency,
    });
  for (const one of observation.again ? [...asked, observation.again] : asked) {
    // The status stands before it.
    const name = nameOf(contract.upstream[played.operation]!, one.answer).replace(/^undeclared .*/, 'undeclared');
    moments.push(...answerMoments(name, one.answer));
  }
  if (aftermath.exit)
    moments.push({
      at: answer.ended,
      who: 'process',
      way: 'none',
      text: `the process ended with ${aftermath.exit.signal ?? `exit code ${aftermath.exit.code}`}`,
    });
  return moments
    .map((m, i) => ({ m, i }))
    .sort((a, b) => a.m.at - b.m.at || a.i - b.i)
    .map(({ m }) => m);
}

/** `, key 6731d920…`, where calls of the operation carried more than one. */
function keyText({ dependency, operation, effect }: Call, calls: readonly Call[]): string {
  const same = calls.filter((call) => call.dependency === dependency && call.operation === operation);
  const keys = new Set(same.map((call) => call.effect?.key));
  return effect?.key !== undefined && keys.size > 1 ? `, key ${excerpt(effect.key, 13)}` : '';
}

function answerMoments(name: string, answer: Answered): Moment[] {
  const moment = (text: string, at = answer.ended, way: Moment['way'] = 'reply'): Moment => ({
    at,
    who: 'caller',
    way,
    text,
  });
  const { status, stream } = (answer.kind === 'none' ? answer.begun : answer) ?? {};
  const [first] = stream?.events ?? [];
  const begun = stream && first ? [moment(`${status}, first event: ${eventText(first)}`, first.at)] : [];
  if (answer.kind === 'none')
    return [...begun, moment([answer.detail, ...(stream ? [soFar(stream)] : [])].join('; '), answer.ended, 'none')];
  return stream
    ? [...begun, moment(`${status} ${name}, ${soFar(stream)}`)]
    : [moment(`${status} ${name} ${answer.body.text}`)];
}

/** `12 events, the last: done {"tokens":4}`. */
function soFar(stream: SeenStream): string {
  const last = stream.events.at(-1);
  const count = countOf(stream);
  const events = last ? `${count} event${count === 1 ? '' : 's'}, the last: ${eventText(last)}` : 'no event';
  return stream.rest === undefined ? events : `${events}; then ${stream.rest}`;
}

const eventText = ({ name, data }: SeenEvent) => (name === undefined ? data : `${name} ${data}`);

const ends = {
  complete: '',
  closed: 'closed',
  reset: 'reset',
  abandoned: 'the component left',
  open: 'nothing more',
} as const;

function replyText({ reply }: Call): string {
  const head =
    reply.status === undefined ? (reply.bytes > 0 ? `${reply.bytes} bytes` : 'no reply') : String(reply.status);
  return [head, ends[reply.end]].filter(Boolean).join(', ');
}

const requestText = ({ method, target, body }: Observation['request']) =>
  `${method} ${target} ${body.encoding === 'gzip' ? `(${body.length} bytes)` : body.text}`.trim();

/** `fault cut-body: 41 of 212 bytes`, or with its parameters where it says nothing more exact. */
export function faultText({
  kind,
  detail,
  params,
  undelivered,
}: Pick<StruckFault, 'kind' | 'detail' | 'params' | 'undelivered'>): string {
  const values = Object.entries(params)
    .map(([k, v]) => `${k} ${v}`)
    .join(', ');
  const exact = undelivered ? `not delivered: ${undelivered}` : (detail ?? values);
  return `fault ${kind}${exact ? `: ${exact}` : ''}`;
}

/** `null-member: /body/subject: "Charged twice" → null`. */
export function messText({ kind, pointer, was, became }: PlayedMess): string {
  return `${kind}: ${pointer}${pointer === '/body' ? '' : `: ${was} → ${became}`}`;
}
