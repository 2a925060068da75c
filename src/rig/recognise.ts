import type { Operation } from '../contract/contract.ts';
import type { Answered } from '../observation/observation.ts';

/** Says whether an answer is `ok`, and else how it is called. */
export type Recognise = (operation: Operation, answer: Answered) => { readonly ok: boolean; readonly name: string };
