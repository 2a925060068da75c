import { at, step } from '../pointer.ts';
import { type Rule, writtenNames } from './rule.ts';

export const specFits: Rule = {
  name: 'spec-fits',
  summary: 'a dependency names an OpenAPI document exactly where its protocol is `openapi`',
  *check(draft) {
    for (const name of Object.keys(draft.contract.downstream)) {
      const pointer = step('/downstream', name);
      const has = writtenNames(draft, pointer).includes('spec');
      const protocol = at(draft.written, `${pointer}/protocol`);
      if (protocol === 'openapi' && !has)
        yield {
          pointer,
          of: 'key',
          message: `\`${name}\` does not say where its OpenAPI document is.`,
          remedy: 'Add `spec:` with its path, such as specs/search.yaml.',
        };
      if (protocol !== 'openapi' && has)
        yield {
          pointer: `${pointer}/spec`,
          of: 'key',
          message: `\`${name}\` has an OpenAPI document, and \`protocol: ${String(protocol)}\` reads none.`,
          remedy: 'Write `protocol: openapi`, or remove `spec`.',
        };
    }
  },
};
