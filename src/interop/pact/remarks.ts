/** What a conversion has to tell, once each, in order. */
export class Remarks {
  readonly #said = new Set<string>();

  say(sentence: string): void {
    this.#said.add(sentence);
  }

  get all(): readonly string[] {
    return [...this.#said];
  }
}

/** `a, b, c and 4 more`. */
export function listed(all: readonly string[], most = 4): string {
  const distinct = [...new Set(all)];
  if (distinct.length <= most) return distinct.join(', ');
  return `${distinct.slice(0, most).join(', ')} and ${distinct.length - most} more`;
}
