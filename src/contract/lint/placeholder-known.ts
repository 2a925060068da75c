import type { Dependency, Launch } from '../contract.ts';
import { nearest } from '../nearest.ts';
import { at, step } from '../pointer.ts';
import { type Complaint, type Draft, type Rule, writtenNames } from './rule.ts';

export const placeholderKnown: Rule = {
  name: 'placeholder-known',
  summary:
    'a placeholder names the port, a dependency’s url, host, port or ca, or a secret; and the component is told its port and its dependencies',
  *check(draft) {
    const { launch } = draft.contract.component;
    const downstream = Object.values(draft.contract.downstream);
    const meant = new Set<string | undefined>();
    for (const { text, pointer, shell } of textsOf(draft)) {
      for (const placeholder of placeholdersIn(text, shell)) {
        if (placeholder.closed && isKnown(draft, placeholder.name)) continue;
        const near = nearestTo(draft, placeholder.name);
        meant.add(near);
        yield { pointer, ...wrong(draft, placeholder, near) };
      }
    }
    // A placeholder that is like no other may be meant as any of them.
    if (meant.has(undefined) || parts.some((part) => draft.lost(pointerOfLaunch + part))) return;
    if (launch.kind === 'url') yield* fixedPorts(downstream);
    else yield* untold(draft, downstream, launch.kind === 'command' && !isOnStdio(launch), meant);
  },
};

const isOnStdio = ({ mcp }: Launch) => mcp !== undefined && mcp.path === undefined;
const pointerOfLaunch = '/component/launch';
// Where one of these cannot be read, it may say what seems not to be said.
const parts = ['', '/command', '/module', '/url', '/env'];

function textsOf(draft: Draft): { text: string; pointer: string; shell: boolean }[] {
  const variables = writtenNames(draft, `${pointerOfLaunch}/env`).map((name) => step(`${pointerOfLaunch}/env`, name));
  return [...variables, `${pointerOfLaunch}/command`].flatMap((pointer) => {
    const text = at(draft.written, pointer);
    return typeof text === 'string' ? [{ text, pointer, shell: pointer.endsWith('/command') }] : [];
  });
}

interface Placeholder {
  readonly name: string;
  readonly closed: boolean;
}

function placeholdersIn(text: string, shell: boolean): Placeholder[] {
  const all = [...text.matchAll(/\$\{([^}]*)(\}?)/g)].map(([, name, end]) => ({ name: name!, closed: end === '}' }));
  // In a command ${HOME} and ${PORT:-80} are the shell's.
  return shell ? all.filter(({ name, closed }) => closed && !/^[A-Z_][A-Z0-9_]*($|[^\w.])/.test(name)) : all;
}

/** The component starts the dependency itself, and is told the command for it. */
function isStarted(draft: Draft, name: string): boolean {
  const { protocols } = draft.vocabulary;
  const protocol = draft.contract.downstream[name]?.protocol ?? '';
  return Object.hasOwn(protocols, protocol) && protocols[protocol]!.command === true;
}

/** A process that is started has no address, and what has an address is not started. */
const isMisled = (draft: Draft, name: string, owner: string): boolean =>
  writtenNames(draft, '/downstream').includes(owner) && name.endsWith('.command') !== isStarted(draft, owner);

const urls = (draft: Draft): string[] =>
  writtenNames(draft, '/downstream').map((name) => `${name}.${isStarted(draft, name) ? 'command' : 'url'}`);
/** Where a dependency is can be told as a whole or in parts: drivers of databases often want host and port. */
const address = /^([\w.-]+)\.(url|host|port|ca|command)$/;

function isKnown(draft: Draft, name: string): boolean {
  const owner = address.exec(name)?.[1];
  if (draft.lost('/downstream') && owner !== undefined) return true;
  if (name === 'port' || /^secret\.[\w-]+$/.test(name)) return true;
  return owner !== undefined && writtenNames(draft, '/downstream').includes(owner) && !isMisled(draft, name, owner);
}

function nearestTo(draft: Draft, name: string): string | undefined {
  const secret = /^secrets?[^a-z]+([\w-]+)$/i.exec(name)?.[1];
  if (secret !== undefined) return `secret.${secret}`;
  const [, owner, part = 'url'] = address.exec(name) ?? [];
  const own = (of: string) => urls(draft).find((url) => url === `${of}.url` || url === `${of}.command`);
  if (owner !== undefined && isMisled(draft, name, owner)) return own(owner);
  const known = urls(draft).map((url) => url.replace(/url$/, part));
  return own(name) ?? nearest(name, ['port', ...known]);
}

function wrong(draft: Draft, { name, closed }: Placeholder, near: string | undefined): Omit<Complaint, 'pointer'> {
  const owner = address.exec(name)?.[1];
  const message = closed
    ? owner === undefined
      ? `\`\${${name}}\` is not a placeholder.`
      : isMisled(draft, name, owner)
        ? `\`\${${name}}\` leads nowhere: the component ${isStarted(draft, owner) ? 'starts' : 'calls'} \`${owner}\`${isStarted(draft, owner) ? ' itself' : ' at an address'}.`
        : `\`\${${name}}\` names no dependency: there is no \`downstream.${owner}\`.`
    : `The placeholder \`\${${name}\` does not end.`;
  const all = ['port', ...urls(draft), 'secret.<name>'].map((known) => `\${${known}}`);
  return { message, remedy: near === undefined ? `There are ${all.join(', ')}.` : `Did you mean \`\${${near}}\`?` };
}

function* untold(
  draft: Draft,
  downstream: readonly Dependency[],
  needsPort: boolean,
  meant: ReadonlySet<string | undefined>,
): Generator<Complaint> {
  const all = JSON.stringify(at(draft.written, pointerOfLaunch));
  if (needsPort && !all.includes('${port}') && !meant.has('port'))
    yield {
      pointer: pointerOfLaunch,
      of: 'key',
      message: 'The component is never told its port.',
      remedy: 'Add `PORT: ${port}` to `env`, or write ${port} in the command.',
    };
  for (const { name, port, origin } of downstream) {
    const ways = isStarted(draft, name) ? [`${name}.command`] : [`${name}.url`, `${name}.port`];
    if (
      ways.some((way) => all.includes(`\${${way}}`) || meant.has(way)) ||
      ((port ?? origin) !== undefined && ways.length > 1)
    )
      continue;
    const variable = `${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_${ways.length > 1 ? 'URL' : 'COMMAND'}`;
    yield {
      pointer: step('/downstream', name),
      of: 'key',
      severity: 'warning',
      message: `The component is never told where \`${name}\` is.`,
      remedy: `Add \`${variable}: \${${ways[0]}}\` to \`component.launch.env\`.`,
    };
  }
}

function* fixedPorts(downstream: readonly Dependency[]): Generator<Complaint> {
  for (const { name, port, origin } of downstream) {
    if ((port ?? origin) !== undefined) continue;
    yield {
      pointer: step('/downstream', name),
      of: 'key',
      message: `\`${name}\` has no \`port\`, and a component that already runs cannot be told a free one.`,
      remedy: 'Add `port:` with the port that the component calls.',
    };
  }
}
