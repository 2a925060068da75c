import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from './linted.ts';

const changes: readonly Change[] = [
  {
    change: ['    call: POST', '	call: POST'],
    says: ['a.contract.yaml:15:1: error: A tab stands where YAML allows only spaces. Indent with spaces. [syntax]'],
  },
  {
    change: ['  owner: support-ai\n  launch', '   owner: support-ai\n  launch'],
    says: [
      'a.contract.yaml:4:4: error: This line is indented as if it went on with the value above. Indent it like the key above. [syntax]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', ' owner: support-ai\n  launch'],
    says: [
      'a.contract.yaml:4:1: error: This line is not indented like the others of its map or list. Give it as many spaces as they have. [syntax]',
    ],
  },
  {
    change: ['    from: [helpdesk]', '    from:\n      - helpdesk\n     - mobile'],
    says: [
      'a.contract.yaml:18:1: error: The list before this line is not indented evenly. Give all its items as many spaces. [syntax]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner support-ai\n  launch'],
    says: [
      'a.contract.yaml:4:3: error: This line is no `key: value`: the colon, or the space after it, is missing. Write `key: value`. [syntax]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner:support-ai\n  launch'],
    says: [
      'a.contract.yaml:4:3: error: This line is no `key: value`: the colon, or the space after it, is missing. Write `key: value`. [syntax]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: support: ai\n  launch'],
    says: [
      'a.contract.yaml:4:10: error: There is a second colon where one value should stand. Put the text in quotes, or begin a new line for the inner key. [syntax]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: @support-ai\n  launch'],
    says: [
      'a.contract.yaml:4:10: error: A text begins with a character that means something else in YAML. Put it in quotes. [syntax]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: "support" ai\n  launch'],
    says: ['a.contract.yaml:4:20: error: A value goes on after its end. Put the whole text in quotes. [syntax]'],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: support-ai\n  x: { PORT: ${port} }\n  launch'],
    says: [
      "a.contract.yaml:5:14: error: The placeholder ${port} stands in braces or brackets without quotes. Put the whole text in quotes: '${port}'. [syntax]",
    ],
  },
  {
    change: [
      '  owner: support-ai\n  launch',
      '  owner: support-ai\n  x: { PORT: ${port}/v1, URL: ${llm.url}/v1 }\n  launch',
    ],
    says: [
      "a.contract.yaml:5:14: error: The placeholder ${port} stands in braces or brackets without quotes. Put the whole text in quotes: '${port}'. [syntax]",
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: support-ai\n  x: [${port}]\n  launch'],
    says: [
      "a.contract.yaml:5:7: error: The placeholder ${port} stands in braces or brackets without quotes. Put the whole text in quotes: '${port}'. [syntax]",
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: "support-ai\n  launch'],
    says: ['a.contract.yaml:4:10: error: A text in quotes does not end. Close it with ". [syntax]'],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: *support\n  launch'],
    says: [
      'a.contract.yaml:4:10: error: There is no anchor &support before this alias. Put a text that begins with * in quotes. [syntax]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: * ai\n  launch'],
    says: [
      'a.contract.yaml:4:10: error: A text begins with a character that means something else in YAML. Put it in quotes. [syntax]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: !support-ai\n  launch'],
    says: [
      'a.contract.yaml:4:10: error: There is a tag (!…) that means nothing here. Remove it, or put the text in quotes. [syntax]',
    ],
  },
  {
    change: ["'^\\d+$'", '"^\\d+$"'],
    says: [
      'a.contract.yaml:26:61: error: A text in double quotes holds an escape that YAML does not know. Put it in single quotes, where a backslash is only a backslash. [syntax]',
    ],
  },
  {
    change: ['calls: { llm: 3, search: 2 }', 'calls: { llm: 3, search: 2'],
    says: ['a.contract.yaml:31:7: error: A map or list in brackets is not closed before this. Close it. [syntax]'],
  },
  {
    change: ['calls: { llm: 3, search: 2 }', 'calls: { llm: 3, search: 2 }}'],
    says: ['a.contract.yaml:30:35: error: There is a closing bracket too many. Remove it. [syntax]'],
  },
  {
    change: ['calls: { llm: 3, search: 2 }', 'calls: { llm: 3 search: 2 }'],
    says: ['a.contract.yaml:30:21: error: A comma is missing inside brackets. Write one between two items. [syntax]'],
  },
  {
    change: ['[helpdesk]', '[helpdesk,,mobile]'],
    says: ['a.contract.yaml:16:21: error: There is a comma too many. Remove it. [syntax]'],
  },
  {
    change: ['[helpdesk]', '- helpdesk'],
    says: [
      'a.contract.yaml:16:11: error: A list begins on the line of its key. Begin it on the next line, or write [a, b]. [syntax]',
    ],
  },
  {
    change: ['      deadline: 2s\n', '      deadline: 2s\n      deadline: 3s\n'],
    says: ['a.contract.yaml:30:7: error: The key "deadline" stands twice in one map. Keep one of them. [syntax]'],
  },
  {
    change: ['\nwaivers:', '\nupstream:\n  other: { call: GET /other, answers: { ok: { status: 200 } } }\nwaivers:'],
    says: ['a.contract.yaml:55:1: error: The key "upstream" stands twice in one map. Keep one of them. [syntax]'],
  },
  {
    change: ['\nwaivers:', '\n---\nwaivers:'],
    says: [
      'a.contract.yaml:55:1: error: The file holds more than one document. Keep one in each file: remove `---` and what follows it. [syntax]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: &owner support-ai\n  summary: *owner\n  launch'],
    says: [],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: &owner support-ai\n  summary: *ownr\n  launch'],
    says: ['a.contract.yaml:5:12: error: There is no anchor &ownr before this alias. Did you mean "owner"? [syntax]'],
  },
];

describe('YAML as people write it', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
