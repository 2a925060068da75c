import { suggest } from '../nearest.ts';
import { step } from '../pointer.ts';
import { type Complaint, type Draft, type Rule, writtenNames } from './rule.ts';

export const placeholderKnown: Rule = {
  name: 'placeholder-known',
  summary:
    'a placeholder names the port, a dependency’s url or a secret; and the component is told its port and its dependencies',
  *check(draft) {
    const { launch } = draft.contract.component;
    const pointer = '/component/launch';
    if (launch.kind === 'url') {
      yield* fixedPorts(draft);
      return;
    }
    const texts = Object.entries(launch.env).map(([key, text]) => ({
      text,
      at: step(`${pointer}/env`, key),
      shell: false,
    }));
    if (launch.kind === 'command') texts.push({ text: launch.command, at: `${pointer}/command`, shell: true });
    for (const { text, at, shell } of texts) {
      for (const [whole, name] of text.matchAll(/\$\{([^}]*)\}/g)) {
        // In a command, ${HOME} is the shell's.
        if (shell && /^[A-Z_][A-Z0-9_]*$/.test(name!)) continue;
        yield* unknown(draft, at, whole, name!);
      }
    }
    const all = texts.map((t) => t.text).join('\n');
    if (launch.kind === 'command' && !all.includes('${port}')) {
      yield {
        pointer,
        of: 'key',
        message: 'the component is never told its port.',
        remedy: 'Add `PORT: ${port}` to `env`, or write ${port} in the command.',
      };
    }
    for (const [name, dependency] of Object.entries(draft.contract.downstream)) {
      if (all.includes(`\${${name}.`) || dependency.port !== undefined) continue;
      yield {
        pointer: step('/downstream', name),
        of: 'key',
        severity: 'warning',
        message: `the component is never told where \`${name}\` is.`,
        remedy: `Add \`${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_URL: \${${name}.url}\` to \`component.launch.env\`.`,
      };
    }
  },
};

function* unknown(draft: Draft, pointer: string, whole: string, name: string): Generator<Complaint> {
  if (name === 'port' || /^secret\.[\w-]+$/.test(name)) return;
  const dependencies = writtenNames(draft, 'downstream');
  const [owner = '', part] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
  if (part === 'url' && dependencies.includes(owner)) return;
  const known = ['port', ...dependencies.map((d) => `${d}.url`), 'secret.<name>'];
  const message =
    part === 'url' && owner
      ? `\`${whole}\` names no dependency: there is no \`downstream.${owner}\`.`
      : `\`${whole}\` is not a placeholder.`;
  yield { pointer, message, remedy: suggest(name, known, 'There are') };
}

function* fixedPorts({ contract }: Draft): Generator<Complaint> {
  for (const [name, dependency] of Object.entries(contract.downstream)) {
    if (dependency.port !== undefined) continue;
    yield {
      pointer: step('/downstream', name),
      of: 'key',
      message: `\`${name}\` has no port; a component that already runs cannot be told a free one.`,
      remedy: 'Add `port: <the port that the component calls>`.',
    };
  }
}
