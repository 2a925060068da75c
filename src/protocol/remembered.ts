const kept = 200;

/** What is made of a body, kept for when it comes again: components ask the same again and again. */
export function remembered<T>(make: (text: string) => T): (body: Buffer) => T {
  const known = new Map<string, T>();
  return (body) => {
    const text = body.toString();
    if (known.has(text)) return known.get(text)!;
    if (known.size >= kept) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}
