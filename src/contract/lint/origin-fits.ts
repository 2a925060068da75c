import { step } from '../pointer.ts';
import type { Complaint, Draft, Rule } from './rule.ts';

export const originFits: Rule = {
  name: 'origin-fits',
  summary:
    'an origin is a scheme, a host and perhaps a port, of one dependency that is simulated over HTTP; and the component that calls it runs on Node and is launched',
  *check(draft) {
    const owners = new Map<string, string>();
    for (const { name, origin, protocol, tls } of Object.values(draft.contract.downstream)) {
      if (origin === undefined) continue;
      const complain = complaintAt(`${step('/downstream', name)}/origin`);
      const known = normal(origin);
      const malformed = known === undefined || known !== origin;
      if (malformed) yield complain(...misspelt(origin, known));
      const owner = owners.get(known ?? origin);
      if (owner !== undefined)
        yield complain(
          `\`${origin}\` is the origin of \`${owner}\` already.`,
          'Give each dependency an origin of its own.',
        );
      owners.set(known ?? origin, name);
      const words = Object.hasOwn(draft.vocabulary.protocols, protocol)
        ? draft.vocabulary.protocols[protocol]!
        : undefined;
      if (words?.proxied || words?.command)
        yield complain(
          `\`${name}\` is not called over HTTP (\`protocol: ${protocol}\`): nothing looks for it at an origin.`,
          'Remove `origin`.',
          'key',
        );
      else if (tls && known?.startsWith('http:'))
        yield complain(
          `\`${origin}\` is called without TLS, and \`tls: true\` says otherwise.`,
          'Remove `tls`, or write https.',
        );
      else if (!malformed) yield* unreached(draft, name, complain);
    }
  },
};

type Complain = (message: string, remedy: string, of?: 'key' | 'value') => Complaint;
const complaintAt =
  (pointer: string): Complain =>
  (message, remedy, of = 'value') => ({ pointer, of, message, remedy });

/** The origin of an address of HTTP, as browsers write it; undefined where it is none. */
function normal(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && !text.includes('*') ? url.origin : undefined;
}

function misspelt(text: string, meant: string | undefined): [message: string, remedy: string] {
  if (meant === undefined)
    return [
      `\`${text}\` is no origin of HTTP.`,
      'Write scheme and host, and a port if it is another: `https://api.openai.com`.',
    ];
  return [
    `An origin is a scheme, a host and perhaps a port, and \`${text}\` is more than that, or spelt another way.`,
    `Write \`${meant}\`.`,
  ];
}

const launch = '/component/launch';

function* unreached(draft: Draft, name: string, complain: Complain): Generator<Complaint> {
  if (draft.lost(launch) || ['/command', '/module', '/url'].some((part) => draft.lost(launch + part))) return;
  const how = draft.contract.component.launch;
  if (how.kind === 'url')
    yield complain(
      'A component that already runs cannot be led from this origin to the simulator.',
      `Let \`launch.command\` start it, or give \`${name}\` a \`port\` and configure the component to call it.`,
      'key',
    );
  const other = how.kind === 'command' ? otherRuntime(how.command) : undefined;
  if (other !== undefined)
    yield complain(
      `Only a component on Node can be led from this origin to the simulator, and \`${other}\` is not Node.`,
      `Remove \`origin\`, and tell the component its address: \`\${${name}.url}\` in \`component.launch.env\`.`,
      'key',
    );
}

const otherRuntimes =
  /^(python[\d.]*|pypy\d?|uv|uvicorn|gunicorn|hypercorn|fastapi|flask|poetry|pipenv|java|javaw|gradlew?|mvnw?|kotlin|scala|go|cargo|dotnet|ruby|bundle|rails|rackup|puma|php|perl|elixir|mix|erl|deno|bun|bunx|docker|docker-compose|podman|kubectl)$/;

/** The program that a command starts, where it is known to be none of Node. Others may be, or start one that is. */
function otherRuntime(command: string): string | undefined {
  const words = command.split(/&&|\|\||[;|\n]/).map(
    (part) =>
      part
        .trim()
        .split(/\s+/)
        .filter((word) => !/^(exec|env|time|nohup|[A-Za-z_]\w*=.*)$/.test(word))[0],
  );
  const last = words
    .filter((word) => word !== undefined)
    .at(-1)
    ?.replace(/^.*\//, '');
  return last !== undefined && otherRuntimes.test(last) ? last : undefined;
}
