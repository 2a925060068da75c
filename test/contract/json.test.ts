import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { linted, sound } from './linted.ts';

const lint = (text: string) => linted({ 'a.contract.json': text });

describe('a contract in JSON', () => {
  const value: unknown = parse(sound);

  it.each([
    ['indented with spaces', JSON.stringify(value, null, 2)],
    ['indented with tabs', JSON.stringify(value, null, '\t')],
    ['on one line', JSON.stringify(value)],
    ['with CRLF', JSON.stringify(value, null, 2).replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${JSON.stringify(value)}`],
  ])('may be %s', (_, text) => {
    expect(lint(text)).toEqual([]);
  });

  it('has its mistakes shown where they stand', () => {
    const text = JSON.stringify(value, null, '\t')
      .replace('"deadline": "2s"', '"deadline": 2')
      .replace('"budget"', '"budgets"');
    expect(lint(text)).toEqual([
      'a.contract.json:77:4: error: "budgets" is not a key of `upstream.classify`. Did you mean `budget`? [unknown-key]',
      'a.contract.json:83:17: error: `upstream.classify.budgets.deadline` is 2; it must be a duration such as 250ms, 2s or 1m. Write the unit, too: `2ms` or `2s`. [shape]',
    ]);
  });

  it('may not have a key twice; the first counts', () => {
    expect(lint('{ "shakedown": 1, "shakedown": 2, "upstream": 1, "component": 1, "upstream": 2 }')).toEqual([
      'a.contract.json:1:19: error: The key "shakedown" stands twice in one map. Keep one of them. [syntax]',
      'a.contract.json:1:47: error: `upstream` is 1; it must be a map: name → operation. Write `{ ask: { call: POST /v1/ask, answers: { ok: { status: 200 } } } }`. [shape]',
      'a.contract.json:1:63: error: `component` is 1; it must be a map with name, summary, owner, escalation, runbook, launch. Write `{ name: triage, launch: { command: node app.mjs } }`. [shape]',
      'a.contract.json:1:66: error: The key "upstream" stands twice in one map. Keep one of them. [syntax]',
    ]);
  });

  it('takes a key with any name', () => {
    const text = '{"shakedown":1,"component":{},"upstream":{},"__proto__":{"name":"a"},"constructor":1}';
    expect(lint(text)).toEqual([
      'a.contract.json:1:16: error: `component` has no `name`: what it is called. Add `name: triage`. [missing-key]',
      'a.contract.json:1:16: error: `component` has no `launch`: how the component is started: exactly one of command, module, url. Add `launch: { command: node app.mjs, env: { PORT: "${port}" } }`. [missing-key]',
      'a.contract.json:1:31: error: `upstream` is empty. Write `{ ask: { call: POST /v1/ask, answers: { ok: { status: 200 } } } }`. [shape]',
      'a.contract.json:1:45: error: "__proto__" is not a key of the contract. Its keys: shakedown, component, upstream, downstream, waivers. [unknown-key]',
      'a.contract.json:1:70: error: "constructor" is not a key of the contract. Its keys: shakedown, component, upstream, downstream, waivers. [unknown-key]',
    ]);
  });
});

const texts: readonly (readonly [text: string, says: string])[] = [
  [
    '{ "shakedown": 1, }',
    'a.contract.json:1:17: error: There is a comma after the last item. Remove it: JSON allows none there. [syntax]',
  ],
  [
    '{ "shakedown": 1\n  "component": {} }',
    'a.contract.json:2:3: error: A comma is missing between two items. Write one, or close the list or map before it. [syntax]',
  ],
  [
    '{ "shakedown" 1 }',
    'a.contract.json:1:15: error: A colon is missing after the key "shakedown". Write one. [syntax]',
  ],
  ['{ shakedown: 1 }', 'a.contract.json:1:3: error: The key `shakedown` has no quotes. Write `"shakedown"`. [syntax]'],
  ["{ 'shakedown': 1 }", 'a.contract.json:1:3: error: A text stands in single quotes. Write double quotes. [syntax]'],
  [
    '{ "shakedown": one }',
    'a.contract.json:1:16: error: There is `one` where a value should stand. Put it in double quotes. [syntax]',
  ],
  [
    '{ "shakedown": 01 }',
    'a.contract.json:1:16: error: There is `01` where a value should stand. A number in JSON has no plus, and no 0 or dot before its first digit. [syntax]',
  ],
  [
    '{ "shakedown": +1 }',
    'a.contract.json:1:16: error: There is `+1` where a value should stand. A number in JSON has no plus, and no 0 or dot before its first digit. [syntax]',
  ],
  [
    '{ "shakedown": 1, // the version\n}',
    'a.contract.json:1:19: error: There is a comment, and JSON has none. Remove it, or save the file as .yaml. [syntax]',
  ],
  [
    '# a comment\n{}',
    'a.contract.json:1:1: error: There is a comment, and JSON has none. Remove it, or save the file as .yaml. [syntax]',
  ],
  [
    '{ "shakedown": [1, 2, ] }',
    'a.contract.json:1:21: error: There is a comma after the last item. Remove it: JSON allows none there. [syntax]',
  ],
  [
    '{ "shakedown": [1 2] }',
    'a.contract.json:1:19: error: A comma is missing between two items. Write one, or close the list or map before it. [syntax]',
  ],
  [
    '{ "shakedown": , }',
    'a.contract.json:1:16: error: There is `,` where a value should stand. Write the value, or remove what is before. [syntax]',
  ],
  [
    '{ "shakedown": 1 } }',
    'a.contract.json:1:20: error: There is more after the end of the value. Remove it, or the bracket that closes too early. [syntax]',
  ],
  ['{ "shakedown": 1', 'a.contract.json:1:17: error: The file ends inside a map. Close it with }. [syntax]'],
  ['{ "shakedown": [1', 'a.contract.json:1:18: error: The file ends inside a list. Close it with ]. [syntax]'],
  [
    '{ "shakedown":',
    'a.contract.json:1:15: error: The file ends where a value should stand. Write the value, and close what is open. [syntax]',
  ],
  [
    '{ "shakedown": "1',
    'a.contract.json:1:16: error: A text does not end. Close it with a double quote; a line break in it is written \\n. [syntax]',
  ],
  [
    '{ "shakedown": "1\n" }',
    'a.contract.json:1:16: error: A text does not end. Close it with a double quote; a line break in it is written \\n. [syntax]',
  ],
  [
    '{ "shakedown": "a	b" }',
    'a.contract.json:1:18: error: A text holds a control character. Write it as an escape, such as \\t. [syntax]',
  ],
  [
    '{ "shakedown": "\\d" }',
    'a.contract.json:1:17: error: A text holds an escape that JSON does not know. Write \\\\ for a backslash. [syntax]',
  ],
  [
    '{ "shakedown": NaN }',
    'a.contract.json:1:16: error: There is `NaN` where a value should stand. Put it in double quotes. [syntax]',
  ],
  [
    '{ "shakedown": True }',
    'a.contract.json:1:16: error: There is `True` where a value should stand. Write `true`. [syntax]',
  ],
  [
    'shakedown: 1',
    'a.contract.json:1:1: error: There is `shakedown` where a value should stand. Put it in double quotes. [syntax]',
  ],
  [
    '[1]',
    'a.contract.json:1:1: error: This is not a contract: it holds a list, not a map. Write `shakedown: 1` as the first line of a contract. [version]',
  ],
  [
    '"1"',
    'a.contract.json:1:1: error: This is not a contract: it holds "1", not a map. Write `shakedown: 1` as the first line of a contract. [version]',
  ],
  [
    '1',
    'a.contract.json:1:1: error: This is not a contract: it holds 1, not a map. Write `shakedown: 1` as the first line of a contract. [version]',
  ],
  [
    'null',
    'a.contract.json:1:1: error: This is not a contract: it holds null, not a map. Write `shakedown: 1` as the first line of a contract. [version]',
  ],
  ['', 'a.contract.json:1:1: error: The file is empty. Write something into it. [readable]'],
];

describe('what is not JSON', () => {
  it.each(texts)('%s', (text, says) => {
    expect(lint(text)).toEqual([says]);
  });
});
