const lettersPerToken = 4;

/** About four characters are a token: https://help.openai.com/en/articles/4936856 */
export const tokensOf = (text: string): number => Math.ceil(text.length / lettersPerToken);

/** As much of a text as fits into some tokens. */
export const withinTokens = (text: string, tokens: number): string =>
  tokensOf(text) <= tokens ? text : text.slice(0, tokens * lettersPerToken);
