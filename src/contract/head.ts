import type { Answer, Operation, Status } from './contract.ts';
import { show } from './show.ts';

/** The first lines of an answer. Undefined: it does not have such a header. */
export interface Head {
  readonly status: Status;
  header(name: string): string | undefined;
}

/** Why the first lines of an answer are not those of a declared one, and whether its status is. */
export function headMisfit(answer: Answer, { status, header }: Head): { status: boolean; why: string } | undefined {
  if (!answer.status.includes(status)) return { status: false, why: 'another status' };
  for (const [name, pattern] of Object.entries(answer.headers)) {
    const value = header(name);
    if (value === undefined) return { status: true, why: `the header ${name} is missing` };
    if (!new RegExp(pattern, 'u').test(value))
      return { status: true, why: `the header ${name} is ${show(value)}, which does not match ${pattern}` };
  }
  return undefined;
}

/** The streamed answer that begins with these lines; the event that ends it may say that it is another one. */
export function streamedBy({ answers }: Operation, head: Head): Answer | undefined {
  return Object.values(answers).find((answer) => answer.stream && !headMisfit(answer, head));
}
