import type { ScenarioRule } from './rule.ts';

export const nameFree: ScenarioRule = {
  name: 'name-free',
  summary: 'a scenario is named by its file, and no fault, shape, mess kind, check or protocol has that name',
  *check({ name, words }) {
    const remedy = 'Give the file another name.';
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name))
      yield {
        pointer: '',
        message: `"${name}" cannot be the name of a scenario.`,
        remedy: `${remedy} Letters, digits, "-", "_" and "." can stand in it.`,
      };
    const taken = Object.entries({
      'a fault': Object.keys(words.faults),
      'a shape of an outage': Object.keys(words.shapes),
      'a mess kind': words.messes,
      'a check': words.checks,
      'a protocol': words.protocols,
      'a trial with nothing wrong': ['healthy', 'at-once'],
    }).find(([, names]) => names.includes(name));
    if (taken) yield { pointer: '', message: `"${name}" is the name of ${taken[0]} already.`, remedy };
  },
};
