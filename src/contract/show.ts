/** A value as a person would quote it, cut where it gets long. */
export function show(value: unknown): string {
  if (value === null) return 'null';
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
