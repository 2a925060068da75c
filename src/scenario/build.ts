import { milliseconds, perSecond } from '../contract/units.ts';
import type { Names, Written, WrittenFault, WrittenOutage, WrittenWhere } from './lint/rule.ts';
import type { Applies, Scenario, ScenarioFault, ScenarioOutage, ScenarioTraffic, Where } from './scenario.ts';

const list = (names: Names | undefined): readonly string[] | undefined =>
  names === undefined ? undefined : [names].flat();

/** Leaves out what is undefined, as `exactOptionalPropertyTypes` wants it. */
const present = <T extends object>(value: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;

/** Turns what has the form of the format into a scenario with every default filled in. */
export function buildScenario(
  written: Written,
  about: Pick<Scenario, 'name' | 'family' | 'file' | 'shipped'>,
): Scenario {
  const { traffic = {}, applies } = written;
  return present<Scenario>({
    ...about,
    title: written.title ?? '',
    happened: written.happened,
    applies: present<Applies>({
      ...whereOf(applies),
      contracts: list(applies?.contracts),
      operations: list(applies?.operations),
    }),
    together: written.together ?? false,
    faults: (written.faults ?? []).map(faultOf),
    mess: list(written.mess) ?? [],
    atOnce: written['at-once'],
    traffic: present<ScenarioTraffic>({
      rate: traffic.rate === undefined ? undefined : perSecond(traffic.rate),
      before: lasting(traffic.before),
      during: lasting(traffic.during),
      after: lasting(traffic.after),
    }),
    outages: (written.outages ?? []).map(outageOf),
    checks: list(written.checks) ?? [],
  });
}

const lasting = (time: string | undefined) => (time === undefined ? undefined : milliseconds(time));

const whereOf = (where: WrittenWhere | undefined): Where =>
  present<Where>({
    dependencies: list(where?.dependencies),
    protocol: list(where?.protocol),
    effect: where?.effect,
  });

function faultOf({ fault = '', params = {}, call = 'every', share, on }: WrittenFault): ScenarioFault {
  return present<ScenarioFault>({
    fault,
    params,
    call: typeof call === 'number' ? call : Number(/\d+/.exec(call)?.[0] ?? 1),
    recurs: typeof call === 'number' || call === 'first' ? 'first' : 'every',
    share,
    on: whereOf(on),
  });
}

function outageOf({ shape = '', params = {}, fault, 'fault-params': faultParams = {}, on }: WrittenOutage) {
  return present<ScenarioOutage>({
    shape,
    // What is no number has been reported.
    params: params as Readonly<Record<string, number>>,
    fault,
    faultParams,
    on: whereOf(on),
  });
}
