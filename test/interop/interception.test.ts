import { describe, expect, it, jest } from '@jest/globals';
import type { Contract } from '../../src/contract/contract.ts';
import { type Fault, Gone, type ParamValues } from '../../src/fault/fault.ts';
import { planted } from '../../src/fault/reply.ts';
import type { Target } from '../../src/fault/site.ts';
import { socketOnly } from '../../src/fault/without-socket.ts';
import { InterceptedExchange } from '../../src/interop/intercept/intercepted-exchange.ts';
import { Interception } from '../../src/interop/intercept/interception.ts';
import { playOnPaper } from '../laws/paper-exchange.ts';
import { corners } from '../laws/params.ts';
import { type Understood, understand } from '../laws/reference-client.ts';
import { type LawSite, received, simulatedFaults, sites, sitesFor, targetOf } from '../laws/sites.ts';

// The law: of every fault, either an intercepted call gets what a client on a socket gets, or why it cannot is declared.

jest.spyOn(Date, 'now').mockReturnValue(1_764_000_000_000);

const deadline = 2000;
const latency = { p50: 10, p99: 100 };
const marker = 'sdk0badcafe';

/** What a client of HTTP gets: a reply with the headers that are no connection's, or an error. */
type Got = { readonly status: number; readonly headers: object; readonly body: string } | 'an error';

const ofConnections = ['connection', 'transfer-encoding', 'content-length'];
function gotten(understood: Understood): Got {
  if (understood.kind === 'error') return 'an error';
  const { status, headers, body } = understood;
  const kept = [...headers].filter(([name]) => !ofConnections.includes(name));
  return { status, headers: Object.fromEntries(kept.sort()), body };
}

const isHead = ({ call }: LawSite) => call.startsWith('HEAD');

async function onSocket(fault: Fault, params: ParamValues, site: LawSite, target: Target): Promise<Got | undefined> {
  const played = await playOnPaper(fault, params, target);
  return played && gotten(understand(played.bytes, played.end, isHead(site)));
}

async function intercepted(fault: Fault, params: ParamValues, site: LawSite, target: Target): Promise<Got> {
  const caller = new AbortController();
  const spoils = fault.leaves === 'lost' || fault.leaves === 'tainted';
  const healthy = spoils ? planted(target.reply, marker) : target.reply;
  let patience = 3000 + 2 * healthy.body.length;
  const exchange = new InterceptedExchange(healthy, {
    marker,
    seed: 7,
    headOnly: isHead(site),
    signal: caller.signal,
    error: target.error,
    sleep: async () => {
      if (--patience < 0) caller.abort();
    },
  });
  // Whoever waits for ever is left at some time.
  exchange.stall = async () => caller.abort();
  const over = fault.play(params, exchange).catch((error: unknown) => {
    if (!(error instanceof Gone)) throw error;
  });
  const left = over.finally(() => caller.abort()).catch(() => {});
  const got = await read(await exchange.answer, site);
  await left;
  await over;
  return got;
}

/** The bytes of a reply that was given in parts, for the same reader. */
async function read(answer: Awaited<InterceptedExchange['answer']>, site: LawSite): Promise<Got> {
  if (!(answer instanceof Response)) return 'an error';
  const lines = [...answer.headers]
    .filter(([name]) => !ofConnections.includes(name))
    // What came twice stands in one line, as the API for headers has it.
    .flatMap(([name, value]) =>
      (/^\d+, \d+$/.test(value) ? value.split(', ') : [value]).map((one) => `${name}: ${one}`),
    );
  const head = Buffer.from(`${[`HTTP/1.1 ${answer.status} ?`, ...lines].join('\r\n')}\r\n\r\n`, 'latin1');
  try {
    const body = Buffer.from(await answer.arrayBuffer());
    return gotten(understand(Buffer.concat([head, body]), 'closed', isHead(site)));
  } catch {
    return 'an error';
  }
}

const contract = { upstream: { ask: { budget: { deadline } } } } as unknown as Contract;

/** What breaks the call, where a fault strikes before there is a reply. */
async function atTheDoor(fault: Fault): Promise<unknown> {
  const site = sites[0]!;
  const chosen = { fault, dependencies: ['dep'], params: {}, call: 1, recurs: 'every', share: 1 } as const;
  const interception = new Interception(contract, site.dependency, [chosen], {});
  return await interception.answer(received(site), new AbortController().signal);
}

describe('interception', () => {
  it.each(simulatedFaults.map(({ fault }) => [fault.name, fault] as const))(
    '%s: gives what a socket gives, or says why it cannot',
    async (_, fault) => {
      if (fault.bar && socketOnly(fault) === undefined)
        return expect(await atTheDoor(fault)).toMatchObject({ code: expect.stringMatching(/^ECONN(REFUSED|RESET)$/) });
      let compared = 0;
      let declared = 0;
      for (const site of sitesFor(fault)) {
        if (compared > 2 || declared > 2) break;
        const dependency = { ...site.dependency, latency };
        const target = { ...targetOf(site, 5), dependency };
        for (const params of corners(fault, { ...target, deadline })) {
          if (socketOnly(fault, params) !== undefined) {
            declared++;
            continue;
          }
          const wanted = await onSocket(fault, params, site, target);
          if (wanted === undefined) continue;
          compared++;
          expect({ params, got: await intercepted(fault, params, site, target) }).toEqual({ params, got: wanted });
        }
      }
      expect(compared + declared).toBeGreaterThan(0);
    },
  );
});
