import { answerKinds, claims, type Dependency } from '../contract.ts';
import { suggest } from '../nearest.ts';
import { at, step } from '../pointer.ts';
import { type Complaint, type Draft, type Rule, unclearAnswers, writtenNames } from './rule.ts';

export const namesKnown: Rule = {
  name: 'names-known',
  summary: 'a protocol, dependency, answer, fault or mess kind that is named exists',
  *check(draft) {
    const dependencies = draft.lost('/downstream') ? undefined : writtenNames(draft, '/downstream');
    for (const { name, accepts, uses = [] } of Object.values(draft.contract.upstream)) {
      for (const [i, tolerated] of accepts.tolerates.entries())
        yield* known(
          'mess kind',
          tolerated,
          draft.vocabulary.messes,
          `${step('/upstream', name)}/accepts/tolerates/${i}`,
        );
      const calls = `${step('/upstream', name)}/budget/calls`;
      for (const limited of writtenNames(draft, calls))
        yield* known('dependency', limited, dependencies, step(calls, limited), 'key');
      for (const [i, used] of uses.entries())
        yield* known('dependency', used, dependencies, `${step('/upstream', name)}/uses/${i}`);
    }
    const answers = declaredAnswers(draft);
    for (const dependency of Object.values(draft.contract.downstream)) yield* within(draft, dependency, answers);
  },
};

function* within(draft: Draft, dependency: Dependency, answers: Known): Generator<Complaint> {
  const { name, protocol, onFailure, treats } = dependency;
  const pointer = step('/downstream', name);
  yield* known('protocol', protocol, Object.keys(draft.vocabulary.protocols), `${pointer}/protocol`);
  const allowed = at(draft.written, `${pointer}/on-failure`);
  for (const [i, answer] of allowed === undefined ? [] : onFailure.entries())
    yield* known('answer', answer, answers, `${pointer}/on-failure${Array.isArray(allowed) ? `/${i}` : ''}`);
  for (const [fault, means] of Object.entries(treats)) {
    const place = step(`${pointer}/treats`, fault);
    yield* known('fault', fault, draft.vocabulary.faults, place, 'key');
    if (typeof means === 'string') yield* known('claim or answer', means, answers && [...claims, ...answers], place);
    else for (const [i, answer] of means.entries()) yield* known('answer', answer, answers, `${place}/${i}`);
  }
}

/** Undefined where they cannot be known, because what declares them could not be read. */
type Known = readonly string[] | undefined;

/** Of all operations. A name whose absence is reported elsewhere, or that an answer with an unclear name may mean, counts. */
function declaredAnswers(draft: Draft): Known {
  const operations = writtenNames(draft, '/upstream');
  const pointer = (operation: string) => `${step('/upstream', operation)}/answers`;
  if (draft.lost('/upstream') || operations.some((operation) => draft.lost(pointer(operation)))) return undefined;
  const names = operations.flatMap((operation) => writtenNames(draft, pointer(operation)));
  const unclear = operations.some((operation) => unclearAnswers(draft, operation).length > 0);
  return [...new Set([...names, ...(unclear ? answerKinds : (['ok'] as const))])];
}

function* known(
  what: string,
  name: string,
  names: Known,
  pointer: string,
  of: 'key' | 'value' = 'value',
): Generator<Complaint> {
  if (!names || names.includes(name)) return;
  yield { pointer, of, message: `There is no ${what} "${name}".`, remedy: suggest(name, names, 'There are') };
}
