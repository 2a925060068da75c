import { describe, expect, it } from '@jest/globals';
import type { MessProfile } from '../../src/mess/profile.ts';
import { type Occurrence, occurrence, resembling } from '../../src/plan/resembling.ts';

const pointers = ['/body/a', '/body/list/0/b', '/body/list/1/b', '/body/c', '/body/d', '/body/e'];
const some = (places: number, seen?: Occurrence) => resembling(pointers, places, seen, (pointer) => pointer);

describe('places of mess', () => {
  it('are as ever without a profile', () => {
    expect(some(2)).toEqual(['/body/a', '/body/e']);
  });

  it('are up to four times as many, the more the traffic has of it', () => {
    const count = (share: number) => some(1, { share, at: {} }).length;
    expect([0.01, 0.3, 0.5, 1].map(count)).toEqual([2, 2, 3, 4]);
  });

  it('are first where the traffic has it most', () => {
    expect(some(1, { share: 0.1, at: { '/body/d': 1, '/body/list/*/b': 5 } })).toEqual(['/body/list/0/b', '/body/d']);
    expect(some(1, { share: 0.1, at: { '/body/d': 1 } })).toEqual(['/body/d', '/body/a']);
  });

  it('never are more than there are', () => {
    expect(some(9, { share: 1, at: { '/body/d': 1 } })).toHaveLength(pointers.length);
  });
});

describe('how a kind occurs', () => {
  const profile: MessProfile = {
    'shakedown-profile': 1,
    contract: 'asker',
    operations: { ask: { requests: 4, mess: { 'null-member': { requests: 1, at: { '/body/a': 1 } } } } },
  };

  it('is the share of the requests that have it', () => {
    expect(occurrence(profile, 'ask', 'null-member')).toEqual({ share: 0.25, at: { '/body/a': 1 } });
  });

  it('is nothing for what the profile does not name', () => {
    expect(occurrence(profile, 'ask', 'missing-member')).toBeUndefined();
    expect(occurrence(profile, 'constructor', 'name')).toBeUndefined();
    expect(occurrence(undefined, 'ask', 'null-member')).toBeUndefined();
  });
});
