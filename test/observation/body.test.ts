import { describe, expect, it } from '@jest/globals';
import { toBody, toBytes, toWholeBody } from '../../src/observation/body.ts';

const long = Buffer.from(`{"text":"${'né '.repeat(500_000)}"}`);

describe('a body that is to be sent again', () => {
  it.each([
    ['text', Buffer.from('{"text":"né"}')],
    ['no text', Buffer.from([0xff, 0, 0x80])],
    ['nothing', Buffer.alloc(0)],
    ['long', long],
    ['long and no text', Buffer.concat([Buffer.from([0xff]), long])],
  ])('is kept byte for byte: %s', (_, bytes) => {
    const kept = toWholeBody(bytes);
    expect(toBytes(JSON.parse(JSON.stringify(kept))).equals(bytes)).toBe(true);
    expect(kept.length).toBe(bytes.length);
    expect(kept).not.toHaveProperty('cut');
  });

  it('is kept small where it is long', () => {
    expect(toWholeBody(long).text.length).toBeLessThan(long.length / 100);
  });
});

describe('a body that was only seen', () => {
  it('is cut where it is long, and stays a text', () => {
    expect(toBody(long)).toMatchObject({
      cut: true,
      length: long.length,
      text: expect.stringMatching(/^\{"text":"né/),
    });
  });
});
