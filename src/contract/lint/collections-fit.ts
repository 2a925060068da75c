import { step } from '../pointer.ts';
import { type Rule, writtenNames } from './rule.ts';

export const collectionsFit: Rule = {
  name: 'collections-fit',
  summary: 'a dependency declares collections only where its protocol is that of a store that holds some',
  *check(draft) {
    const { protocols } = draft.vocabulary;
    const stores = Object.keys(protocols).filter((name) => protocols[name]!.collections);
    for (const { name, protocol } of Object.values(draft.contract.downstream)) {
      const pointer = step('/downstream', name);
      if (!Object.hasOwn(protocols, protocol) || protocols[protocol]!.collections) continue;
      if (!writtenNames(draft, pointer).includes('collections')) continue;
      yield {
        pointer: `${pointer}/collections`,
        of: 'key',
        message: `A dependency with \`protocol: ${protocol}\` holds no collections.`,
        remedy: `Remove \`collections\`, or name the store: ${stores.join(', ')}.`,
      };
    }
  },
};
