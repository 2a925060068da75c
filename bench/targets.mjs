// The servers that bench/simulator.mjs compares: each answers the same request with the same body, in a process of its own.
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createNetServer } from 'node:net';

const reply = Buffer.from(
  JSON.stringify(JSON.parse(readFileSync(new URL('../contracts/examples/search-hits.json', import.meta.url), 'utf8'))),
);

const targets = {
  'node:http': () =>
    new Promise((resolve) => {
      const server = createHttpServer((request, response) => {
        const chunks = [];
        request.on('data', (chunk) => chunks.push(chunk));
        request.on('end', () => {
          Buffer.concat(chunks);
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': reply.length });
          response.end(reply);
        });
      });
      server.listen(0, '127.0.0.1', () => resolve(server.address().port));
    }),
  'node:net': () =>
    new Promise((resolve) => {
      const bytes = Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${reply.length}\r\n\r\n`),
        reply,
      ]);
      const server = createNetServer({ noDelay: true }, (socket) => socket.on('data', () => socket.write(bytes)));
      server.listen(0, '127.0.0.1', () => resolve(server.address().port));
    }),
  simulator: async () => {
    // Not loaded by the bare servers: what they take to start, and in memory, is theirs.
    const { loadContract } = await import('../dist/index.js');
    const { Simulator } = await import('../dist/rig/simulator/simulator.js');
    const { contract } = loadContract(new URL('../contracts/triage.contract.yaml', import.meta.url).pathname);
    const simulator = await Simulator.open(contract.downstream.search);
    const record = () => simulator.begin({ seed: 1, schedule: [] });
    await record();
    // Recording is on; as in a run, a case ends and the next one begins.
    setInterval(async () => {
      await simulator.end();
      await record();
    }, 100).unref();
    return simulator.port;
  },
};

process.send({ port: await targets[process.argv[2]]() });
process.on('message', () => process.send({ cpu: process.cpuUsage() }));
