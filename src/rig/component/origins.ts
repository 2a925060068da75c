import { pathToFileURL } from 'node:url';
import type { Contract } from '../../contract/contract.ts';
import { program } from '../../package-file.ts';

type Variables = Readonly<Record<string, string>>;

const preload = pathToFileURL(program('origins-preload'));

const placedIn = ({ downstream }: Pick<Contract, 'downstream'>) =>
  Object.values(downstream).filter(({ origin }) => origin !== undefined);

/** Dependencies of it are looked for at origins. */
export const hasOrigins = (contract: Contract): boolean => placedIn(contract).length > 0;

/** Why a component cannot be tried in which nothing was loaded that leads it to the simulators. */
export function notLed(contract: Contract): string {
  const [first] = placedIn(contract);
  return `${contract.component.name} cannot be led from ${first!.origin} to the simulator: it does not run on Node, or was started without NODE_OPTIONS, and would call the real service. Remove \`origin\`, and tell it the address: \`\${${first!.name}.url}\` in \`component.launch.env\`.`;
}

/**
 * What a component on Node is started with, beside its other variables, so that it finds simulators at the origins of its
 * dependencies, and trusts them.
 */
export function originVariables(
  contract: Pick<Contract, 'downstream'>,
  addresses: Readonly<Record<string, { readonly url: string; readonly ca?: string }>>,
  others: Variables,
): Variables {
  const placed = placedIn(contract);
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
