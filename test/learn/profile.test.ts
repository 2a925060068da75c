import { describe, expect, it } from '@jest/globals';
import { examine } from '../../src/learn/examine.ts';
import { profileOf } from '../../src/learn/profile.ts';
import type { SeenRequest } from '../../src/learn/request.ts';
import { Tally } from '../../src/learn/tally.ts';
import { parseMessProfile } from '../../src/mess/profile.ts';
import { accepting, asking } from './asked.ts';

const of = accepting({
  type: 'object',
  required: ['id', 'when'],
  properties: {
    id: { type: 'string', pattern: '^[a-z]$' },
    when: { type: 'string', format: 'date-time' },
    kind: { enum: ['a', 'b'] },
    size: { type: 'integer', maximum: 5 },
    map: { type: 'object', additionalProperties: { type: 'string' } },
    list: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
    open: { type: 'object', properties: { a: { type: 'string' } } },
  },
  additionalProperties: false,
});

function profile(requests: readonly SeenRequest[]) {
  const tally = new Tally(of);
  for (const request of requests) tally.add(of.upstream.ask!, examine(of.upstream.ask!, request));
  return profileOf('asker', tally.learning());
}

describe('a mess profile', () => {
  it('holds names of kinds, pointers and counts', () => {
    const requests = [asking({ id: null, when: '2024-05-01' }), asking({ id: null, size: '1' }), asking({ id: 7 })];
    expect(profile(requests)).toEqual({
      'shakedown-profile': 1,
      contract: 'asker',
      operations: {
        ask: {
          requests: 3,
          mess: {
            'null-member': { requests: 2, at: { '/body/id': 2 } },
            'missing-member': { requests: 2, at: { '/body/when': 2 } },
            'date-for-date-time': { requests: 1, at: { '/body/when': 1 } },
            'number-as-string': { requests: 1, at: { '/body/size': 1 } },
            'text-as-number': { requests: 1, at: { '/body/id': 1 } },
          },
        },
      },
    });
  });

  it('holds nothing that stood in the traffic', () => {
    const said = 'Zyx81';
    const bodies = [
      { [said]: said, id: said, when: said, kind: said, map: { [said]: 7, [`${said}/${said}`]: said } },
      {
        id: `${said} 👍`,
        list: [{ name: 7, [said]: null }, null, said],
        open: { a: ` ${said} `, [said]: { [said]: said } },
      },
      { [`${said}Id`]: said, map: said, list: said, open: [said], size: `81 ${said}` },
      { ID: said, When: said, size: 8181 },
      `${said}=${said}`,
      `{"${said}": ${said}}`,
      `{"${said}": "${said}",}`,
      [{ [said]: said }],
      { data: { [said]: said, id: 'a', when: said } },
      `"${said}"`,
      said,
    ];
    const more = {
      headers: { [said]: said, cookie: said, accept: said, 'content-type': said },
      address: `/ask/?${said}=${said}`,
    };
    const text = JSON.stringify(profile(bodies.flatMap((body) => [asking(body), asking(body, more)])));
    expect(text).not.toMatch(/zyx|81/i);
    // It is not for want of deviations.
    expect(text.match(/"at"/g)!.length).toBeGreaterThan(20);
  });

  it('is read again as it was written', () => {
    const written = profile([asking({ id: null })]);
    expect(parseMessProfile(JSON.stringify(written))).toEqual(written);
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'is no mess profile'],
    ['{"report":1}', 'is no mess profile'],
    ['{"shakedown-profile":2}', 'has another version than 1, the one that is read here'],
    ['{"shakedown-profile":1,"contract":"a"}', 'is damaged'],
    [
      '{"shakedown-profile":1,"contract":"a","operations":{"ask":{"requests":1,"mess":{"x":{"requests":"1","at":{}}}}}}',
      'is damaged',
    ],
    [
      '{"shakedown-profile":1,"contract":"a","operations":{"ask":{"requests":1,"mess":{"x":{"requests":1,"at":{"/":-1}}}}}}',
      'is damaged',
    ],
  ])('is refused as %s', (text, why) => {
    expect(parseMessProfile(text)).toBe(why);
  });
});
