/** A provider state that names a fault. */
export interface FaultState {
  readonly dependency: string;
  readonly fault: string;
  /** It holds replies back for longer than callers wait. */
  readonly beyondDeadline?: true;
}

interface Form {
  readonly form: string;
  readonly means: string;
  readonly pattern: RegExp;
  /** The kind of fault that the words name. */
  fault(words: string): string;
  readonly beyondDeadline?: true;
}

const kind = (words: string) =>
  words
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');

/** What a provider state can say to have a dependency fail: `given "llm is down"`. The first that fits counts. */
export const stateForms: readonly Form[] = [
  {
    form: '<dependency> is down',
    means: 'connections to it are refused',
    pattern: /^(?:the )?(.+?) (?:is|are) (down|unreachable|unavailable)$/i,
    fault: () => 'refused',
  },
  {
    form: '<dependency> is slow',
    means: 'its replies come after the deadline',
    pattern: /^(?:the )?(.+?) (?:is|are) (slow)$/i,
    fault: () => 'fixed-delay',
    beyondDeadline: true,
  },
  {
    form: '<dependency> hangs',
    means: 'it takes the request and says nothing',
    pattern: /^(?:the )?(.+?) (hangs|does not answer)$/i,
    fault: () => 'silence',
  },
  {
    form: '<dependency> fails with <fault>',
    means: 'any fault of `shakedown list faults`',
    pattern: /^(?:the )?(.+?) fails with (?:an? )?(.+)$/i,
    fault: kind,
  },
  {
    form: '<dependency> answers <fault>',
    means: 'the same in other words',
    pattern: /^(?:the )?(.+?) (?:answers|replies) (?:with )?(?:an? )?(.+)$/i,
    fault: kind,
  },
];

/** What a state says, if it is in one of these forms. */
export function faultStateOf(state: string): FaultState | undefined {
  for (const { pattern, fault, beyondDeadline } of stateForms) {
    const match = pattern.exec(state.trim());
    if (match)
      return {
        dependency: kind(match[1]!),
        fault: fault(match[2]!),
        ...(beyondDeadline ? { beyondDeadline } : {}),
      };
  }
  return undefined;
}
