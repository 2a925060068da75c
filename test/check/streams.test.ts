import { describe, expect, it } from '@jest/globals';
import { judge } from '../../src/check/judge.ts';
import { nameOf } from '../../src/check/recognise.ts';
import { toBody } from '../../src/observation/body.ts';
import type { Answered, Observation } from '../../src/observation/observation.ts';
import type { SeenStream } from '../../src/observation/stream.ts';
import { timeline } from '../../src/report/timeline.ts';
import { call, contract, messy, observation, scheduled, struck } from './observed.ts';
import { asItShould, trafficked } from './trafficked.ts';

const sse = contract((text) =>
  text
    .replace(
      /ok: \{.*\n.*degraded: \{.*\n/,
      `ok:
        status: 200
        stream: sse
        events:
          token: { data: { type: string } }
          usage: { data: { type: object, required: [tokens] } }
          done: { where: { /degraded: false }, ends: ok }
          half: { event: done, where: { /degraded: true }, ends: degraded }
          error: { ends: unavailable, data: { type: object, required: [title] } }
      degraded: {}
`,
    )
    .replace('deadline: 1s,', 'deadline: 1s, first-event: 200ms, gap: 100ms, cancels: 50ms,'),
);
const ndjson = contract((text) =>
  text
    .replace(
      /ok: \{.*\n/,
      `ok: { status: 200, stream: ndjson, events: { note: { where: {} }, row: {}, end: { where: { /last: true }, ends: ok } } }
`,
    )
    .replace('degraded: { status: 200,', 'degraded: { status: 203,'),
);

type Event = readonly [at: number, name: string, data: string];
const token: Event = [20, 'token', 'Hello'];
const done: Event = [40, 'done', '{"degraded":false}'];

type Change = Partial<Omit<SeenStream, 'events'>> & { ended?: number; status?: number; type?: string };

/** A streamed answer with these events, complete unless told otherwise. */
function streamed(
  events: readonly Event[],
  { ended = 50, status = 200, type = 'text/event-stream', ...change }: Change = {},
): Answered {
  const stream: SeenStream = {
    format: 'sse',
    events: events.map(([at, name, data]) => ({ at, name, data })),
    flaws: [],
    end: 'complete',
    ...change,
  };
  const come = { status, headers: [['content-type', type]] as const, body: toBody(Buffer.from('')), stream };
  if (stream.end === 'complete') return { kind: 'response', ...come, ended };
  const why = { cut: 'failed', stalled: 'timeout', left: 'left' } as const;
  return { kind: 'none', why: why[stream.end], detail: 'it was lost', ended, begun: come };
}

const said = (answer: Answered, change: Partial<Observation> & Parameters<typeof observation>[0] = {}) => {
  const { judgements } = judge(sse, observation({ answer, ...change }));
  const broken = Object.entries(judgements).flatMap(([check, j]) =>
    j.verdict === 'broken' ? [`${check}: ${j.told}`] : [],
  );
  return broken.length > 0 ? broken : judgements['streams-honestly']!.verdict;
};
const only = (told: string) => [`streams-honestly: ${told}`];
const operation = sse.upstream.ask!;

describe('which answer a stream is', () => {
  it.each([
    ['ok', [token, done]],
    ['degraded', [token, [40, 'done', '{"degraded":true}']]],
    ['unavailable', [token, [40, 'error', '{"title":"no"}']]],
    ['undeclared 200', [token]],
    ['undeclared 200', [token, [40, 'done', '{}']]],
  ] as const)('says the event that ends it: %s', (name, events) => {
    expect(nameOf(operation, streamed(events))).toBe(name);
  });

  it('is judged as any other: `ok` on a lost reply is not right, and an error is', () => {
    const lost = { schedule: [scheduled('x')], calls: [call({ ...struck('x', 'lost'), status: 503 })] };
    expect(said(streamed([token, done]), lost)).toEqual([
      'answers-as-expected: The component answered `ok`, although it never got a usable reply.',
    ]);
    expect(said(streamed([token, [40, 'done', '{"degraded":true}']]), lost)).toBe('holds');
  });

  it('is none where it does not begin as one', () => {
    expect(said(streamed([token, done], { type: 'application/json' }))).toEqual([
      expect.stringMatching(/^answers-as-declared: .* the header content-type is "application\/json"/),
    ]);
  });
});

describe('streams-honestly', () => {
  it('holds for a stream that is as declared, whatever its events are made of', () => {
    expect(said(streamed([token, [30, 'token', '42'], [31, 'usage', '{"tokens":1}'], done]))).toBe('holds');
  });

  it.each<[string, Answered, string]>([
    [
      'an event that is not declared',
      streamed([token, [30, 'ping', '{}'], done]),
      'Event 2 of the stream, "ping", is none of the declared ones.',
    ],
    [
      'data that is not as declared',
      streamed([token, [30, 'usage', '[]'], done]),
      'Event 2 of the stream, `usage`, is not what was declared: its data must be object.',
    ],
    [
      'data that is no JSON where it should be',
      streamed([token, [30, 'error', 'oh no']]),
      'Event 2 of the stream, `error`, is not what was declared: its data must be object.',
    ],
    ['an end without a word', streamed([token]), 'The stream ended after one event, and none says how it ends.'],
    ['nothing at all', streamed([]), 'The stream ended after 0 events, and none says how it ends.'],
    [
      'an end in the middle',
      streamed([token, token], { end: 'cut' }),
      'The stream broke off after 2 events, and none says how it ends.',
    ],
    ['a second end', streamed([token, done, done]), 'The stream went on after `done`, which ends it: with `done`.'],
    [
      'an end that nobody hears of',
      streamed([token], { rest: 'event: done\ndata: {}' }),
      'The stream ended within an event, which no client hears of: "event: done\\ndata: {}".',
    ],
    [
      'what is malformed',
      streamed([token, done], { flaws: [{ after: 1, message: 'it has bytes that are no UTF-8' }] }),
      'The stream is not well-formed: it has bytes that are no UTF-8.',
    ],
    [
      'an answer that HTTP knows to be cut',
      streamed([token, done], { end: 'cut' }),
      'The connection was lost although the stream had said that it ends with `ok`: it was lost.',
    ],
    [
      'a first event that is late',
      streamed(
        [
          [210, 'token', 'a'],
          [220, 'done', '{"degraded":false}'],
        ],
        { ended: 230 },
      ),
      'The first event came after 210 ms.',
    ],
    [
      'a gap',
      streamed([token, [130, 'token', 'b'], [140, 'done', '{"degraded":false}']], { ended: 150 }),
      'The stream was silent for 110 ms between `token` and `token`, of 3 events, and its caller could not tell whether it goes on.',
    ],
  ])('alone finds %s', (_, answer, told) => {
    expect(said(answer)).toEqual(only(told));
  });

  it('does not blame a component for the time that the harness itself was held up', () => {
    const late = streamed([token, [130, 'token', 'b'], [140, 'done', '{"degraded":false}']], { ended: 150 });
    expect(said(late, { lag: 10 })).toBe('inconclusive');
    expect(said(late, { lagInAll: 10 })).toBe('inconclusive');
    expect(said(late, { starved: 10 })).toBe('inconclusive');
    expect(said(late, { lag: 1 })).toEqual([expect.stringMatching(/^streams-honestly: The stream was silent/)]);
  });

  it('leaves to other checks what they speak of', () => {
    expect(said(streamed([token], { end: 'stalled', ended: 1300 }))).toEqual([
      'within-deadline: The streamed answer had not ended after 1300 ms; events that had come: 1.',
    ]);
    const late = streamed([token, [1200, 'done', '{"degraded":false}']], { ended: 1210 });
    expect(said(late)).toEqual(['within-deadline: The component answered after 1210 ms.']);
    expect(said(streamed([token], { end: 'left' }), { mess: messy('open') })).toBe('not applicable');
  });

  it('does not take what was left out for a gap', () => {
    const events: Event[] = [token, [25, 'token', 'b'], [900, 'done', '{"degraded":false}']];
    expect(said(streamed(events, { leftOut: { after: 2, count: 100 }, ended: 905 }))).toBe('holds');
  });

  it('counts the time from when the caller had asked', () => {
    const answer = streamed(
      [
        [210, 'token', 'a'],
        [220, 'done', '{"degraded":false}'],
      ],
      { ended: 230 },
    );
    expect(said({ ...answer, asked: 100 })).toBe('holds');
  });

  it('finds the kind of a line by what stands in it, those with a `where` first', () => {
    const lines = (...data: string[]): Answered => {
      const answer = streamed(
        data.map((line, i) => [i, '', line]),
        { format: 'ndjson' },
      );
      const stream = answer.kind === 'response' ? answer.stream! : undefined;
      return {
        ...answer,
        stream: { ...stream, events: stream!.events.map(({ at, data }) => ({ at, data })) },
      } as Answered;
    };
    const name = (answer: Answered) => nameOf(ndjson.upstream.ask!, answer);
    expect(name(lines('{"type":"row"}', '7', '{"last":true}'))).toBe('ok');
    expect(name(lines('{"last":true}', '{"type":"row"}'))).toBe('undeclared 200');
  });
});

describe('under traffic, streams-honestly', () => {
  const half: Event = [40, 'done', '{"degraded":true}'];
  /** Traffic that goes as it should, but for so many streams that end without a word. */
  const traffic = (count: number, seen = {}) => {
    const observed = trafficked(asItShould, { seen });
    let left = count;
    const requests = observed.traffic!.requests.map((request) => {
      const struck = request.answer === 'degraded';
      const answer = streamed(struck && left-- > 0 ? [token] : [token, struck ? half : done]);
      return { ...request, whole: { ...request.whole!, answer } };
    });
    return judge(sse, { ...observed, traffic: { ...observed.traffic!, requests } }).judgements['streams-honestly'];
  };

  it('wants to see it more than once', () => {
    expect(traffic(0)).toEqual({ verdict: 'holds' });
    expect(traffic(1)).toMatchObject({ verdict: 'inconclusive' });
    expect(traffic(2)).toMatchObject({ verdict: 'broken', shape: 'no event that ends it' });
  });

  it('leaves it to sheds-load where there was too much to do', () => {
    expect(traffic(2, { limits: true })).toMatchObject({ verdict: 'not applicable' });
  });
});

describe('no-taint, of a stream,', () => {
  const marked = {
    schedule: [scheduled('x')],
    calls: [call({ ...struck('x', 'lost', { marker: 'sdk0badcafe' }), end: 'closed' })],
  };

  it('forgives what was passed on before the reply was lost, and not what the end says', () => {
    const half: Event = [40, 'done', '{"degraded":true}'];
    expect(said(streamed([[20, 'token', 'so sdk0badcafe'], half]), marked)).toBe('holds');
    expect(said(streamed([token, [40, 'done', '{"degraded":true,"why":"sdk0badcafe"}']]), marked)).toEqual([
      'no-taint: The answer contains a text from a reply that was lost.',
    ]);
  });
});

describe('cancels, of a caller that left a streamed answer,', () => {
  const mess = { ...messy('open'), request: { ...messy('open').request, sending: { leaves: 'at an event' } as const } };
  const left = streamed([token], { end: 'left', ended: 30 });
  const told = (...calls: ReturnType<typeof call>[]) => said(left, { mess, calls });

  it('wants that no call goes on, and none begins', () => {
    expect(told(call({ ended: 86 }))).toBe('not applicable');
    expect(told(call({ ended: 87 }))).toEqual([
      'cancels: The component still listened to llm.chat 57 ms after its caller had left.',
    ]);
    expect(told(call(), call({ began: 90 }))).toEqual([
      'cancels: The component called llm.chat 60 ms after its caller had left.',
    ]);
  });

  it('lets what has an effect be completed', () => {
    const effect = { committed: false, repeated: false };
    expect(told(call({ dependency: 'sink', operation: 'add', effect, ended: 400 }))).toBe('not applicable');
  });
});

describe('what happened in a streamed answer', () => {
  const texts = (answer: Answered) =>
    timeline(sse, observation({ answer, calls: [] })).map(({ at, way, text }) => [at, way, text]);

  it('is told by its first event, its last, and how it ended', () => {
    expect(texts(streamed([token, done])).slice(1)).toEqual([
      [20, 'reply', '200, first event: token Hello'],
      [50, 'reply', '200 ok, 2 events, the last: done {"degraded":false}'],
    ]);
    expect(texts(streamed([token], { end: 'cut' })).slice(1)).toEqual([
      [20, 'reply', '200, first event: token Hello'],
      [50, 'none', 'it was lost; 1 event, the last: token Hello'],
    ]);
    expect(texts(streamed([], { rest: 'event: x' })).slice(1)).toEqual([
      [50, 'reply', '200 undeclared, no event; then event: x'],
    ]);
  });
});
