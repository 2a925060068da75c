/** A tool server with one mistake, and the trials that it is put to. */
export interface ServerDefect {
  /** Its file, without the ending. */
  readonly name: string;
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly mistake: string;
  readonly only: readonly string[];
  /** It is spoken to over HTTP. */
  readonly overHttp?: true;
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
    overHttp: true,
  },
  {
    name: 'log-among-the-messages',
    check: 'answers-as-declared',
    mistake: 'logs to standard output, where its messages go',
    only: ['look_up/orders/server-error/first'],
  },
];
