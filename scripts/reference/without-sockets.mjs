// Which faults need sockets, and which can be shown where calls are intercepted.
import { choicesOnSockets, socketOnly } from '../../dist/fault/without-socket.js';
import { allFaults, isAnswered, protocols } from '../../dist/protocol/index.js';
import { cell } from './markdown.mjs';

export function withoutSockets() {
  const answered = allFaults.filter(({ layer }) => protocols.every((p) => p.name !== layer || isAnswered(p)));
  const layers = [...new Set(answered.map(({ layer }) => layer))];
  const needing = answered.flatMap(({ fault, layer }) => {
    const why = socketOnly(fault);
    if (why !== undefined) return [`| \`${fault.name}\` | ${layer} | ${cell(why)} |`];
    const some = choicesOnSockets(fault);
    if (some.length === 0) return [];
    return [`| \`${fault.name}\`: ${some.join(', ')} | ${layer} | ${cell(onlySome(fault, some[0]))} |`];
  });
  const plain = (layer) =>
    answered
      .filter((f) => f.layer === layer && socketOnly(f.fault) === undefined)
      .map(({ fault }) => `\`${fault.name}\``);
  return [
    '# Faults without sockets',
    '',
    'Made from the sources by `npm run generate`. What [`shakedown/msw` and `shakedown/nock`](msw-nock.md) can show, and what',
    'only sockets can: `shakedown run` and `shakedown mock` play all of them.',
    '',
    '## On sockets only',
    '',
    'Those of `protocol: tcp` and `protocol: mcp-stdio`, which are not HTTP, and:',
    '',
    '| fault | layer | where calls are intercepted, … |',
    '| --- | --- | --- |',
    ...needing,
    '',
    '## Also where calls are intercepted',
    '',
    '| layer | faults |',
    '| --- | --- |',
    ...layers
      .map((layer) => [layer, plain(layer)])
      .filter(([, names]) => names.length > 0)
      .map(([layer, names]) => `| ${layer} | ${names.join(', ')} |`),
    '',
  ].join('\n');
}

function onlySome(fault, value) {
  const [name] = Object.entries(fault.params).find(([, { schema }]) => schema.enum?.includes(value));
  return socketOnly(fault, { [name]: value });
}
