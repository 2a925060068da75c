import type { Contract } from '../../contract/contract.ts';

type Variables = Readonly<Record<string, string>>;

const preload = new URL('./origins-preload.js', import.meta.url);

/**
 * What a component on Node is started with, beside its other variables, so that it finds simulators at the origins of its
 * dependencies, and trusts them.
 */
export function originVariables(
  { downstream }: Pick<Contract, 'downstream'>,
  addresses: Readonly<Record<string, { readonly url: string; readonly ca?: string }>>,
  others: Variables,
): Variables {
  const placed = Object.values(downstream).filter(({ origin }) => origin !== undefined);
  if (placed.length === 0) return {};
  const routes = placed.map(({ name, origin }) => [authorityOf(origin!), Number(new URL(addresses[name]!.url).port)]);
  const ca = placed.map(({ name }) => addresses[name]!.ca).find((file) => file !== undefined);
  return {
    SHAKEDOWN_ORIGINS: JSON.stringify(Object.fromEntries(routes)),
    NODE_OPTIONS: [others.NODE_OPTIONS, `--import=${preload.href}`].filter(Boolean).join(' '),
    ...(ca === undefined ? {} : { NODE_EXTRA_CA_CERTS: ca }),
  };
}

/** Host and port, the port also where it is the usual one. */
function authorityOf(origin: string): string {
  const { hostname, port, protocol } = new URL(origin);
  return `${hostname.replace(/^\[|\]$/g, '')}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
