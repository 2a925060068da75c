/** A tool server with one mistake, and the trials that it is put to. */
export interface ServerDefect {
  /** Its file, without the ending. */
  readonly name: string;
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly mistake: string;
  readonly only: readonly string[];
  /** It is spoken to over HTTP. */
  readonly http?: true;
}

export const serverDefects: readonly ServerDefect[] = [
  {
    name: 'error-without-a-mark',
    check: 'answers-as-declared',
    mistake: 'says what went wrong as if that was the result: without `isError`',
    only: ['look_up/orders/server-error/first'],
  },
  {
    name: 'notes-before-it-looks',
    check: 'stays-up',
    mistake: 'uses arguments before they are checked, in a promise that nobody awaits',
    only: ['look_up/input/null-member'],
  },
  {
    name: 'stack-in-the-text',
    check: 'no-leaked-internals',
    mistake: 'shows models the stack of its errors',
    only: ['look_up/orders/server-error/first'],
    http: true,
  },
  {
    name: 'log-among-the-messages',
    check: 'answers-as-declared',
    mistake: 'logs to standard output, where its messages go',
    only: ['look_up/orders/server-error/first'],
  },
  {
    name: 'waits-for-ever',
    check: 'within-deadline',
    mistake: 'has no time limit for what it calls',
    only: ['look_up/orders/silence/first'],
  },
];

/** Trials that show what a tool server does with failures, arguments and callers. */
export const careful: readonly string[] = [
  'look_up/none/*',
  'look_up/orders/{reset-inside,server-err,miss,null}*/first',
  'look_up/input/{null-member,unknown-field,empty-text,caller-disconnects,repeated-request}',
];

/** The contract of a server that is spoken to over HTTP. */
export const overHttp = (text: string): string =>
  text
    .replace('protocol: mcp', 'protocol: mcp\n    path: /mcp')
    .replace('ORDERS_URL:', 'PORT: ${port}\n      ORDERS_URL:');
