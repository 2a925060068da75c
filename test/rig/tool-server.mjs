// A tool server whose every tool answers in another way; on standard input and output.
import { createInterface } from 'node:readline';

const say = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
const text = (said) => [{ type: 'text', text: said }];
const heard = [];

const tools = {
  structured: (id) => say({ id, result: { content: text('{"a": 2}'), structuredContent: { a: 1 } } }),
  json: (id) => say({ id, result: { content: text('{"a": 1.0}') } }),
  words: (id) => say({ id, result: { content: text('one "word"') } }),
  several: (id) => say({ id, result: { content: [...text('a'), ...text('b')] } }),
  failed: (id) => say({ id, result: { content: text('no'), isError: true } }),
  refused: (id) => say({ id, error: { code: -32602, message: 'no' } }),
  neither: (id) => say({ id }),
  nobody: () => say({ id: null, error: { code: -32700, message: 'no' } }),
  log: (id) => {
    process.stdout.write('looking\n');
    say({ id, result: { content: [] } });
  },
  questions: (id) => {
    say({ method: 'notifications/message', params: {} });
    say({ id: 'q', method: 'ping' });
    say({ id: 'r', method: 'roots/list' });
    setTimeout(() => say({ id, result: { content: text(JSON.stringify(heard)) } }), 30);
  },
  silence: () => {},
  end: () => process.exit(3),
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params, result, error } = JSON.parse(line);
  if (method === undefined) return heard.push(result ?? error.code);
  if (method === 'notifications/cancelled') return heard.push(method);
  if (method === 'initialize')
    return say({ id, result: { protocolVersion: params.protocolVersion, capabilities: {} } });
  if (method === 'ping') return say({ id, result: {} });
  if (method === 'tools/call') {
    if (params.name === 'echo') return say({ id, result: { content: [], structuredContent: { line } } });
    tools[params.name](id);
  }
});
