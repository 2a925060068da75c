import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from './linted.ts';

const changes: readonly Change[] = [
  {
    change: ['\nupstream:', '\nupsteam:'],
    says: [
      'a.contract.yaml:13:1: error: "upsteam" is not a key of the contract. Did you mean `upstream`? [unknown-key]',
    ],
  },
  {
    change: ['\ndownstream:', '\ndependencies:'],
    says: [
      'a.contract.yaml:32:1: error: "dependencies" is not a key of the contract. Did you mean `downstream`? [unknown-key]',
    ],
  },
  {
    change: ['\nwaivers:', '\nwaiver:'],
    says: ['a.contract.yaml:55:1: error: "waiver" is not a key of the contract. Did you mean `waivers`? [unknown-key]'],
  },
  {
    change: ['on-failure: [', 'on_failure: ['],
    says: [
      'a.contract.yaml:36:5: error: "on_failure" is not a key of `downstream.llm`. Did you mean `on-failure`? [unknown-key]',
    ],
  },
  {
    change: ['on-failure: [', 'on-failures: ['],
    says: [
      'a.contract.yaml:36:5: error: "on-failures" is not a key of `downstream.llm`. Did you mean `on-failure`? [unknown-key]',
    ],
  },
  {
    change: ['on-failure: [', 'onFailure: ['],
    says: [
      'a.contract.yaml:36:5: error: "onFailure" is not a key of `downstream.llm`. Did you mean `on-failure`? [unknown-key]',
    ],
  },
  {
    change: ['    answers:', '    answer:'],
    says: [
      'a.contract.yaml:22:5: error: "answer" is not a key of `upstream.classify`. Did you mean `answers`? [unknown-key]',
    ],
  },
  {
    change: ['    answers:', '    responses:'],
    says: [
      'a.contract.yaml:22:5: error: "responses" is not a key of `upstream.classify`. Did you mean `answers`? [unknown-key]',
    ],
  },
  {
    change: ['    command:', '    cmd:'],
    says: [
      'a.contract.yaml:6:5: error: "cmd" is not a key of `component.launch`. Did you mean `command`? [unknown-key]',
    ],
  },
  {
    change: ['  launch:', '  lunch:'],
    says: ['a.contract.yaml:5:3: error: "lunch" is not a key of `component`. Did you mean `launch`? [unknown-key]'],
  },
  {
    change: ['    from: [helpdesk]', '    deadline: 2s'],
    says: [
      'a.contract.yaml:16:5: error: "deadline" is not a key of `upstream.classify`. Move it into `budget`. [unknown-key]',
    ],
  },
  {
    change: ['    from: [helpdesk]', '    timeout: 2s'],
    says: [
      'a.contract.yaml:16:5: error: "timeout" is not a key of `upstream.classify`. Move it into `budget`, as `deadline`. [unknown-key]',
    ],
  },
  {
    change: ['    from: [helpdesk]', '    body: {}'],
    says: [
      'a.contract.yaml:16:5: error: "body" is not a key of `upstream.classify`. Move it into `accepts`. [unknown-key]',
    ],
  },
  {
    change: ['  launch:\n    command: node app.mjs\n', '  command: node app.mjs\n  launch:\n'],
    says: ['a.contract.yaml:5:3: error: "command" is not a key of `component`. Move it into `launch`. [unknown-key]'],
  },
  {
    change: ['waivers:', 'owner: me\nwaivers:'],
    says: [
      'a.contract.yaml:55:1: error: "owner" is not a key of the contract. Move it into `component`. [unknown-key]',
    ],
  },
  {
    change: ['    protocol: http\n', '    protocol: http\n    call: GET /search\n'],
    says: [
      'a.contract.yaml:40:5: error: "call" is not a key of `downstream.search`. Move it into `operations.<name>`. [unknown-key]',
    ],
  },
  {
    change: ['    from: [helpdesk]', '    colour: red'],
    says: [
      'a.contract.yaml:16:5: error: "colour" is not a key of `upstream.classify`. Its keys: call, from, accepts, answers, budget, repeats, delivers, uses. [unknown-key]',
    ],
  },
  {
    change: ['    from: [helpdesk]', '    from: [helpdesk]\n    form: [helpdesk]'],
    says: [
      'a.contract.yaml:17:5: error: "form" is not a key of `upstream.classify`. Did you mean `from`? [unknown-key]',
    ],
  },
  {
    change: ['    from: [helpdesk]', '    constructor: x'],
    says: [
      'a.contract.yaml:16:5: error: "constructor" is not a key of `upstream.classify`. Its keys: call, from, accepts, answers, budget, repeats, delivers, uses. [unknown-key]',
    ],
  },
  {
    change: ['    from: [helpdesk]', '    $ref: other.yaml'],
    says: [
      'a.contract.yaml:16:5: error: "$ref" is not a key of `upstream.classify`. Write the value out: `$ref` is read where a JSON Schema or an example stands. [unknown-key]',
    ],
  },
  {
    change: ['    from: [helpdesk]', '    <<: { from: helpdesk }'],
    says: [
      'a.contract.yaml:16:5: error: "<<" is not a key of `upstream.classify`. Write the keys out: merge keys are not read. [unknown-key]',
    ],
  },
  {
    change: ['rejected:    { status: [400, 422] }', 'rejected: {status:400}'],
    says: [
      'a.contract.yaml:25:18: error: "status:400" is not a key of `upstream.classify.answers.rejected`. Write a space after the colon. [unknown-key]',
    ],
  },
  {
    change: ['    owner: support-ai\n    until', '    ownr: support-ai\n    until'],
    says: ['a.contract.yaml:58:5: error: "ownr" is not a key of `waivers[0]`. Did you mean `owner`? [unknown-key]'],
  },
];

describe('unknown keys', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
