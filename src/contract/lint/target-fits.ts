import { step } from '../pointer.ts';
import { type Rule, writtenNames } from './rule.ts';

export const targetFits: Rule = {
  name: 'target-fits',
  summary: 'a dependency names its real server exactly where nothing is simulated, and has there nothing to simulate',
  *check(draft) {
    for (const { name, protocol, target } of Object.values(draft.contract.downstream)) {
      const pointer = step('/downstream', name);
      const { protocols } = draft.vocabulary;
      if (!Object.hasOwn(protocols, protocol)) continue;
      const written = writtenNames(draft, pointer);
      if (!protocols[protocol]!.proxied) {
        if (written.includes('target'))
          yield {
            pointer: `${pointer}/target`,
            of: 'key',
            message: `\`${name}\` is simulated (\`protocol: ${protocol}\`): it has no real server.`,
            remedy: 'Remove `target`, or write `protocol: tcp`.',
          };
        continue;
      }
      if (target === undefined && !written.includes('target'))
        yield {
          pointer,
          of: 'key',
          message: `\`${name}\` names no real server, and \`protocol: ${protocol}\` simulates none.`,
          remedy: 'Add `target:` with its address, such as 127.0.0.1:5432.',
        };
      const port = Number(target?.slice(target.lastIndexOf(':') + 1) ?? 1);
      if (port < 1 || port > 65535)
        yield {
          pointer: `${pointer}/target`,
          message: `There is no port ${port}.`,
          remedy: 'Write one from 1 to 65535.',
        };
      if (written.includes('replies'))
        yield {
          pointer: `${pointer}/replies`,
          of: 'key',
          message: `The real server of \`${name}\` has replies of its own.`,
          remedy: 'Remove `replies`.',
        };
    }
  },
};
