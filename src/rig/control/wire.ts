import { now } from '../clock.ts';
import type { Wanted } from './order.ts';
import type { StandingFault } from './standing-faults.ts';

/** A standing fault, as it is told over the wire. */
export interface ToldFault {
  readonly dependency: string;
  readonly operation?: string;
  readonly fault: string;
  readonly share: number;
  readonly params: Wanted['params'];
  /** Milliseconds until it ends by itself. */
  readonly left?: number;
}

export function toldFault({ dependency, operation, fault, share, params, until }: StandingFault): ToldFault {
  return {
    dependency: dependency.name,
    ...(operation === undefined ? {} : { operation }),
    fault: fault.name,
    share,
    params,
    ...(until === undefined ? {} : { left: Math.max(0, Math.round(until - now())) }),
  };
}

/** What somebody wants, if a body has that form; else what is wrong with it. */
export function readWanted(text: string): Wanted | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'The body is not JSON.';
  }
  if (!isMap(value)) return 'The body is no JSON object.';
  const { dependency, fault, operation, share, for: lasting, params } = value;
  const wrong = (name: string, form: string) => `\`${name}\` must be ${form}.`;
  if (typeof dependency !== 'string') return wrong('dependency', 'a name');
  if (typeof fault !== 'string') return wrong('fault', 'a name');
  if (operation !== undefined && typeof operation !== 'string') return wrong('operation', 'a name');
  if (share !== undefined && typeof share !== 'number') return wrong('share', 'a number');
  if (lasting !== undefined && typeof lasting !== 'number') return wrong('for', 'a number of milliseconds');
  if (params !== undefined && !(isMap(params) && Object.values(params).every(isScalar)))
    return wrong('params', 'a map: name → text, number or boolean');
  return value as unknown as Wanted;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
