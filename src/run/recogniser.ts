import { nameOf, recognise } from '../check/recognise.ts';
import type { Recognise } from '../rig/recognise.ts';

/** Tells a rig which answers are `ok`. */
export const recogniser: Recognise = (operation, answer) => {
  const found = recognise(operation, answer);
  return { ok: found.kind === 'declared' && found.answer.like === 'ok', name: nameOf(operation, answer) };
};
