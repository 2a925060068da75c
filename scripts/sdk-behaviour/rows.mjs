// Plays the calls of a client's tables and puts the rows of the document together.
import { faultNamed, protocolNamed } from '../../dist/protocol/index.js';
import { sleep } from '../../dist/rig/clock.js';
import { faultsFor } from './faults.mjs';
import { healthy, struck } from './play.mjs';
import { cell } from './words.mjs';

/** Plays every fault of a table that `wants` it; the rows are those that fit somewhere. */
export async function rowsOf({ ways, ends }, turn, wants = () => true) {
  const sites = await Promise.all(ways.map((way) => sitesOf(way, turn)));
  const faults = faultsFor([...new Set(ways.map(({ protocol }) => protocol))]).filter(wants);
  const rows = await Promise.all(
    faults.map(async (fault) => {
      const fitting = ways.map((way, i) => sites[i].find(({ targets }) => fits(way, fault, targets)));
      const cells = await Promise.all(
        ways.map((way, i) => fitting[i] && turn(() => cellOf(way, fitting[i], fault, ends))),
      );
      const asks = [...new Set(fitting.flatMap((site) => (site ? [site.asks] : [])))];
      return { ...fault, asks, cells };
    }),
  );
  return rows.filter(({ cells }) => cells.some(Boolean));
}

/** Where faults may strike, and what is healthy there: a site for each thing that is asked for. */
const sitesOf = (way, turn) =>
  Promise.all(way.asks.map(async (asks) => ({ asks, ...(await turn(() => healthy(way, asks))) })));

async function cellOf(way, { asks, operation, seen }, fault, ends) {
  return cell(await struck(way, asks, operation, fault), seen, ends);
}

function fits({ protocol }, { fault: name, layer }, targets) {
  const fault = faultNamed(name);
  const { wire, faults, common } = protocolNamed(protocol);
  const known = layer === undefined ? faults.includes(fault) : !common || common.includes(fault);
  return known && !(wire && layer === 'http') && targets.some((target) => fault.unfit(target) === undefined);
}

/** Milliseconds: what takes longer only waits, and no longer keeps others from their turn. */
const working = 500;

/** Begins so few at a time that none is late because others work: the time limits of clients are short. */
export function turns(most) {
  const waiting = [];
  let free = most;
  const next = () => {
    const first = waiting.shift();
    if (first) first();
    else free++;
  };
  return async (play) => {
    if (free === 0) await new Promise((resolve) => waiting.push(resolve));
    else free--;
    const played = play();
    Promise.race([played.catch(() => {}), sleep(working)]).then(next);
    return played;
  };
}
