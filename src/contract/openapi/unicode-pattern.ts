const isRegex = (pattern: string, flags: string): boolean => {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
};

/**
 * A regular expression as JSON Schema reads it: with the flag `u`. Many are written without, and escape what need not be, or
 * leave a brace alone; they come out meaning the same. What is no regular expression either way is left as it is.
 */
export function unicodePattern(pattern: string): string {
  if (isRegex(pattern, 'u') || !isRegex(pattern, '')) return pattern;
  const tokens = pattern.match(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[\s\S]/g) ?? [];
  const told = tokens.map((token) => {
    if (token === '{' || token === '}') return `\\${token}`;
    if (token === ']') return '\\]';
    if (token.startsWith('[')) return token.replaceAll(/\\([^A-Za-z0-9^$\\.*+?()[\]{}|/-])/g, '$1');
    return /^\\[^A-Za-z0-9^$\\.*+?()[\]{}|/]$/.test(token) ? token[1]! : token;
  });
  return isRegex(told.join(''), 'u') ? told.join('') : pattern;
}
