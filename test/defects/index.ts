/** A component with one mistake that people really make. */
export interface Defect {
  /** Its file in the folder of its language, without the ending. */
  readonly name: string;
  readonly language: 'node' | 'python';
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly mistake: string;
  /** How much must be tried until it shows; default: quick. */
  readonly profile?: 'standard';
}

const node = (name: string, check: string, mistake: string, profile?: Defect['profile']): Defect => ({
  name,
  language: 'node',
  check,
  mistake,
  ...(profile ? { profile } : {}),
});

const python = (name: string, check: string, mistake: string): Defect => ({ name, language: 'python', check, mistake });

export const defects: readonly Defect[] = [
  node('throws-in-callback', 'stays-up', 'a callback throws where no promise catches it'),
  node('floating-promise', 'stays-up', 'a promise that nobody awaits rejects'),
  python('exits_to_be_restarted', 'stays-up', 'ends itself after a 401, to be started anew'),
  python('never_ready_again', 'stays-up', 'says for ever that it is not ready after one 401'),

  node('no-timeout', 'within-deadline', '`fetch` without a time limit'),
  node('timeout-ends-with-head', 'within-deadline', 'the time limit does not cover the body'),
  node('no-limit-on-the-whole', 'within-deadline', 'waits as long as Retry-After says, whoever waits for it'),
  python('timeout_for_each_byte', 'within-deadline', 'the time limit starts anew with every byte'),

  node('unlisted-label', 'answers-as-declared', 'passes on a label that the model made up'),
  node('plain-500', 'answers-as-declared', 'a 500 with plain text where nobody catches'),
  node('no-word-when-to-return', 'answers-as-declared', 'a 503 without the Retry-After that it promised'),
  python('handler_raises', 'answers-as-declared', 'closes the connection without an answer'),
  python('error_as_200', 'answers-as-declared', 'an error object with the status of success'),

  node('empty-on-error', 'answers-as-expected', 'a failed call becomes an empty list'),
  node('unchecked-reply', 'answers-as-expected', 'believes whatever parses'),
  node('default-verdict', 'answers-as-expected', 'a default in the place of what the model did not say'),
  python('half_a_check', 'answers-as-expected', 'checks the types of a request and not its sizes'),
  python('stale_without_a_word', 'answers-as-expected', 'answers from yesterday’s features and does not say so'),

  node('fallback-nobody-declared', 'calls-as-declared', 'falls back to an address that is gone'),
  node('hole-in-the-record', 'calls-as-declared', 'records a text that nobody said'),
  node('keyless-retry', 'calls-as-declared', 'the retry leaves out the idempotency key'),
  python('nan_in_the_record', 'calls-as-declared', 'sends NaN, which is no JSON'),

  node('five-attempts', 'bounded-calls', 'five attempts at each call'),
  node('growing-prompt', 'bounded-calls', 'shows the model all that it got wrong'),
  python('retries_inside_retries', 'bounded-calls', 'the library retries inside of its own retries'),

  node('capped-retry-after', 'honours-retry-after', 'cuts the wait short instead of giving up'),
  node('date-is-not-a-number', 'honours-retry-after', 'does not read a Retry-After that is a date', 'standard'),
  python('seconds_as_milliseconds', 'honours-retry-after', 'takes seconds for milliseconds'),

  node('retries-everything', 'no-pointless-retry', 'retries whatever is not a success'),
  node('retries-an-empty-account', 'no-pointless-retry', 'retries `insufficient_quota`'),
  python('retries_a_rejected_key', 'no-pointless-retry', 'asks again with the key that was rejected'),

  node('key-per-attempt', 'single-effect', 'a new idempotency key with each attempt'),
  python('key_inside_the_retry', 'single-effect', 'the key is made inside of what is retried'),

  node('no-record-when-in-a-hurry', 'delivers-effect', 'leaves the record out when the model was slow'),

  node('records-before-it-looks', 'rejects-without-trace', 'stores a question before it looks at it'),

  node('fished-text', 'no-taint', 'fishes a text out of a reply that it rejected'),
  node('rejected-notes-in-the-prompt', 'no-taint', 'puts rejected notes into the prompt'),
  python('reply_in_the_detail', 'no-taint', 'shows the caller what the dependency replied'),
  python('records_what_it_rejected', 'no-taint', 'records what it did not dare to answer'),

  node('key-in-the-error', 'no-leaked-internals', 'shows a key in the text of an error'),
  python('traceback_in_the_detail', 'no-leaked-internals', 'shows the traceback'),
  python('address_in_the_detail', 'no-leaked-internals', 'shows the address of a dependency'),

  node('breaker-never-closes', 'recovers', 'a circuit breaker that never closes again'),
  node('failure-is-remembered', 'recovers', 'keeps a rejected promise for ever'),
  python('slots_never_given_back', 'recovers', 'does not give back what it took when a call fails'),
];
