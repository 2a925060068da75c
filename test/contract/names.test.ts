import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from './linted.ts';

const changes: readonly Change[] = [
  {
    change: ['  classify:\n    call', '  1classify:\n    call'],
    says: [
      'a.contract.yaml:14:3: error: "1classify" cannot be a key here; it must be a name: a letter, then letters, digits, "-", "_" or ".". Write `classify`. [shape]',
    ],
  },
  {
    change: ['  classify:\n    call', '  classify!:\n    call'],
    says: [
      'a.contract.yaml:14:3: error: "classify!" cannot be a key here; it must be a name: a letter, then letters, digits, "-", "_" or ".". Write `classify`. [shape]',
    ],
  },
  {
    change: ['  classify:\n    call', '  $ref: other.yaml\n  classify:\n    call'],
    says: [
      'a.contract.yaml:14:3: error: "$ref" cannot be a key here; it must be a name: a letter, then letters, digits, "-", "_" or ".". Write the value out: `$ref` is read where a JSON Schema or an example stands. [shape]',
    ],
  },
  {
    change: ['  llm:\n', '  "llm ":\n'],
    says: [
      'a.contract.yaml:33:3: error: "llm " cannot be a key here; it must be a name: a letter, then letters, digits, "-", "_" or ".". Write `llm`. [shape]',
    ],
  },
  {
    change: ['{ status: 200, where: { /degraded: false } }', '{ status: 200, where: { degraded: false } }'],
    says: [
      'a.contract.yaml:23:44: error: "degraded" cannot be a key here; it must be a JSON Pointer such as /degraded. Write `/degraded`. [shape]',
    ],
  },
  {
    change: ['      similar:', '      "!":'],
    says: [
      'a.contract.yaml:43:7: error: "!" cannot be a key here; it must be a name: a letter, then letters, digits, "-", "_" or ".". Write `unnamed`. [shape]',
    ],
  },
  {
    change: ['  name: triage', '  name: my triage'],
    says: [
      'a.contract.yaml:3:9: error: `component.name` is "my triage"; it must be a name: a letter, then letters, digits, "-", "_" or ".". Write `triage`. [shape]',
    ],
  },
];

describe('names that their author chose', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
