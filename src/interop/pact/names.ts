/** A name as a contract wants it: a letter, then letters, digits, `-`, `_` or `.`. */
export function contractName(text: string, otherwise: string): string {
  const plain = text
    .trim()
    .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
    .replaceAll(/^[^A-Za-z]+|[-.]+$/g, '');
  return plain === '' ? otherwise : plain;
}

/** The first of `name`, `name-2`, … that is not taken. */
export function freeName(name: string, taken: (name: string) => boolean): string {
  for (let n = 1; ; n++) {
    const one = n === 1 ? name : `${name}-${n}`;
    if (!taken(one)) return one;
  }
}

/** `similar, for classify` → `similar`: what comes first, if it is a single word. */
export function nameInDescription(description: string): string | undefined {
  const [first = ''] = description.split(/,|:| \(/);
  return /^[A-Za-z][\w.-]*$/.test(first) ? first : undefined;
}
