const lowerCase = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const plain = new Map([...lowerCase, ...digits, ...lowerCase.toUpperCase(), ' '].map((letter, i) => [letter, i]));

/** How much there is to read in a value. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 2 + value.length;
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + 1 + sizeOf(item), 2);
  return Object.entries(value).reduce((sum, [name, inner]) => sum + 2 + name.length + sizeOf(inner), 2);
}

export const kindOf = (value: unknown) =>
  ['null', 'boolean', 'number', 'string', 'array', 'object'].indexOf(
    value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value,
  );

/** An order of all values: what is simpler comes first. Every value has only finitely many simpler ones that a shrinker meets. */
export function compare(a: unknown, b: unknown): number {
  return sizeOf(a) - sizeOf(b) || compareEqual(a, b);
}

/** The order of values of one size. */
function compareEqual(a: unknown, b: unknown): number {
  if (kindOf(a) !== kindOf(b)) return kindOf(a) - kindOf(b);
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'number') return compareNumbers(a, b as number);
  if (typeof a === 'string') return compareTexts(a, b as string);
  if (typeof a !== 'object' || a === null) return 0;
  const [x, y] = [Object.entries(a), Object.entries(b as object)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = compareTexts(x[i]![0], y[i]![0]) || compare(x[i]![1], y[i]![1]);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

/** Whole ones before fractions, the shorter fraction first, then what is nearer to 0, then what is above it. */
function compareNumbers(a: number, b: number): number {
  const whole = Number(!Number.isInteger(a)) - Number(!Number.isInteger(b));
  const length = Number.isInteger(a) ? 0 : String(Math.abs(a)).length - String(Math.abs(b)).length;
  return whole || length || Math.abs(a) - Math.abs(b) || b - a;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length !== b.length) return a.length - b.length;
  const years = yearsAway(a) - yearsAway(b);
  if (years !== 0) return years;
  let i = 0;
  while (a[i] === b[i]) i++;
  return rank(a[i]!) - rank(b[i]!);
}

// Nobody knows what a program makes of the year 0: a date is the simpler, the nearer it is to the year 2000.
const yearsAway = (text: string) => (/^\d{4}-\d\d/.test(text) ? 1 + Math.abs(Number(text.slice(0, 4)) - 2000) : 0);
const rank = (letter: string) => plain.get(letter) ?? 100 + letter.charCodeAt(0);
