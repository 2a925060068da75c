/** A component with one mistake that people really make. */
export interface Defect {
  /** Its file in the folder of its language, without the ending. */
  readonly name: string;
  readonly language: 'node' | 'python';
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly mistake: string;
  /** What its model speaks; default: openai. */
  readonly protocol?: 'openai' | 'anthropic' | 'gemini';
  /** How much must be tried until it shows; default: quick. */
  readonly profile?: 'standard';
  /** Its dependencies are spoken to over TLS. */
  readonly tls?: true;
  /** The trials that it is put to in the tests; `npm run bench:zoo` puts every component to all of them. */
  readonly only: readonly string[];
}

/** Faults and messes of every sort, at which one mistake or another shows; all of them are for `npm run bench:zoo`. */
const tellingFaults = [
  'ask/{features,llm,sink}/{reset-before-reply,close-before-reply}/every',
  'ask/features/{refused,silence,missing-field,server-error}/every',
  'ask/features/{unavailable-for-now,rate-limited,silence,never-retry,html-page,error-in-200,trickle,unauthorized}/first',
  'ask/llm/{refused,unknown-enum,cut-body}/every',
  'ask/llm/{html-in-200,unknown-enum,silence,insufficient-quota,slow-first-byte,unauthorized,garbage-body}/first',
  'ask/sink/{refused,server-error}/every',
  'ask/sink/silence/first',
];
const tellingMesses = [
  ...['number-as-string', 'text-as-number', 'not-a-number', 'beyond-double', 'negative-zero', 'number-at-limit'],
  ...['surrounding-space', 'final-line-break', 'emoji-to-the-limit', 'other-digits', 'lone-surrogate', 'path-in-text'],
  ...['template-in-text', 'instruction-in-text', 'inherited-name', 'other-case-value', 'prototype-member'],
  ...['null-body', 'empty-body', 'chunked-body', 'split-body', 'slow-body', 'deep-nesting', 'charset-parameter'],
  ...['header-case', 'foreign-cookies', 'unknown-method', 'repeated-request', 'caller-disconnects'],
];
const faults = ['ask/none/**', ...tellingFaults];
const pairs = ['ask/{features,llm}*/{silence,refused,server-error,cut-body,trickle}*/**'];
const messes = ['ask/none/**', `ask/input/{${tellingMesses.join(',')}}/**`];

const writtenIn =
  (language: Defect['language'], only: Defect['only']) =>
  (name: string, check: string, mistake: string, profile?: Defect['profile']): Defect => ({
    name,
    language,
    check,
    mistake,
    only,
    ...(profile ? { profile } : {}),
  });

export const defects: readonly Defect[] = [...shownByFaults(), ...shownByMess(), ...shownByProviders()];

function shownByFaults(): Defect[] {
  const node = writtenIn('node', faults);
  const python = writtenIn('python', faults);
  return [
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
    python('stale_without_a_word', 'answers-as-expected', 'answers from yesterday’s features and does not say so'),

    node('fallback-nobody-declared', 'calls-as-declared', 'falls back to an address that is gone'),
    node('hole-in-the-record', 'calls-as-declared', 'records a text that nobody said'),
    node('keyless-retry', 'calls-as-declared', 'the retry leaves out the idempotency key'),
    python('nan_in_the_record', 'calls-as-declared', 'sends NaN, which is no JSON'),

    node('five-attempts', 'bounded-calls', 'five attempts at each call'),
    // It takes replies that are long and wrong.
    writtenIn('node', ['ask/llm/**'])('growing-prompt', 'bounded-calls', 'shows the model all that it got wrong'),
    python('retries_inside_retries', 'bounded-calls', 'the library retries inside of its own retries'),

    node('capped-retry-after', 'honours-retry-after', 'cuts the wait short instead of giving up'),
    node('date-is-not-a-number', 'honours-retry-after', 'does not read a Retry-After that is a date', 'standard'),
    python('seconds_as_milliseconds', 'honours-retry-after', 'takes seconds for milliseconds'),

    node('retries-everything', 'no-pointless-retry', 'retries whatever is not a success'),
    node('retries-an-empty-account', 'no-pointless-retry', 'retries `insufficient_quota`'),
    python('retries_a_rejected_key', 'no-pointless-retry', 'asks again with the key that was rejected'),

    node('again-at-once', 'backs-off', 'three attempts without a pause'),
    python('retries_in_a_loop', 'backs-off', 'a loop that tries until it works, three times at most'),

    node('key-per-attempt', 'single-effect', 'a new idempotency key with each attempt'),
    python('key_inside_the_retry', 'single-effect', 'the key is made inside of what is retried'),

    node('no-record-when-in-a-hurry', 'delivers-effect', 'leaves the record out when the model was slow'),

    node('fished-text', 'no-taint', 'fishes a text out of a reply that it rejected'),
    node('rejected-notes-in-the-prompt', 'no-taint', 'puts rejected notes into the prompt'),
    python('reply_in_the_detail', 'no-taint', 'shows the caller what the dependency replied'),
    python('records_what_it_rejected', 'no-taint', 'records what it did not dare to answer'),

    node('last-order-wins', 'no-cross-talk', 'keeps what belongs to a request where the next one overwrites it'),
    python('last_order_wins', 'no-cross-talk', 'keeps what belongs to a request where all threads see it'),

    node('key-in-the-error', 'no-leaked-internals', 'shows a key in the text of an error'),
    python('traceback_in_the_detail', 'no-leaked-internals', 'shows the traceback'),
    python('address_in_the_detail', 'no-leaked-internals', 'shows the address of a dependency'),

    node('breaker-never-closes', 'recovers', 'a circuit breaker that never closes again'),
    node('failure-is-remembered', 'recovers', 'keeps a rejected promise for ever'),
    python('slots_never_given_back', 'recovers', 'does not give back what it took when a call fails'),

    ...shownByTls(),
    ...shownByPairs(),
  ];
}

/** Those that only show in the handshake. */
function shownByTls(): Defect[] {
  const shown = (faults: string) => writtenIn('node', [`ask/llm/{${faults}}/**`]);
  return [
    {
      ...shown('self-signed-certificate,certificate-for-another-host,handshake-reset')(
        'takes-any-certificate',
        'answers-as-expected',
        'does not look at certificates',
      ),
      tls: true,
    },
    {
      ...shown('handshake-hangs,handshake-closed')(
        'no-limit-for-the-handshake',
        'within-deadline',
        'its time limit begins after the handshake',
      ),
      tls: true,
    },
  ];
}

/** Those that only the failures of two dependencies in one request show. */
function shownByPairs(): Defect[] {
  const node = writtenIn('node', pairs);
  const python = writtenIn('python', pairs);
  return [
    node('timeouts-add-up', 'within-deadline', 'time limits that nobody added up', 'standard'),
    python(
      'last_resort_needs_features',
      'answers-as-expected',
      'a fallback that needs what may be gone as well',
      'standard',
    ),
  ];
}

/** Those that only messy requests show. */
function shownByMess(): Defect[] {
  const node = writtenIn('node', messes);
  const python = writtenIn('python', messes);
  return [
    python('half_a_check', 'answers-as-expected', 'checks the types of a request and not its sizes'),
    node('records-before-it-looks', 'rejects-without-trace', 'stores a question before it looks at it'),

    node('throws-when-callers-leave', 'stays-up', 'does not catch that a caller leaves while it asks'),

    node('works-for-nobody', 'cancels', 'does not look whether its caller still waits'),
    python('works_for_nobody', 'cancels', 'does not look whether its caller still waits'),

    node('text-piece-by-piece', 'keeps-text', 'makes a text of every piece of a body'),
    python('decodes_each_piece', 'keeps-text', 'decodes a body piece by piece'),

    node('any-method', 'rejects-without-trace', 'routes by the path alone'),

    node('key-per-request', 'single-effect', 'makes its key anew when the same request comes again'),
    python('key_for_each_request', 'single-effect', 'makes its key anew when the same request comes again'),

    node('first-piece-is-all', 'answers-as-expected', 'takes the first piece of a body for all of it'),

    node('null-is-an-object', 'stays-up', 'looks into a body that is null'),
    node('cookies-of-others', 'stays-up', 'expects every cookie to be a name and a value'),

    python('waits_for_the_end', 'within-deadline', 'waits for more where there is no body'),

    node('exact-content-type', 'answers-as-declared', 'does not know its content type with a charset behind it'),
    python('html_for_bad_json', 'answers-as-declared', 'a page of HTML for what is no JSON'),
    python('walks_into_the_depth', 'answers-as-declared', 'walks into lists as deep as they are'),
    python('whole_cents', 'answers-as-declared', 'makes an integer of what is infinite'),

    node('trims-the-order', 'answers-as-expected', 'trims before it looks'),
    node('coerces-numbers', 'answers-as-expected', 'makes a number of whatever comes'),
    node('zero-is-nothing', 'answers-as-expected', 'takes zero for nothing'),
    node('less-than-the-highest', 'answers-as-expected', 'leaves out the highest amount that is allowed'),
    node('halves-of-characters', 'answers-as-expected', 'counts an emoji twice'),
    node('known-by-inheritance', 'answers-as-expected', 'knows the names that every object inherits'),
    node('whatever-has-no-length', 'answers-as-expected', 'looks at the length and not at the type', 'standard'),
    python('nan_is_not_too_large', 'answers-as-expected', 'reads NaN, which no bound keeps out'),
    python('headers_in_a_dict', 'answers-as-expected', 'minds the case of the names of headers'),
    python('digits_of_every_script', 'answers-as-expected', 'takes the digits of every script'),
    python('question_as_file_name', 'answers-as-expected', 'names a file as the caller likes', 'standard'),
    python('template_in_the_template', 'answers-as-expected', 'fills the braces of the caller in', 'standard'),
    python(
      'refuses_what_looks_like_orders',
      'answers-as-expected',
      'a list of bad words in the place of a schema',
      'standard',
    ),

    node('pattern-without-ends', 'calls-as-declared', 'a pattern that need not match the whole'),
    python('dollar_before_the_line_break', 'calls-as-declared', 'a pattern that leaves a line break out'),

    python('one_call_for_each_piece', 'bounded-calls', 'as many calls as the text is long'),

    python('looks_at_the_tags_later', 'rejects-without-trace', 'looks at a part of a question when it is stored'),

    node('stack-of-the-parser', 'no-leaked-internals', 'shows the stack of the parser’s error'),

    node('merges-the-prototype', 'recovers', 'writes into the prototype of all objects'),
    python('bans_the_proxy', 'recovers', 'shuts everybody out for what one has sent'),
  ];
}

/** Those that only the failures of one provider show. */
function shownByProviders(): Defect[] {
  const by =
    (protocol: NonNullable<Defect['protocol']>) =>
    (name: string, check: string, mistake: string, ...faults: string[]): Defect => ({
      ...writtenIn('node', ['ask/none/**', ...faults.map((fault) => `ask/llm/${fault}/**`)])(name, check, mistake),
      protocol,
    });
  const anthropic = by('anthropic');
  const gemini = by('gemini');
  return [
    anthropic('waits-for-a-month', 'no-pointless-retry', 'retries when the month is spent', 'spend-limit-reached'),
    anthropic('fills-up-the-input', 'answers-as-expected', 'defaults for what was cut off', 'cut-tool-input'),
    anthropic('no-word-for-529', 'answers-as-declared', 'looks a status up that no table has', 'overloaded'),
    gemini(
      'first-candidate',
      'answers-as-declared',
      'takes the first of no candidates',
      'blocked-prompt',
      'no-candidates',
    ),
    gemini('nothing-to-say', 'answers-as-expected', 'a default in the place of no parts', 'empty-stop'),
    gemini('key-in-the-address', 'no-leaked-internals', 'shows the address with its key', 'model-unavailable'),
  ];
}
