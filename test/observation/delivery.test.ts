import { describe, expect, it } from '@jest/globals';
import { carries, saidIn } from '../../src/observation/delivery.ts';

const said = (target: string, body = '', key?: string) => saidIn({ target }, body, key);

describe('whose a call is', () => {
  it.each([
    ['the idempotency key', said('/add', '{}', 'm-1')],
    ['a part of the idempotency key', said('/add', '{}', 'decision:m-1/2')],
    ['the path', said('/add/m-1')],
    ['the query, however it is written', said('/add?of=%6d%2D1')],
    ['a value of the body, however it is written', said('/add', '{"about":[{"id":"\\u006d-1"}]}')],
    ['a body that is no JSON', said('/add', 'id=m-1&x=2')],
  ])('is told by %s', (_, text) => {
    expect(carries(text, 'm-1')).toBe(true);
  });

  it.each([
    ['a longer key', said('/add', '{"id":"m-12"}', 'am-1')],
    ['the name of a member', said('/add', '{"m-1":"x"}')],
    ['nothing', said('/add', '{}')],
  ])('is not told by %s', (_, text) => {
    expect(carries(text, 'm-1')).toBe(false);
  });

  it('is told by a number', () => {
    expect(carries(said('/add', '{"n":12345}'), '12345')).toBe(true);
    expect(carries(said('/add', '{"n":123456}'), '12345')).toBe(false);
  });
});
