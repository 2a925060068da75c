import { describe, expect, it } from '@jest/globals';
import { toBody } from '../../src/observation/body.ts';
import { readJournal, withoutSecrets } from '../../src/observation/journal.ts';
import { call, observation } from '../check/observed.ts';

describe('a body', () => {
  it('is kept as text where it is UTF-8, else as base64', () => {
    expect(toBody(Buffer.from('José \ufffd'))).toEqual({ text: 'José \ufffd', length: 9 });
    expect(toBody(Buffer.of(0xff, 0x00, 0xfe))).toEqual({ text: '/wD+', encoding: 'base64', length: 3 });
  });

  it('is cut after a MiB, with its true length', () => {
    const { text, length, cut } = toBody(Buffer.alloc(3 * 1024 * 1024, 'x'));
    expect([text.length, length, cut]).toEqual([1024 * 1024, 3 * 1024 * 1024, true]);
  });
});

describe('a journal', () => {
  it('keeps canaries and no other credential', () => {
    const request = (value: string) => ({
      ...call().request,
      headers: [
        ['Authorization', value],
        ['X-Api-Key', value],
        ['accept', 'x'],
      ] as const,
    });
    const kept = withoutSecrets(
      observation({
        calls: [
          call({ request: request('Bearer sk-live-1') } as never),
          call({ request: request('Bearer canary-0123456789') } as never),
        ],
      }),
    );
    expect(kept.calls.map((c) => c.request.headers)).toEqual([
      [
        ['Authorization', '(removed)'],
        ['X-Api-Key', '(removed)'],
        ['accept', 'x'],
      ],
      [
        ['Authorization', 'Bearer canary-0123456789'],
        ['X-Api-Key', 'Bearer canary-0123456789'],
        ['accept', 'x'],
      ],
    ]);
  });

  it('is read without the half line that a killed run leaves', () => {
    const line = JSON.stringify({ role: 'explore', trial: 't', observation: {} });
    const read = readJournal(`{"journal":1,"seed":3}\n${line}\n${line.slice(0, 20)}`);
    expect('lines' in read && read.lines).toHaveLength(1);
  });

  it.each([
    ['', 'is not a journal'],
    ['{"a":1}', 'is not a journal'],
    ['{"journal":2}', 'is a journal of version 2; this Shakedown reads version 1'],
  ])('%j is refused', (text, problem) => {
    expect(readJournal(text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
