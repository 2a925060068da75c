/** A component with one mistake in how it streams, and the trials that show it. */
export interface StreamDefect {
  /** Its file, without the ending. */
  readonly name: string;
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly mistake: string;
  readonly only: string;
}

const failing = 'ask/model/server-error/every';

export const streamDefects: readonly StreamDefect[] = [
  {
    name: 'done-whatever-happened',
    check: 'answers-as-expected',
    mistake: 'takes half an answer for a whole one',
    only: failing,
  },
  { name: 'end-without-a-word', check: 'streams-honestly', mistake: 'does not say how it ends', only: failing },
  {
    name: 'breaks-off',
    check: 'streams-honestly',
    mistake: 'closes the connection where something fails',
    only: failing,
  },
  {
    name: 'failure-by-another-name',
    check: 'streams-honestly',
    mistake: 'sends an event that nobody knows',
    only: failing,
  },
  { name: 'error-and-done', check: 'streams-honestly', mistake: 'goes on after its end', only: failing },
  {
    name: 'error-as-done',
    check: 'streams-honestly',
    mistake: 'puts an error into the event of success',
    only: failing,
  },
  { name: 'last-line-break-missing', check: 'streams-honestly', mistake: 'does not end its last event', only: failing },
  {
    name: 'half-a-character',
    check: 'streams-honestly',
    mistake: 'divides characters',
    only: 'ask/input/emoji-in-text',
  },
  {
    name: 'problem-over-many-lines',
    check: 'streams-honestly',
    mistake: 'writes a value over many lines',
    only: 'lines/model/server-error/every',
  },
  {
    name: 'one-limit-for-all',
    check: 'streams-honestly',
    mistake: 'is silent for as long as the whole may take',
    only: 'ask/model/silence/every',
  },
  {
    name: 'writes-for-nobody',
    check: 'cancels',
    mistake: 'goes on asking when nobody listens',
    only: 'ask/input/leaves-mid-stream',
  },
  {
    name: 'listens-to-the-end',
    check: 'cancels',
    mistake: 'goes on listening when nobody does',
    only: 'ask/input/leaves-mid-stream',
  },
];

/** What the correct ones are put to. */
const honest = [
  '*/none/**',
  'ask/model/{server-error,silence,close-inside-reply,html-in-200,trickle}/every',
  'lines/model@3/{server-error,cut-body}/every',
  'ask/model@2/reset-before-reply/first',
  '*/notes/{server-error,refused}/every',
  '*/input/{emoji-in-text,null-member,line-breaks}',
];
const leaving = '*/input/{leaves-mid-stream,caller-disconnects}';

/** Components without a mistake, each made in another way. */
export const streamTwins: readonly { readonly file: string; readonly only: readonly string[] }[] = [
  { file: 'correct.mjs', only: [...honest, leaving] },
  { file: 'hono.mjs', only: [...honest, leaving] },
  // A thread that waits for a reply cannot look whether its caller is still there.
  { file: 'threads.py', only: honest },
];
