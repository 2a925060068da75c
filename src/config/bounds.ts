import { milliseconds } from '../contract/units.ts';
import { type Bounds, type OwnProfile, profiles } from '../plan/profile.ts';
import type { WrittenBounds } from './config.ts';

/** A profile as it is written, with all that it does not say as in the one that it extends. */
export function ownProfile(name: string, { extends: base = 'standard', ...written }: WrittenBounds): OwnProfile {
  const from: Bounds = profiles[base];
  const { latency = {}, ...numbers } = written;
  const unbounded = Object.fromEntries(
    Object.entries(numbers).map(([key, value]) => [key, value === 'all' ? Number.POSITIVE_INFINITY : value]),
  );
  const { most, ...how } = latency;
  return {
    name,
    bounds: {
      ...from,
      ...unbounded,
      latency: { ...from.latency, ...how, ...(most === undefined ? {} : { most: milliseconds(most) }) },
    },
  };
}
