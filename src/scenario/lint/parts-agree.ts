import type { Complaint } from '../../contract/lint/rule.ts';
import { milliseconds, perSecond } from '../../contract/units.ts';
import { placed, type ScenarioDraft, type ScenarioRule, type Written } from './rule.ts';

/** Requests that one case may send. */
const mostRequests = 20_000;
const fastest = 1000;

export const partsAgree: ScenarioRule = {
  name: 'parts-agree',
  summary: 'the parts of a scenario can happen together, and at least one of them does something',
  *check(draft) {
    const { written } = draft;
    if (draft.whole && !written.faults && !written.outages && !written.mess && written['at-once'] === undefined)
      yield {
        pointer: '',
        message: 'Nothing happens in this scenario.',
        remedy: 'Write `faults`, `mess`, `at-once` or `outages`.',
      };
    if (written['at-once'] !== undefined && written.mess)
      yield {
        pointer: '/mess',
        of: 'key',
        message: 'Requests that are sent at once are clean ones.',
        remedy: 'Leave out `mess` or `at-once`.',
      };
    if (written.together && !written.faults && !written.outages)
      yield {
        pointer: '/together',
        of: 'key',
        message: 'There is nothing that could strike together.',
        remedy: 'Write `faults` or `outages`, or leave it out.',
      };
    yield* where(written);
    yield* traffic(written);
    yield* calls(draft);
    yield* outages(draft);
    if (!written.together) yield* alone(written);
  },
};

/** Where nothing strikes, no dependency is meant. */
function* where({ faults, outages: out, applies }: Written): Generator<Complaint> {
  if (faults || out) return;
  for (const key of ['dependencies', 'protocol', 'effect'] as const)
    if (applies?.[key] !== undefined)
      yield {
        pointer: `/applies/${key}`,
        of: 'key',
        message: 'No dependency is struck in this scenario: it is for none in particular.',
        remedy: 'Leave it out, or write `faults` or `outages`.',
      };
}

function* traffic(written: Written): Generator<Complaint> {
  const { traffic: { rate, ...times } = {} } = written;
  if (written.traffic && !written.outages)
    yield {
      pointer: '/traffic',
      of: 'key',
      message: 'Traffic comes while something is out, and nothing is.',
      remedy: 'Write `outages`, too; what happens to one request is `faults`.',
    };
  for (const key of ['faults', 'mess', 'at-once'] as const)
    if (written.outages && written[key] !== undefined)
      yield {
        pointer: `/${key}`,
        of: 'key',
        message: `\`${key}\` is about one request, \`outages\` about many.`,
        remedy: 'Make two scenarios of it.',
      };
  const perS = rate === undefined ? undefined : perSecond(rate);
  if (perS !== undefined && (perS === 0 || perS > fastest))
    yield { pointer: '/traffic/rate', message: `No traffic has a rate of ${rate}.`, remedy: `At most ${fastest}/s.` };
  const all = Object.values(times).reduce((sum, time) => sum + milliseconds(time), 0);
  if (((perS ?? 1) * all) / 1000 > mostRequests)
    yield {
      pointer: '/traffic',
      of: 'key',
      message: `That is more than ${mostRequests} requests.`,
      remedy: 'Let them come at a lower rate, or for a shorter time.',
    };
}

function* calls({ written, words }: ScenarioDraft): Generator<Complaint> {
  for (const { one, pointer } of placed(written.faults, '/faults')) {
    const word = one.fault === undefined ? undefined : words.faults[one.fault];
    const single = typeof one.call === 'number' || one.call === 'first';
    if (single && one.share !== undefined)
      yield {
        pointer: `${pointer}/share`,
        of: 'key',
        message: 'There is no share of one call.',
        remedy: 'Write `call: every`, or leave `share` out.',
      };
    if (word?.bars && ((one.call ?? 'every') !== 'every' || one.share !== undefined))
      yield {
        pointer: `${pointer}/${one.share === undefined ? 'call' : 'share'}`,
        of: 'key',
        message: `\`${one.fault}\` strikes all who connect, not some of the calls.`,
        remedy: 'Write `call: every`, and no `share`.',
      };
    else if (word && !word.bars && one.share === undefined && !word.recurs.includes(single ? 'first' : 'every'))
      yield {
        pointer: `${pointer}/${one.call === undefined ? 'fault' : 'call'}`,
        message: `\`${one.fault}\` cannot strike ${single ? 'one call only' : 'every call'}.`,
        remedy: `Write \`call: ${word.recurs[0]}\`.`,
      };
  }
}

function* outages({ written, words }: ScenarioDraft): Generator<Complaint> {
  for (const { one, pointer } of placed(written.outages, '/outages')) {
    const shape = one.shape === undefined ? undefined : words.shapes[one.shape];
    if (!shape) continue;
    const bars = one.fault !== undefined && words.faults[one.fault]?.bars;
    if (shape.strikes && one.fault === undefined)
      yield {
        pointer: `${pointer}/shape`,
        message: `\`${one.shape}\` does not say what the calls meet that it strikes.`,
        remedy: 'Write `fault`, too: `fault: server-error`.',
      };
    if (!shape.strikes && (one.fault !== undefined || one['fault-params']))
      yield {
        pointer: `${pointer}/${one.fault === undefined ? 'fault-params' : 'fault'}`,
        of: 'key',
        message: `\`${one.shape}\` holds replies back, and no call meets a fault.`,
        remedy: 'Leave it out.',
      };
    else if (bars && !shape.whole)
      yield {
        pointer: `${pointer}/fault`,
        message: `\`${one.fault}\` strikes all who connect, and \`${one.shape}\` only some of the calls.`,
        remedy: 'Write `shape: down`, or another fault.',
      };
    if (one.fault === undefined && one['fault-params'] && shape.strikes)
      yield {
        pointer: `${pointer}/fault-params`,
        of: 'key',
        message: 'Of which fault?',
        remedy: 'Write `fault`, too.',
      };
  }
}

/** `on` picks some of several dependencies. */
function* alone({ faults, outages: out }: Written): Generator<Complaint> {
  for (const { one, pointer } of [...placed(faults, '/faults'), ...placed(out, '/outages')])
    if (one.on)
      yield {
        pointer: `${pointer}/on`,
        of: 'key',
        message: 'One dependency is struck after the other: there are none to choose from.',
        remedy: 'Write `together: true`, or say in `applies` which are meant.',
      };
}
