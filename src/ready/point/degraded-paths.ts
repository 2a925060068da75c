import { step } from '../../contract/pointer.ts';
import { isWritten, type Point, some } from '../point.ts';

export const degradedPaths: Point = {
  name: 'degraded-paths',
  asks: 'is it declared for each dependency what comes when it fails, and how soon all is well again?',
  mend: 'Write `on-failure` and `recovers-within` for each dependency: it is a decision, and not a default.',
  score({ contract }) {
    const missing = Object.keys(contract.downstream).flatMap((name) => {
      const at = step('/downstream', name);
      return ['on-failure', 'recovers-within']
        .filter((key) => !isWritten(contract, `${at}/${key}`))
        .map((key) => ({ at, told: `${key} of ${name}` }));
    });
    const said = Object.values(contract.downstream).map(({ name, onFailure }) => `${name}: ${onFailure.join(' or ')}`);
    const told =
      missing.length > 0 ? `not declared: ${some(missing.map((one) => one.told))}` : some(said) || 'no dependencies';
    return { ready: missing.length === 0, told, pointer: missing[0]?.at ?? '/downstream' };
  },
};
