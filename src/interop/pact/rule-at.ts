import type { Matcher, MatchingRule, PathStep } from './pact.ts';

/** The rule that says how the value at a path is compared. */
export interface FoundRule {
  readonly rule: MatchingRule;
  /** It stands at the value itself, not at one that holds it. */
  readonly own: boolean;
}

// What says how many there are, or what stands in it, says so of one value and not of those within.
const ofOneValue = new Set(['values', 'eachKey', 'eachValue', 'arrayContains', 'notEmpty', 'contentType']);

/** The most particular rule; rules hold for all values within. */
export function ruleAt(rules: readonly MatchingRule[], path: readonly PathStep[]): FoundRule | undefined {
  const fitting = rules.filter((rule) => {
    if (rule.path.length > path.length || !rule.path.every((step, i) => step === '*' || step === path[i])) return false;
    return rule.path.length === path.length || rule.matchers.some((one) => !ofOneValue.has(one.match));
  });
  const weight = (rule: MatchingRule) => rule.path.length * 1000 + rule.path.filter((step) => step !== '*').length;
  const best = fitting.reduce<MatchingRule | undefined>((a, b) => (a && weight(a) >= weight(b) ? a : b), undefined);
  if (!best) return undefined;
  if (best.path.length === path.length) return { rule: best, own: true };
  return {
    rule: { ...best, matchers: best.matchers.filter((one) => !ofOneValue.has(one.match)).map(within) },
    own: false,
  };
}

/** What of a matcher holds for the values within: not how many there are. */
function within(matcher: Matcher): Matcher {
  if (matcher.match !== 'type' && matcher.match !== 'min' && matcher.match !== 'max') return matcher;
  return { match: 'type' };
}

/** A rule speaks of any member or item below this path. */
export const isWild = (rules: readonly MatchingRule[], path: readonly PathStep[]): boolean =>
  rules.some(
    (rule) =>
      rule.path.length > path.length &&
      rule.path[path.length] === '*' &&
      path.every((step, i) => rule.path[i] === '*' || rule.path[i] === step),
  );
