import { describe, expect, it } from '@jest/globals';
import { violations } from '../../src/contract/json-schema.ts';
import type { Fault, ParamValues } from '../../src/fault/fault.ts';
import { playOnPaper } from './paper-exchange.ts';
import { corners, distinct, drawn } from './params.ts';
import { type LawSite, simulatedFaults, sitesFor, targetOf } from './sites.ts';
import { inParallel, type Play, play, siteOf } from './stage.ts';

// The law: what a report names is enough to see the same bytes again. A finding that cannot be played again is a rumour.

const sitesOf = (fault: Fault) => sitesFor(fault).filter((site) => fault.unfit(siteOf(site)) === undefined);
const paramsAt = (fault: Fault, site: LawSite) => distinct([...corners(fault, siteOf(site)), ...drawn(fault, 10)]);
const throughFile = (params: ParamValues): ParamValues => JSON.parse(JSON.stringify(params));
const faults = simulatedFaults.filter(({ fault }) => !fault.bar);

describe('a fault is reproducible from its parameters', () => {
  it.each(faults)(
    '$fault.name: its parameters, from a file, give the same bytes at the same site',
    async ({ fault }) => {
      for (const [i, site] of sitesOf(fault).entries()) {
        // At the first sites all that is tried, at the others what is tried first.
        const all = paramsAt(fault, site);
        for (const params of i < 3 ? all : all.slice(0, 1)) {
          const before = await playOnPaper(fault, params, targetOf(site, 3));
          const again = await playOnPaper(fault, throughFile(params), targetOf(site, 3));
          const same = before && again && before.end === again.end && before.bytes.equals(again.bytes);
          expect({ site: site.what, params, same }).toEqual({ site: site.what, params, same: true });
        }
      }
    },
  );

  it.each(faults)('$fault.name: so does the wire', async ({ fault }) => {
    // What is a date stands for the same time from now on; what is repeated for ever is cut by the clock.
    const told = async (one: Play) =>
      (await play(one)).bytes
        .toString('latin1')
        .replace(/(?<=\r\nretry-after: )\w{3}, .*? GMT/i, 'a date')
        .replace(/^(HTTP\/1\.1 102 Processing\r\n\r\n)+$/, '$1')
        .replace(/([0-9a-f]+\r\n(?:: keepalive|event: ping\n.*)\n\n\r\n)+$/, '$1');
    const plays = sitesOf(fault)
      .slice(0, 2)
      .flatMap((site) => corners(fault, siteOf(site)).map((params) => ({ site, fault, params })));
    expect(plays).not.toEqual([]);
    await inParallel(plays, async (one) => {
      expect({ params: one.params, bytes: await told({ ...one, params: throughFile(one.params) }) }).toEqual({
        params: one.params,
        bytes: await told(one),
      });
    });
  });

  it.each(simulatedFaults.filter(({ fault }) => Object.keys(fault.params).length > 0))(
    '$fault.name: all that it tries is what its schema takes',
    ({ fault }) => {
      for (const site of sitesOf(fault))
        for (const params of paramsAt(fault, site))
          for (const [name, value] of Object.entries(params))
            expect({ name, value, found: violations(fault.params[name]!.schema, value) }).toEqual({
              name,
              value,
              found: [],
            });
    },
  );
});
