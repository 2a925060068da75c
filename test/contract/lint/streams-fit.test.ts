import { describe, expect, it } from '@jest/globals';
import { type Change, changed, linted, sound } from '../linted.ts';

const ok = 'ok:          { status: 200, where: { /degraded: false } }';
const streamed = (events: string, more = '') => `ok: { status: 200, stream: sse, events: { ${events} }${more} }`;
const said = (column: string, text: string) => `a.contract.yaml:23:${column}: error: ${text} [streams-fit]`;

const changes: readonly Change[] = [
  { change: [ok, streamed('token: {}, done: { ends: ok }, error: { ends: unavailable }')], says: [] },
  {
    change: [ok, streamed('token: {}, done: { ends: unavailible }')],
    says: [said('74', 'There is no answer "unavailible". Did you mean "unavailable"?')],
  },
  {
    change: [ok, streamed('token: {}')],
    says: [
      said(
        '39',
        'No event ends the streamed answer `ok`: nobody can tell whether it is complete. Add an event such as `done: { ends: ok }`.',
      ),
    ],
  },
  {
    change: [ok, 'ok: { status: 200, stream: sse }'],
    says: [
      said(
        '7',
        'No event ends the streamed answer `ok`: nobody can tell whether it is complete. Add an event such as `done: { ends: ok }`.',
      ),
    ],
  },
  {
    change: [ok, 'ok: { status: 201, body: {}, events: { done: { ends: ok } } }'],
    says: [
      said('36', 'The events mean nothing without `stream`. Add `stream: sse` or `stream: ndjson`, or remove them.'),
    ],
  },
  {
    change: [ok, streamed('done: { ends: ok }', ', body: true')],
    says: [said('71', 'A streamed answer has no `body`: its events have. Write `data` for each of its events.')],
  },
  {
    change: [ok, streamed('done: { ends: ok }', ', where: { /a: 1 }')],
    says: [said('71', 'A streamed answer has no `where`: its events have. Write `where` for the event that ends it.')],
  },
  {
    change: [ok, streamed('a: { event: message }, b: { event: message, ends: ok }')],
    says: [
      said(
        '72',
        'The event `b` cannot be told from `a`: whatever is one can be the other. Give each a `where` with another constant, or another `event`.',
      ),
    ],
  },
  { change: [ok, streamed('a: { event: message }, b: { event: message, where: { /b: 1 }, ends: ok }')], says: [] },
  {
    change: [ok, 'ok: { status: 201, stream: ndjson, headers: { x-a: b }, events: { a: { event: b, ends: ok } } }'],
    says: [
      said(
        '78',
        'A line of NDJSON has no name beside its data. Write `where: { /type: a }`: what tells it from other lines.',
      ),
    ],
  },
  {
    change: [ok, 'ok: { stream: sse, events: { done: { ends: ok } } }'],
    says: [said('7', 'The streamed answer `ok` has no `status`. Add `status: 200`, or the status that it has.')],
  },
  {
    change: [ok, streamed('token: {}, done: { ends: degraded }')],
    says: [
      'a.contract.yaml:22:5: error: No event ends with `ok`: nothing that `classify` could say would be right. Let the event that says that all is well have `ends: ok`. [streams-fit]',
    ],
  },
  {
    change: ['deadline: 2s\n', 'deadline: 2s\n      gap: 1s\n'],
    says: [
      'a.contract.yaml:30:7: error: No answer is streamed: `gap` promises nothing. Add `stream: sse` and `events` to an answer, or remove it. [streams-fit]',
    ],
  },
];

describe('streams-fit', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });

  it('warns of budgets that the deadline makes meaningless', () => {
    const text = sound
      .replace(ok, streamed('done: { ends: ok }'))
      .replace('deadline: 2s\n', 'deadline: 2s\n      first-event: 2s\n      gap: 1s\n');
    expect(linted({ 'a.contract.yaml': text })).toEqual([
      'a.contract.yaml:30:20: warning: The whole answer comes within 2s: `first-event: 2s` promises nothing. Lower it, or raise the deadline. [streams-fit]',
    ]);
  });

  it('lets an answer have no status that only an event says', () => {
    const text = sound
      .replace(ok, streamed('done: { ends: ok }, half: { ends: degraded }'))
      .replace('degraded:    { status: 200, where: { /degraded: true } }', 'degraded: {}');
    expect(linted({ 'a.contract.yaml': text })).toEqual([]);
  });

  it('finds a stream that cannot be told from an answer that is none', () => {
    const lines =
      'ok: { status: 200, stream: ndjson, headers: { content-type: x-ndjson$ }, events: { done: { ends: ok } } }';
    expect(changed(ok, lines)).toEqual([
      expect.stringMatching(
        /`degraded` cannot be told apart from `ok`.* Give each `headers` with another `content-type`/,
      ),
    ]);
    const text = sound
      .replace(ok, () => lines)
      .replace('where: { /degraded: true } }', () => "headers: { content-type: '^application/json$' } }");
    expect(linted({ 'a.contract.yaml': text })).toEqual([]);
  });

  it('looks into the schemas of events, and finds what cannot be told apart', () => {
    const text = sound
      .replace(ok, streamed('done: { ends: ok, data: { tpye: object, type: objekt } }'))
      .replace(
        'degraded:    { status: 200, where: { /degraded: true } }',
        `degraded: ${streamed('done: { ends: degraded }').slice(3)}`,
      );
    expect(linted({ 'a.contract.yaml': text }).map((line) => line.replace(/^.*?(error|warning): /, ''))).toEqual([
      '"tpye" is not a keyword of JSON Schema, and forbids nothing. Did you mean `type`? [keyword-known]',
      expect.stringMatching(/^This is not a valid JSON Schema: `type` is "objekt"/),
      'The answer `degraded` cannot be told apart from `ok`: one response with status 200 can match both. Let an event of `ok` say `ends: degraded`, and declare `degraded` without a status. [answers-distinct]',
    ]);
  });
});
