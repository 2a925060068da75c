import { at, step } from '../pointer.ts';
import { type Complaint, type Draft, type Rule, writtenNames } from './rule.ts';

export const tlsFits: Rule = {
  name: 'tls-fits',
  summary:
    'TLS is spoken only where a dependency is simulated and called at an address, and the component is told the CA that it has to trust',
  *check(draft) {
    const { component, downstream } = draft.contract;
    const { protocols } = draft.vocabulary;
    const secured = Object.values(downstream).filter(({ tls }) => tls);
    for (const { name, protocol, origin } of secured) {
      if (origin !== undefined || !Object.hasOwn(protocols, protocol)) continue;
      const { proxied, command } = protocols[protocol]!;
      if (!proxied && !command) continue;
      yield {
        pointer: `${step('/downstream', name)}/tls`,
        of: 'key',
        message: proxied
          ? `The real server of \`${name}\` speaks what it speaks: its bytes are passed on as they are (\`protocol: ${protocol}\`).`
          : `The component starts \`${name}\` itself: there is no connection that could be secured (\`protocol: ${protocol}\`).`,
        remedy: 'Remove `tls`.',
      };
    }
    const simulated = secured.filter(
      ({ protocol }) => protocols[protocol]?.proxied === false && !protocols[protocol].command,
    );
    if (draft.lost(launch) || parts.some((part) => draft.lost(launch + part))) return;
    // Where an origin is declared, the CA comes to the component with it.
    const told = simulated.filter(({ origin }) => origin === undefined);
    if (component.launch.kind === 'url') yield* unreachable(told);
    else if (told.length === simulated.length) yield* untold(draft, told);
    yield* without(draft);
  },
};

const launch = '/component/launch';
const parts = ['/command', '/module', '/url', '/env'];

function* unreachable(simulated: readonly { readonly name: string }[]): Generator<Complaint> {
  for (const { name } of simulated)
    yield {
      pointer: `${step('/downstream', name)}/tls`,
      of: 'key',
      message: `\`${name}\` is spoken to over TLS, and a component that already runs cannot be told the CA of this run.`,
      remedy: 'Remove `tls`, or let `launch.command` start the component.',
    };
}

/** There is one CA for all of them. */
function* untold(draft: Draft, simulated: readonly { readonly name: string }[]): Generator<Complaint> {
  const [first] = simulated;
  if (!first || JSON.stringify(at(draft.written, launch)).includes('.ca}')) return;
  yield {
    pointer: `${step('/downstream', first.name)}/tls`,
    of: 'key',
    severity: 'warning',
    message: `The component is never told which CA it has to trust for \`${first.name}\`.`,
    remedy: `Add \`NODE_EXTRA_CA_CERTS: \${${first.name}.ca}\`, or what its TLS library reads, to \`component.launch.env\`.`,
  };
}

/** Placeholders for a CA that there is not. */
function* without(draft: Draft): Generator<Complaint> {
  const variables = writtenNames(draft, `${launch}/env`).map((name) => step(`${launch}/env`, name));
  for (const pointer of [...variables, `${launch}/command`]) {
    const text = at(draft.written, pointer);
    if (typeof text !== 'string') continue;
    for (const [, name] of text.matchAll(/\$\{([\w.-]+)\.ca\}/g)) {
      const dependency = draft.contract.downstream[name!];
      if (!dependency || dependency.tls || draft.lost(`${step('/downstream', name!)}/tls`)) continue;
      yield {
        pointer,
        message: `\`${name}\` is not spoken to over TLS: it has no CA.`,
        remedy: `Add \`tls: true\` to \`${name}\`, or remove \`\${${name}.ca}\`.`,
      };
    }
  }
}
