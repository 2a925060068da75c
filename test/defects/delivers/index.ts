/** A component that loses, delays or doubles what it accepted, and the trial that shows it. */
export interface DeliveryDefect {
  /** Its file, without the ending. */
  readonly name: string;
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly mistake: string;
  readonly trial: string;
}

export const deliveryDefects: readonly DeliveryDefect[] = [
  {
    name: 'accepts-and-forgets',
    check: 'delivers-effect',
    mistake: 'answers before anything is written down, and looks at no failure',
    trial: 'message/decisions/server-error/first',
  },
  {
    name: 'three-attempts-and-no-more',
    check: 'delivers-effect',
    mistake: 'gives up after three attempts, with nobody to tell',
    trial: 'message/decisions/server-error/every',
  },
  {
    name: 'worker-that-ends',
    check: 'delivers-effect',
    mistake: 'the first failure ends its only worker',
    trial: 'message/decisions/server-error/first',
  },
  {
    name: 'waits-longer-and-longer',
    check: 'delivers-effect',
    mistake: 'the pauses between attempts grow without end',
    trial: 'message/decisions/server-error/every',
  },
  {
    name: 'queue-that-drops',
    check: 'delivers-effect',
    mistake: 'a full queue drops what was accepted',
    trial: 'message/decisions/down/outage',
  },
  {
    name: 'key-for-each-attempt',
    check: 'single-effect',
    mistake: 'a new idempotency key for each attempt',
    trial: 'message/decisions/reset-inside-reply/first',
  },
];
