import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  {
    change: ['calls: { llm: 3', 'calls: { lmm: 3'],
    says: ['a.contract.yaml:30:16: error: There is no dependency "lmm". Did you mean "llm"? [names-known]'],
  },
  {
    change: ['    from: [helpdesk]\n', '    uses: [llm, serch]\n'],
    says: ['a.contract.yaml:16:17: error: There is no dependency "serch". Did you mean "search"? [names-known]'],
  },
  {
    change: ['protocol: openai', 'protocol: opanai'],
    says: ['a.contract.yaml:34:15: error: There is no protocol "opanai". Did you mean "openai"? [names-known]'],
  },
  {
    change: ['on-failure: [degraded, unavailable]', 'on-failure: [degraded, unavailble]'],
    says: ['a.contract.yaml:36:28: error: There is no answer "unavailble". Did you mean "unavailable"? [names-known]'],
  },
  {
    change: ['on-failure: degraded', 'on-failure: degradd'],
    says: ['a.contract.yaml:41:17: error: There is no answer "degradd". Did you mean "degraded"? [names-known]'],
  },
  {
    change: ['on-failure: degraded', 'on-failure: gone'],
    says: [
      'a.contract.yaml:41:17: error: There is no answer "gone". There are: ok, degraded, rejected, unavailable. [names-known]',
    ],
  },
  {
    change: ['silence: [ok]', 'silense: [ok]'],
    says: ['a.contract.yaml:54:7: error: There is no fault "silense". Did you mean "silence"? [names-known]'],
  },
  {
    change: ['silence: [ok]', 'silence: intakt'],
    says: ['a.contract.yaml:54:16: error: There is no claim or answer "intakt". Did you mean "intact"? [names-known]'],
  },
  {
    change: ['silence: [ok]', 'silence: [degraded, okey]'],
    says: [
      'a.contract.yaml:54:27: error: There is no answer "okey". There are: ok, degraded, rejected, unavailable. [names-known]',
    ],
  },
  {
    change: ['silence: [ok]', 'silence: lost'],
    says: [],
  },
  {
    change: ['    answers:\n', '    answers: []\n    x-answers:\n'],
    says: [
      'a.contract.yaml:22:14: error: `upstream.classify.answers` is []; it must be a map: name → answer. Write `{ ok: { status: 200 } }`. [shape]',
      'a.contract.yaml:23:5: error: "x-answers" is not a key of `upstream.classify`. Did you mean `answers`? [unknown-key]',
    ],
  },
  {
    change: ['\ndownstream:\n', '\ndownstream: []\nx-downstream:\n'],
    says: [
      'a.contract.yaml:32:13: error: `downstream` is []; it must be a map: name → dependency. Write `{ llm: { protocol: openai } }`. [shape]',
      'a.contract.yaml:33:1: error: "x-downstream" is not a key of the contract. Did you mean `downstream`? [unknown-key]',
    ],
  },
  {
    change: ['upstream:\n  classify:', 'upstream: []\nx-upstream:\n  classify:'],
    says: [
      'a.contract.yaml:13:11: error: `upstream` is []; it must be a map: name → operation. Write `{ ask: { call: POST /v1/ask, answers: { ok: { status: 200 } } } }`. [shape]',
      'a.contract.yaml:14:1: error: "x-upstream" is not a key of the contract. Did you mean `upstream`? [unknown-key]',
    ],
  },
];

describe('names-known', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
