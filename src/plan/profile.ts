/** How much a run tries. A number that is `Infinity` has no bound. */
export interface Bounds {
  /** Of the parameters of a fault, the values at their ends that are tried. */
  readonly corners: number;
  /** Values between these, drawn from the seed. */
  readonly drawn: number;
  /** Healthy requests of each operation. */
  readonly inputs: number;
  /** Places of a request at which each mess kind is tried. */
  readonly places: number;
  /** Cases in which a request is messy and a fault strikes, for each operation. */
  readonly mixed: number;
  /** Also with faults that keep the component waiting. */
  readonly waiting: boolean;
  /** Cases in which faults of two dependencies strike; of three. */
  readonly pairs: number;
  readonly triples: number;
  readonly outages: 'none' | 'down' | 'all';
  readonly latency: {
    /** Milliseconds of traffic that a latency budget is judged by, at most. */
    readonly most: number;
    /** Dependencies at their slow end: all at the same time, or one by one as well. */
    readonly slow: 'together' | 'each';
    /** Also with messy requests among the others. */
    readonly messy: boolean;
  };
}

/** For a pull request, a merge, a night. */
export const profiles = {
  quick: {
    corners: 1,
    drawn: 0,
    inputs: 1,
    places: 1,
    mixed: 6,
    waiting: false,
    pairs: 0,
    triples: 0,
    outages: 'none',
    latency: { most: 3000, slow: 'together', messy: false },
  },
  standard: {
    corners: Infinity,
    drawn: 0,
    inputs: 3,
    places: 4,
    mixed: 20,
    waiting: false,
    pairs: 120,
    triples: 0,
    outages: 'down',
    latency: { most: 18_000, slow: 'each', messy: true },
  },
  thorough: {
    corners: Infinity,
    drawn: 5,
    inputs: 10,
    places: 12,
    mixed: Infinity,
    waiting: true,
    pairs: Infinity,
    triples: 60,
    outages: 'all',
    latency: { most: 120_000, slow: 'each', messy: true },
  },
} as const satisfies Readonly<Record<string, Bounds>>;

/** A profile with bounds of its own. */
export interface OwnProfile {
  readonly name: string;
  readonly bounds: Bounds;
}

/** One of the profiles, by its name, or one of the user's. */
export type Profile = keyof typeof profiles | OwnProfile;

export const boundsOf = (profile: Profile): Bounds =>
  typeof profile === 'string' ? profiles[profile] : profile.bounds;

export const profileName = (profile: Profile): string => (typeof profile === 'string' ? profile : profile.name);
