import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const { generated } = (await import(new URL('scripts/generated.mjs', root).href)) as {
  generated: Record<string, () => string>;
};

it.each(Object.keys(generated))('%s is what the sources say; if not, `npm run generate`', (file) => {
  expect(readFileSync(fileURLToPath(new URL(file, root)), 'utf8')).toBe(generated[file]!());
});
