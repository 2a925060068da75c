/** How a call that was intercepted gets no reply, or half of one. */
export type Break = 'refused' | 'closed' | 'reset' | 'left';

// As Node says it, for clients that look at the code.
const said = {
  refused: ['ECONNREFUSED', 'connect ECONNREFUSED'],
  closed: ['ECONNRESET', 'socket hang up'],
  reset: ['ECONNRESET', 'read ECONNRESET'],
  left: ['ABORT_ERR', 'the caller has left'],
} as const satisfies Record<Break, readonly [string, string]>;

export class BrokenConnection extends Error {
  readonly code: string;
  constructor(how: Break) {
    const [code, message] = said[how];
    super(message);
    this.code = code;
  }
}
