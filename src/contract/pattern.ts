/** Why a text is no regular expression as JSON Schema has them; undefined if it is one. */
export function flawOf(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return (error as Error).message.split(': ').at(-1);
  }
}
