import type { FuncKeywordDefinition } from 'ajv/dist/2020.js';

/** Whether two JSON values are the same, whatever their members are called: https://json-schema.org/draft/2020-12/json-schema-core#name-instance-equality */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((v, i) => isEqual(v, b[i]));
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}

type Judge = (value: unknown) => { readonly message: string; readonly params: Record<string, unknown> } | undefined;

function keyword(name: string, judgeOf: (schema: never) => Judge): FuncKeywordDefinition {
  return {
    keyword: name,
    errors: true,
    compile(schema) {
      const judge = judgeOf(schema as never);
      const validate: ReturnType<NonNullable<FuncKeywordDefinition['compile']>> = (value: unknown) => {
        const wrong = judge(value);
        if (wrong) validate.errors = [{ keyword: name, ...wrong }];
        return wrong === undefined;
      };
      return validate;
    },
  };
}

/**
 * The keywords that compare values. Those of Ajv ask a value for its own `toString` and `valueOf`, and throw where these are
 * data: what a component sends may have any member.
 */
export const comparingKeywords: readonly FuncKeywordDefinition[] = [
  keyword(
    'const',
    (allowedValue: unknown) => (value) =>
      isEqual(value, allowedValue) ? undefined : { message: 'must be equal to constant', params: { allowedValue } },
  ),
  keyword('enum', (allowedValues: readonly unknown[]) => {
    const plain = new Set(allowedValues.filter(isPlain));
    const others = allowedValues.filter((value) => !isPlain(value));
    return (value) =>
      (isPlain(value) ? plain.has(value) : others.some((one) => isEqual(value, one)))
        ? undefined
        : { message: 'must be equal to one of the allowed values', params: { allowedValues } };
  }),
  keyword('uniqueItems', (unique: boolean) => (value) => {
    const twice = unique && Array.isArray(value) ? twiceIn(value) : undefined;
    return (
      twice && {
        message: `must NOT have duplicate items (items ## ${twice.j} and ${twice.i} are identical)`,
        params: twice,
      }
    );
  }),
];

const isPlain = (value: unknown) => typeof value !== 'object' || value === null;

/** The places of two items that are the same. */
function twiceIn(items: readonly unknown[]): { i: number; j: number } | undefined {
  const plain = new Map<unknown, number>();
  const others: number[] = [];
  for (const [i, item] of items.entries()) {
    const j = isPlain(item) ? plain.get(item) : others.find((at) => isEqual(items[at], item));
    if (j !== undefined) return { i, j };
    if (isPlain(item)) plain.set(item, i);
    else others.push(i);
  }
  return undefined;
}
