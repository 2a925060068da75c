import picomatch from 'picomatch';
import type { Complaint } from '../../contract/lint/rule.ts';
import { nearest, suggest } from '../../contract/nearest.ts';
import { each, placed, type ScenarioRule, type WrittenWhere } from './rule.ts';

export const wordsKnown: ScenarioRule = {
  name: 'words-known',
  summary: 'a fault, shape, mess kind, check or protocol that a scenario names exists',
  *check({ written, words }) {
    const faults = Object.keys(words.faults);
    for (const { one, pointer } of placed(written.faults, '/faults')) {
      yield* known('fault', one.fault, faults, `${pointer}/fault`);
      yield* protocols(one.on, words.protocols, `${pointer}/on`);
    }
    for (const { one, pointer } of placed(written.outages, '/outages')) {
      yield* known('shape of an outage', one.shape, Object.keys(words.shapes), `${pointer}/shape`);
      yield* known('fault', one.fault, faults, `${pointer}/fault`);
      yield* protocols(one.on, words.protocols, `${pointer}/on`);
    }
    for (const { name, pointer } of each(written.mess, '/mess'))
      if (!words.messes.some((kind) => picomatch.isMatch(kind, name)))
        yield* known('mess kind', name, words.messes, pointer);
    for (const { name, pointer } of each(written.checks, '/checks')) yield* known('check', name, words.checks, pointer);
    yield* protocols(written.applies, words.protocols, '/applies');
  },
};

function* protocols(where: WrittenWhere | undefined, all: readonly string[], pointer: string): Generator<Complaint> {
  for (const { name, pointer: at } of each(where?.protocol, `${pointer}/protocol`))
    yield* known('protocol', name, all, at);
}

function* known(what: string, name: string | undefined, names: readonly string[], pointer: string) {
  if (name === undefined || names.includes(name)) return;
  yield { pointer, message: `There is no ${what} "${name}".`, remedy: remedy(what, name, names) };
}

// Beyond this a line is not read any more.
const mostNames = 12;

function remedy(what: string, name: string, names: readonly string[]): string {
  const listed = { fault: 'faults', 'mess kind': 'mess', check: 'checks' }[what];
  return listed && names.length > mostNames && nearest(name, names) === undefined
    ? `\`shakedown list ${listed}\` shows them all.`
    : suggest(name, names, 'There are');
}
