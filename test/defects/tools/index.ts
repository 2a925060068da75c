/** A component with one mistake in how it uses tools, and the trials that it is put to. */
export interface ToolDefect {
  /** Its file, without the ending. */
  readonly name: string;
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly mistake: string;
  readonly only: readonly string[];
  /** It starts its tool server itself. */
  readonly stdio?: true;
}

const faults = (...names: readonly string[]) => names.map((name) => `ask/tools.look_up/${name}/first`);

export const toolDefects: readonly ToolDefect[] = [
  {
    name: 'session-for-ever',
    check: 'recovers',
    mistake: 'goes on with a session that is gone',
    only: faults('lost-session'),
  },
  {
    name: 'no-time-limit',
    check: 'within-deadline',
    mistake: 'leaves the time limit to the client, which has one of a minute',
    only: faults('accepted-request', 'error-without-id'),
  },
  {
    name: 'error-is-an-answer',
    check: 'answers-as-expected',
    mistake: 'takes a result that is marked as an error for an answer',
    only: faults('is-error-result'),
  },
  {
    name: 'nothing-is-something',
    check: 'answers-as-expected',
    mistake: 'makes a default of a result in which there is nothing',
    only: faults('no-result-content'),
  },
  {
    name: 'says-what-the-tool-said',
    check: 'no-taint',
    mistake: 'shows its callers what a tool said when it failed',
    only: faults('is-error-result'),
  },
  {
    name: 'never-started-again',
    check: 'recovers',
    mistake: 'does not start its tool server again when it has exited',
    only: faults('close-before-reply'),
    stdio: true,
  },
];
