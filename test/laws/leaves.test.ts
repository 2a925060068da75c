import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Schema } from '../../src/contract/contract.ts';
import { isValid } from '../../src/contract/json-schema.ts';
import type { Fault, ParamValues } from '../../src/fault/fault.ts';
import { documentValue, withBody } from '../../src/fault/reply.ts';
import type { Target } from '../../src/fault/site.ts';
import { faultsOf, protocolNamed } from '../../src/protocol/index.ts';
import { sampleValue } from '../../src/schema/sample-value.ts';
import { Unsatisfiable } from '../../src/schema/unsatisfiable.ts';
import { refutations } from './claims.ts';
import { playOnPaper } from './paper-exchange.ts';
import { corners, distinct, drawn } from './params.ts';
import { type Care, type ReadStream, understand, understoodStream } from './reference-client.ts';
import { anySchema } from './schemas.ts';
import { callFaults, get, sites, sitesFor, streamed, structured, targetOf, tool, toolCall, toolUse } from './sites.ts';
import { storeSites } from './store-sites.ts';

const seed = Number(process.env.LAW_SEED ?? 1912);
const schemas = Number(process.env.LAW_SCHEMAS ?? 15);

// The law: what a fault says that it leaves of the healthy reply is what it leaves. A claim that is false is a false
// alarm, or a miss, for everybody who runs it.

/** Why the claim of a fault is not true on a target; `unfit` where it says that it does not fit there. */
async function refuted(
  fault: Fault,
  params: ParamValues,
  { target, read }: { readonly target: Target; readonly read: ReadStream | undefined },
): Promise<string | undefined> {
  const played = await playOnPaper(fault, params, target);
  if (!played) return 'unfit';
  const understood = (care: Care) => {
    const reply = understand(played.bytes, played.end, false, care);
    return read ? understoodStream(reply, read, care) : reply;
  };
  const { stream } = played.healthy;
  const whole = stream ? JSON.stringify(stream.whole) : played.healthy.body.toString();
  const said =
    !stream && read ? JSON.stringify((read(whole, undefined, 'trusting') as { value: unknown }).value) : whole;
  const healthy = withBody(played.healthy, read ? said : played.healthy.body);
  const why = refutations[fault.leaves]({ understood, healthy: { ...healthy, documents: played.healthy.documents } });
  return why && `${why}: ${played.bytes.toString('latin1').slice(0, 600)} (${played.end})`;
}

describe('healthy replies', () => {
  it.each([...sites, ...storeSites.slice(1)])('$what: valid under every schema that speaks of it', (site) => {
    for (let seed = 0; seed < 20; seed++) {
      const { reply } = targetOf(site, seed);
      for (const document of reply.documents)
        expect(isValid(document.schema, documentValue(reply, document))).toBe(true);
    }
  });
});

describe('a fault leaves what it claims', () => {
  it.each(callFaults)('$fault.name leaves the reply $fault.leaves at every site', async ({ fault }) => {
    let played = 0;
    for (const site of sitesFor(fault)) {
      for (let seed = 0; seed < 2; seed++) {
        const target = targetOf(site, seed);
        const { read, alike } = site;
        for (const params of distinct([
          ...corners(fault, { ...target, deadline: 20 }),
          ...drawn(fault, read || alike ? 3 : 10),
        ])) {
          const why = await refuted(fault, params, { target, read });
          if (why === 'unfit') continue;
          played++;
          expect({ site: site.what, params, why }).toEqual({ site: site.what, params, why: undefined });
        }
      }
    }
    expect(played).toBeGreaterThan(0);
  });

  it.each(callFaults)(
    '$fault.name leaves the reply $fault.leaves under schemas that nobody thought of',
    async ({ fault }) => {
      for (const { target, read } of targetsFor(fault)) {
        for (const params of drawn(fault, 3)) {
          const why = await refuted(fault, params, { target, read });
          if (why === 'unfit') continue;
          const schemas = target.reply.documents.map((d) => JSON.stringify(d.schema));
          expect({ schemas, params, why }).toEqual({ schemas, params, why: undefined });
        }
      }
    },
  );
});

const targets = fc.sample(anySchema, { seed, numRuns: schemas }).flatMap((schema, i) => targetsOf(schema, i));

/** Those that a fault of one protocol is not made for are left out, and for most faults the tools: they are no different. */
function targetsFor(fault: Fault): typeof targets {
  const common = faultsOf(protocolNamed('http')).includes(fault);
  return targets.filter(({ target: { dependency } }) =>
    common ? dependency.tools === undefined : faultsOf(protocolNamed(dependency.protocol)).includes(fault),
  );
}

/** Replies with a value of a schema: as the body, as structured output, as the arguments of a tool, streamed or not. */
function targetsOf(schema: Schema, i: number) {
  if (!isSatisfiable(schema)) return [];
  const model = [structured('drawn', schema), toolCall('drawn', schema)];
  const others = isInput(schema) ? [toolUse('drawn', schema)] : [];
  // In turns: a law that takes twice as long finds no more.
  const told = i % 2 === 0 ? model : model.map((site) => streamed(site));
  return [get('drawn', schema), ...told, ...others, tool('drawn', { text: schema })].map((site) => ({
    target: targetOf(site, i),
    read: site.read,
  }));
}

/** Not every API takes every schema for the input of a tool. */
function isInput(schema: Schema): boolean {
  return (
    typeof schema === 'object' && schema.type === 'object' && !['anyOf', 'oneOf', 'allOf'].some((k) => k in schema)
  );
}

function isSatisfiable(schema: Schema): boolean {
  try {
    sampleValue(schema, 0);
    return true;
  } catch (error) {
    if (error instanceof Unsatisfiable) return false;
    throw error;
  }
}
