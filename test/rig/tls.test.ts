import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import type { Fault } from '../../src/fault/fault.ts';
import { faults } from '../../src/fault/index.ts';
import { Simulator } from '../../src/rig/simulator/simulator.ts';
import { httpDependency, openaiDependency, operation } from '../dependencies.ts';

const things = {
  ...httpDependency(operation('GET /thing', { returns: { body: true, examples: [{ a: 1 }] } })),
  tls: true as const,
};

/** Asks once, on a connection of its own; the status, or why there is none. */
type Ask = (url: string, ca: string | undefined) => Promise<number | string>;

const codeOf = (error: unknown): string => {
  const { code, cause, message } = error as { code?: string; cause?: unknown; message: string };
  return code ?? (cause === undefined ? message : codeOf(cause));
};
const trust = (ca: string | undefined) =>
  ca === undefined ? { rejectUnauthorized: false } : { ca: readFileSync(ca, 'utf8') };

const undici: Ask = async (url, ca) => {
  const dispatcher = new Agent({ connect: { ...trust(ca), timeout: 300 }, headersTimeout: 300 });
  try {
    const { statusCode, body } = await request(`${url}/thing`, { dispatcher });
    await body.dump();
    return statusCode;
  } catch (error) {
    return codeOf(error);
  } finally {
    await dispatcher.destroy();
  }
};
const https: Ask = (url, ca) =>
  new Promise((resolve) => {
    const asked = httpsRequest(`${url}/thing`, { ...trust(ca), agent: false, timeout: 300 }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode!));
    });
    asked.once('timeout', () => asked.destroy(new Error('timeout')));
    asked.once('error', (error) => resolve(codeOf(error)));
    asked.end();
  });
const clients: readonly (readonly [string, Ask])[] = [
  ['undici', undici],
  ['node:https', https],
];

const schedule = (fault: Fault) => [
  {
    dependency: 'dep',
    operation: 'op',
    call: 1,
    recurs: 'every' as const,
    fault: fault.name,
    params: Object.fromEntries(Object.keys(fault.params).map((name) => [name, 40])),
  },
];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await Simulator.open(things);
});
afterAll(() => simulator[Symbol.asyncDispose]());

async function struck(fault: Fault, ask: Ask, ca: string | undefined) {
  await simulator.begin({ seed: 1, schedule: schedule(fault) });
  const got = await ask(simulator.url, ca);
  const calls = await simulator.end();
  return { got, calls, met: simulator.met };
}

/** What a client says that looks at what it is shown. */
const said: Readonly<Record<string, RegExp>> = {
  'self-signed-certificate': /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
  'certificate-for-another-host': /^ERR_TLS_CERT_ALTNAME_INVALID$/,
  'expired-certificate': /^CERT_HAS_EXPIRED$/,
  'certificate-not-yet-valid': /^CERT_NOT_YET_VALID$/,
  'unknown-ca': /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/,
  'outdated-tls': /PROTO/,
  'plain-http-instead': /^(ERR_SSL_WRONG_VERSION_NUMBER|EPROTO|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/,
  'handshake-alert': /HANDSHAKE_FAILURE$|^EPROTO$/,
  'handshake-reset': /^(ECONNRESET|UND_ERR_SOCKET)$/,
  'handshake-closed': /^(ECONNRESET|UND_ERR_SOCKET)$/,
  'handshake-hangs': /^(timeout|UND_ERR_CONNECT_TIMEOUT)$/,
};

describe.each(clients)('%s', (_, ask) => {
  it('is served by who proves that it is asked the right one', async () => {
    expect(await ask(simulator.url, simulator.ca)).toBe(200);
    expect(await ask(simulator.url.replace('127.0.0.1', 'localhost'), simulator.ca)).toBe(200);
  });

  it.each(faults.tls)('is told by $name that something is wrong, and served when it is over', async (fault) => {
    const { got, calls, met } = await struck(fault, ask, simulator.ca);
    expect([got, calls]).toEqual([expect.stringMatching(said[fault.name]!), []]);
    expect(met).toMatchObject([{ dependency: 'dep', fault: { kind: fault.name, leaves: 'lost' } }]);
    expect(met[0]!.fault.undelivered).toBeUndefined();
    expect(await ask(simulator.url, simulator.ca)).toBe(200);
  });

  it('is answered if it takes every certificate, and the record says what it did not mind', async () => {
    for (const fault of faults.tls.filter(({ name, commits }) => commits && name !== 'outdated-tls')) {
      const { got, calls, met } = await struck(fault, ask, undefined);
      expect([got, met]).toEqual([200, []]);
      expect(calls).toMatchObject([{ operation: 'op', fault: { kind: fault.name, detail: expect.any(String) } }]);
    }
  });
});

/** What a program writes. */
function output(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(command, args, { env, cwd: join(import.meta.dirname, '../..') });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      text += data.toString();
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(text));
  });
}

const node = `
import OpenAI from 'openai';
try {
  const { status } = await fetch(process.env.THINGS + '/thing');
  const model = new OpenAI({ apiKey: 'key', baseURL: process.env.MODEL, maxRetries: 0 });
  const { choices } = await model.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'hi' }] });
  console.log(status, choices[0].message.content);
} catch (error) {
  console.log(error.cause?.code ?? error);
}`;
const python = `
import json, os, urllib.request
try:
    status = urllib.request.urlopen(os.environ['THINGS'] + '/thing').status
    asked = json.dumps({'model': 'm', 'messages': [{'role': 'user', 'content': 'hi'}]}).encode()
    headers = {'content-type': 'application/json', 'authorization': 'Bearer key'}
    url = os.environ['MODEL'] + '/chat/completions'
    reply = json.load(urllib.request.urlopen(urllib.request.Request(url, asked, headers)))
    print(status, reply['choices'][0]['message']['content'])
except Exception as error:
    print(error)`;

describe('a component is told in its environment whom to trust', () => {
  it.each([
    ['fetch and the SDK of openai', process.execPath, ['--input-type=module', '-e', node], 'NODE_EXTRA_CA_CERTS'],
    ['urllib', 'python3', ['-c', python], 'SSL_CERT_FILE'],
  ])('%s', async (_, command, args, variable) => {
    await using llm = await Simulator.open({ ...openaiDependency('hello'), tls: true });
    const env = { ...process.env, MODEL: `${llm.url}/v1`, THINGS: simulator.url };
    expect(await output(command, args, { ...env, [variable]: simulator.ca! })).toBe('200 hello\n');
    expect(await output(command, args, env)).toMatch(/UNABLE_TO_VERIFY|CERTIFICATE_VERIFY_FAILED/);
  });
});
