import picomatch from 'picomatch';
import type { Contract, Dependency } from '../contract/contract.ts';
import type { Target } from '../fault/site.ts';
import type { Outage } from '../observation/traffic.ts';
import { shapeNamed } from '../outage/index.ts';
import { shapeValues } from '../outage/outage.ts';
import { usualTraffic } from '../plan/outage-trials.ts';
import { faultNamed, faultsOf, protocolNamed, proxiedNamed } from '../protocol/index.ts';
import type { Staged } from '../rig/control/staged.ts';
import type { Scenario, Where } from '../scenario/scenario.ts';

/**
 * What of a scenario a mock can play: its faults and its outages, at all dependencies that it applies to. A text says why
 * it does not fit.
 */
export function stagedScenario({ component, downstream }: Contract, scenario: Scenario): Staged | string {
  const { name, applies, faults, outages: wanted, traffic } = scenario;
  const unfit = (because: string) => `\`${name}\` does not fit ${component.name}: ${because}`;
  if (applies.contracts && !applies.contracts.some((glob) => picomatch.isMatch(component.name, glob)))
    return unfit(`it is for ${applies.contracts.join(', ')}. Name a contract of one of those.`);
  if (faults.length === 0 && wanted.length === 0)
    return unfit(
      'it is about what callers send, and a mock only serves what the component calls. Use `run --scenario`.',
    );
  const all = Object.values(downstream).filter((one) => isMeant(applies, one));
  for (const { fault, on } of [...faults, ...wanted]) {
    const meant = all.filter((one) => isMeant(on, one));
    if (meant.length === 0) return unfit(`no dependency is one that it is for. There are: ${told(downstream)}.`);
    if (fault !== undefined && !meant.some((one) => has(one, fault)))
      return unfit(`${meant.map((one) => one.name).join(' and ')} cannot have ${fault}.`);
  }
  const outages = wanted.flatMap(({ shape: shapeName, params, fault, faultParams, on }, place): Outage[] => {
    const shape = shapeNamed(shapeName);
    const { rate = usualTraffic.rate } = traffic;
    return all
      .filter((one) => isMeant(on, one) && (fault === undefined ? !isReal(one) : has(one, fault)))
      .map((one) => ({
        dependency: one.name,
        shape: shapeName,
        shapeParams: shapeValues(shape, { ...shape.tried(rate, place), ...params }),
        ...(fault === undefined ? {} : { fault, faultParams }),
      }));
  });
  if (wanted.length > 0 && outages.length === 0) return unfit('real servers have no outages here.');
  const { before, during } = { ...usualTraffic, ...traffic };
  return {
    before,
    during,
    outages,
    barred: faults
      .filter(({ fault }) => faultNamed(fault).bar)
      .flatMap(({ fault, on }) =>
        all.filter((one) => isMeant(on, one) && has(one, fault)).map(({ name: dependency }) => ({ dependency, fault })),
      ),
    faults: faults.map(({ on, ...struck }) => ({
      ...struck,
      isMeant: (target: Target) =>
        [applies, on].every((where) => isMeant(where, target.dependency, target.operation)) &&
        has(target.dependency, struck.fault),
    })),
  };
}

const told = (downstream: Contract['downstream']) =>
  Object.values(downstream)
    .map(({ name, protocol }) => `${name} (${protocol})`)
    .join(', ');

const isReal = ({ protocol }: Dependency) => proxiedNamed(protocol) !== undefined;

const has = ({ protocol }: Dependency, fault: string): boolean =>
  faultsOf(proxiedNamed(protocol) ?? protocolNamed(protocol)).includes(faultNamed(fault));

/** Whether a dependency is one of those that are meant, or has an operation that is. */
function isMeant(
  { dependencies, protocol, effect }: Where,
  { name, protocol: spoken, operations }: Dependency,
  operation?: string,
): boolean {
  if (dependencies && !dependencies.some((glob) => picomatch.isMatch(name, glob))) return false;
  if (protocol && !protocol.includes(spoken)) return false;
  if (effect === undefined) return true;
  const effects =
    operation === undefined
      ? Object.values(operations).map((o) => o.effect)
      : [operations[operation]?.effect ?? 'none'];
  return effects.length === 0 ? effect === 'none' : effects.includes(effect);
}
