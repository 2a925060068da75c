import { step } from '../pointer.ts';
import type { Rule } from './rule.ts';

export const repeatsShows: Rule = {
  name: 'repeats-shows',
  summary: 'where `repeats: same` is promised, a dependency declares an effect that could happen twice',
  *check({ contract: { upstream, downstream } }) {
    const effects = Object.values(downstream).flatMap((dependency) => dependency.effects);
    if (effects.length > 0) return;
    for (const { name, repeats } of Object.values(upstream))
      if (repeats === 'same')
        yield {
          pointer: `${step('/upstream', name)}/repeats`,
          severity: 'warning',
          message: 'No operation of a dependency declares an effect: a second one would not be seen.',
          remedy: 'Write `effect: once` at the operation that changes something, or leave this out.',
        };
  },
};
