import { describe, expect, it } from '@jest/globals';
import type { Operation } from '../../src/contract/contract.ts';
import { allMesses } from '../../src/mess/index.ts';
import type { Clean } from '../../src/mess/mess.ts';
import { written } from '../../src/mess/request.ts';
import { applied } from '../../src/mess/tool-call.ts';

const schema = { type: 'object', properties: { text: { type: 'string' }, n: { type: 'number' } }, required: ['text'] };
const input = { body: { text: 'Straße', n: 3 } };

function clean(call: Operation['call']): Clean {
  const operation: Operation = {
    name: 'ask',
    call,
    from: [],
    accepts: { body: schema, path: {}, query: {}, headers: {}, examples: [], tolerates: [] },
    answers: {},
    budget: { deadline: 1000, calls: {}, rate: 1 },
  };
  return { operation, schema, input, request: written(operation, input), methods: [call.method] };
}

const kinds = (of: Clean) =>
  allMesses.filter(({ mess }) => !applied(mess, of).next().done).map(({ mess }) => mess.name);

describe('the call of a tool in a messy way', () => {
  const ofTool = kinds(clean({ method: 'tool', path: 'look_up' }));

  it('changes what the arguments are, sends them twice, or is cancelled', () => {
    expect(ofTool).toEqual(
      expect.arrayContaining([
        'null-member',
        'missing-member',
        'unknown-field',
        'unicode-escapes',
        'duplicate-keys',
        'repeated-request',
        'caller-disconnects',
      ]),
    );
  });

  it('changes nothing that the client of a tool server makes', () => {
    const not = [
      'null-body',
      'json-in-list',
      'cut-off',
      'pretty-printed',
      'ten-megabytes',
      'latin-1-body',
      'unknown-headers',
      'unknown-method',
      'trailing-slash',
      'chunked-body',
      'slow-body',
    ];
    expect(ofTool.filter((kind) => not.includes(kind))).toEqual([]);
  });

  it('leaves requests of HTTP as they are', () => {
    const all = kinds(clean({ method: 'POST', path: '/ask' }));
    expect(all).toEqual(
      expect.arrayContaining([...ofTool, 'cut-off', 'unknown-headers', 'slow-body', 'ten-megabytes']),
    );
  });
});
