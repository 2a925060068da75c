// The servers that bench/openai-simulator.mjs compares: each answers the same question with the same text, in a process of its own.
import { createServer } from 'node:http';
import { protocolNamed } from '../dist/protocol/index.js';
import { body, text } from './openai-load.mjs';

const dependency = {
  name: 'llm',
  protocol: 'openai',
  onFailure: ['unavailable'],
  recoversWithin: 1000,
  operations: {},
  replies: [text],
  treats: {},
};

function bareServer(way) {
  const request = {
    method: 'POST',
    target: '/v1/chat/completions',
    headers: [['authorization', 'Bearer key']],
    body: Buffer.from(body(way)),
  };
  const { reply } = protocolNamed('openai').open(dependency)(request, 1, '00000001');
  const headers = Object.fromEntries(reply.headers);
  const send = reply.stream
    ? async (response) => {
        response.writeHead(200, headers);
        // Written in one turn of the loop they would leave as one.
        for (const { bytes } of reply.stream.frames) await new Promise((sent) => response.write(bytes, sent));
        response.end();
      }
    : (response) => response.writeHead(200, { ...headers, 'content-length': reply.body.length }).end(reply.body);
  const server = createServer((asked, response) => {
    asked.resume();
    asked.on('end', () => send(response));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
}

const targets = {
  'node:http': bareServer,
  simulator: async () => {
    const { Simulator } = await import('../dist/rig/simulator/simulator.js');
    const simulator = await Simulator.open(dependency);
    const record = () => simulator.begin({ seed: 1, schedule: [] });
    await record();
    // Recording is on; as in a run, a case ends and the next one begins.
    setInterval(async () => {
      await simulator.end();
      await record();
    }, 100).unref();
    return simulator.port;
  },
  aimock: async () => {
    const { LLMock } = await import('@copilotkit/aimock');
    const mock = new LLMock({ port: 0, logLevel: 'silent' });
    mock.onMessage(/.*/, { content: text });
    await mock.start();
    return Number(new URL(mock.url).port);
  },
};

const [name, way] = process.argv.slice(2);
process.send({ port: await targets[name](way) });
process.on('message', () => process.send({ cpu: process.cpuUsage() }));
