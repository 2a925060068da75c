import { execFileSync } from 'node:child_process';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown } from './cli.ts';

const name = 'a.contract.yaml';
const written = (content: string | Uint8Array) => (path: string) => writeFileSync(path, content);
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefghij'.split('').map((key, i) => `${key}: &${key} [${`*${'abcdefghij'[i]}, `.repeat(10).slice(0, -2)}]`),
].join('\n');
const sound = `shakedown: 1
component: { name: a, launch: { url: 'http://127.0.0.1:1' } }
upstream: { ask: { call: POST /ask, answers: { ok: { status: 200, body: { $ref: BODY } } } } }
`;

interface Absurd {
  readonly what: string;
  readonly file?: string;
  /** Makes the file. */
  make(path: string): void;
  /** What stands before the remedy. */
  readonly says: string;
}

const files: readonly Absurd[] = [
  { what: 'an empty file', make: written(''), says: '1:1: error: The file is empty.' },
  { what: 'blanks', make: written(' \n\n\t\n'), says: '1:1: error: The file is empty.' },
  { what: 'comments', make: written('# later\n'), says: '1:1: error: The file holds nothing but comments.' },
  {
    what: 'a program',
    make: written(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0xff)),
    says: '1:8: error: The file holds a NUL byte: it is not text.',
  },
  {
    what: 'random bytes',
    make: written(Uint8Array.from({ length: 4096 }, (_, i) => 128 + ((i * 37) % 128))),
    says: '1:1: error: The file is not UTF-8 text.',
  },
  {
    what: 'UTF-16',
    make: written(Buffer.from('\ufeffshakedown: 1\n', 'utf16le')),
    says: '1:1: error: The file is UTF-16 text.',
  },
  {
    what: 'a NUL byte in a contract',
    make: written('shakedown: 1\ncomponent: { name: "a\0" }\n'),
    says: '2:22: error: The file holds a NUL byte: it is not text.',
  },
  {
    what: '50 MB',
    make: (path) => {
      writeFileSync(path, 'shakedown: 1\n');
      truncateSync(path, 50 * 1024 * 1024);
    },
    says: '1:1: error: The file is 51200 KiB; at most 256 KiB are read.',
  },
  {
    what: 'an alias bomb',
    make: written(bomb),
    says: '1:1: error: The file multiplies its aliases to more than 100 copies.',
  },
  {
    what: 'an anchor inside itself',
    make: written('a: &a [*a]\n'),
    says: '1:1: error: The file has an anchor that stands inside itself: its value has no end.',
  },
  {
    what: 'deep brackets',
    make: written('['.repeat(100_000)),
    says: '1:51: error: The file is nested deeper than 50 levels.',
  },
  {
    what: 'deep brackets in JSON',
    file: 'a.contract.json',
    make: written('['.repeat(100_000)),
    says: '1:1: error: The file is nested deeper than 50 levels.',
  },
  {
    what: 'deep indentation',
    make: written(Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')),
    says: '1:1: error: The file is nested deeper than 50 levels.',
  },
  {
    what: 'many keys',
    make: written(Array.from({ length: 20_000 }, (_, i) => `k${i}: 1\n`).join('')),
    says: '4286:8: error: The file has more than 30000 tokens.',
  },
  {
    what: 'another version',
    make: written('shakedown: 2\nfleet: {}\n'),
    says: '1:12: error: This contract is of version 2, and only version 1 is read.',
  },
  {
    what: 'something else',
    make: written('name: build\non: push\n'),
    says: '1:1: error: This is not a contract: it has no `shakedown` key.',
  },
  { what: 'a list', make: written('- 1\n'), says: '1:1: error: This is not a contract: it holds a list, not a map.' },
  { what: 'a text', make: written('hello'), says: '1:1: error: This is not a contract: it holds "hello", not a map.' },
  {
    what: 'two documents',
    make: written('shakedown: 1\n---\nshakedown: 1\n'),
    says: '2:1: error: The file holds more than one document.',
  },
  {
    what: 'a pipe that nobody writes to',
    make: (path) => execFileSync('mkfifo', [path]),
    says: '1:1: error: This is not a regular file.',
  },
  {
    what: 'a device without an end',
    make: (path) => symlinkSync('/dev/zero', path),
    says: '1:1: error: This is not a regular file.',
  },
  {
    what: 'a link to itself',
    make: (path) => symlinkSync(path, path),
    says: '1:1: error: The file cannot be read: ELOOP.',
  },
  {
    what: 'a reference that leads to itself',
    make: (path) => {
      writeFileSync(path, sound.replace('BODY', 'loop.json'));
      writeFileSync(join(path, '../loop.json'), '{ "$ref": "loop.json" }');
    },
    says: '3:73: error: The schema refers to itself without ever reaching a value: loop → loop.',
  },
  {
    what: 'a reference that escapes from the project',
    make: (path) => writeFileSync(path, sound.replace('BODY', '../../../../../../etc/passwd')),
    says: '3:81: error: `$ref: ../../../../../../etc/passwd` leads out of the folder of the project.',
  },
];

describe('a file that no person wrote as a contract', () => {
  it.concurrent.each(files)('$what: one clear error, exit code 2', async ({ file = name, make, says }) => {
    using project = folder({ 'package.json': '{}' });
    make(join(project.path, file));
    const { code, stdout, stderr } = await shakedown([file], project.path);
    const [first, ...more] = stderr.trimEnd().split('\n');
    expect(first).toContain(`${file}:${says} `);
    expect(more).toEqual([]);
    expect(first!.length).toBeLessThan(300);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
