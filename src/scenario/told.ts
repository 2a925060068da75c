import { duration } from '../contract/units.ts';
import type { Scenario, ScenarioFault, ScenarioOutage, Where } from './scenario.ts';

/** What a scenario does, step by step, in whole sentences. */
export function steps({ faults, mess, atOnce, outages, traffic, together }: Scenario): string[] {
  const told: string[] = [];
  if (atOnce !== undefined) told.push(`${atOnce} clean requests are sent at the same moment.`);
  else if (mess.length > 0)
    told.push(
      `A request comes with one thing wrong: ${mess.join(', ')}${mess.length > 1 ? ', one after the other' : ''}.`,
    );
  else if (outages.length === 0) told.push('A clean request comes.');
  const whom = together ? 'each dependency' : 'the dependency';
  if (outages.length > 0) {
    told.push(
      `Clean requests keep coming, ${traffic.rate === undefined ? 'as many as usual' : `${traffic.rate} a second`}, whether or not earlier ones were answered${traffic.before === undefined ? '' : `, for ${duration(traffic.before)} while all is well`}.`,
    );
    for (const outage of outages) told.push(`Then ${whom}${on(outage.on)} is out: ${outageText(outage)}.`);
    told.push(
      `It is over after ${traffic.during === undefined ? 'the usual time' : duration(traffic.during)}, and requests go on until all must be well again${traffic.after === undefined ? '' : `, for ${duration(traffic.after)} at least`}.`,
    );
  }
  for (const fault of faults)
    told.push(
      `${callText(fault)} to ${whom}${on(fault.on)} ${fault.share === undefined ? 'meets' : 'meet'} ${faultText(fault)}.`,
    );
  return told;
}

function callText({ call, recurs, share }: ScenarioFault): string {
  if (share !== undefined)
    return `${Math.round(share * 100)} percent of the calls${call > 1 ? ` from number ${call} on` : ''}`;
  if (recurs === 'every') return call === 1 ? 'Every call' : `Every call from number ${call} on,`;
  return call === 1 ? 'The first call' : `Call number ${call}`;
}

const given = (params: Readonly<Record<string, unknown>>): string => {
  const all = Object.entries(params).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return all.length > 0 ? ` (${all.join(', ')})` : '';
};

const faultText = ({ fault, params }: ScenarioFault) => `${fault}${given(params)}`;

const outageText = ({ shape, params, fault, faultParams }: ScenarioOutage): string =>
  `${shape}${given(params)}${fault === undefined ? '' : `, with ${fault}${given(faultParams)}`}`;

function on(where: Where): string {
  const told = places(where);
  return told === '' ? '' : ` (${told})`;
}

/** Which dependencies are meant: `dependencies llm, protocol openai`; nothing where all are. */
function places({ dependencies, protocol, effect }: Where): string {
  return [
    ...(dependencies ? [`dependencies ${dependencies.join(', ')}`] : []),
    ...(protocol ? [`protocol ${protocol.join(', ')}`] : []),
    ...(effect ? [effect === 'once' ? 'where something is changed' : 'where nothing is changed'] : []),
  ].join(', ');
}

/** Where a scenario is played. */
export function appliesText({ applies, together, faults, outages }: Scenario): string {
  const told = [
    ...(applies.contracts ? [`components ${applies.contracts.join(', ')}`] : []),
    ...(applies.operations ? [`operations ${applies.operations.join(', ')}`] : []),
    ...[places(applies)].filter((text) => text !== ''),
  ];
  const where = told.length > 0 ? told.join(', ') : 'wherever it fits';
  if (faults.length === 0 && outages.length === 0) return where;
  return `${where}; ${together ? 'all dependencies together' : 'one dependency after the other'}`;
}
