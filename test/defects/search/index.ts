/** A component with one mistake in how it searches, and the trials that show it. */
export interface SearchDefect {
  /** Its file, without the ending. */
  readonly name: string;
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly mistake: string;
  readonly only: readonly string[];
}

export const searchDefects: readonly SearchDefect[] = [
  {
    name: 'first-hit-of-none',
    check: 'answers-as-declared',
    mistake: 'takes the first hit where there is none',
    only: ['find/store/zero-hits/**'],
  },
  {
    name: 'answers-from-nothing',
    check: 'answers-as-expected',
    mistake: 'answers `ok` where the store found nothing',
    only: ['find/store/zero-hits/**'],
  },
  {
    name: 'leaves-out-what-it-cannot-find',
    check: 'answers-as-expected',
    mistake: 'leaves out what a rank points to and is not there',
    only: ['find/ranker/index-out-of-range/**'],
  },
  {
    name: 'another-dimension-again',
    check: 'no-pointless-retry',
    mistake: 'retries what the store refuses for good',
    only: ['take/store/dimension-error/**'],
  },
  {
    name: 'new-point-for-each-attempt',
    check: 'single-effect',
    mistake: 'makes the id of a point anew with each attempt',
    only: ['take/store/committed-then-reset/first'],
  },
  {
    name: 'takes-before-it-looks',
    check: 'rejects-without-trace',
    mistake: 'stores a passage before it looks how long it is',
    only: ['take/input/too-long-text/**'],
  },
];

/** The trials that the correct one is put to: the faults of what finds and ranks, and those that the clients let through. */
export const twinOnly: readonly string[] = [
  'find/*/*{hits,score,payload,scores,index,result,null-field,error}*/**',
  'find/*/{html-in-200,plain-text-error,rate-limited,reset-before-reply}/**',
  'take/{none,store}/{clean,c,d,reset}*/**',
];
