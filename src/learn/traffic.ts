import { stat } from 'node:fs/promises';
import { readHar } from './har.ts';
import { readJsonLines } from './jsonl.ts';
import type { SeenRequest } from './request.ts';
import { TrafficError } from './traffic-error.ts';

const readers: readonly (readonly [name: RegExp, read: (file: string) => AsyncIterable<SeenRequest>])[] = [
  [/\.(jsonl|ndjson)$/i, readJsonLines],
  [/\.har$/i, readHar],
];

/** The requests of a sample, in its order. Throws `TrafficError` where it cannot be read. */
export async function* readTraffic(file: string): AsyncGenerator<SeenRequest> {
  const read = readers.find(([name]) => name.test(file))?.[1];
  if (!read) throw new TrafficError(`${file} is of no known kind. Name it .jsonl (one request a line) or .har.`);
  try {
    const about = await stat(file);
    if (about.isFile() && about.size === 0)
      throw new TrafficError(
        `${file} is empty. Write one request a line: {"method":"POST","path":"/v1/ask","body":{}}.`,
      );
    yield* read(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new TrafficError(`${file} does not exist. Name a .jsonl or .har file with requests.`);
    if (code === 'EISDIR') throw new TrafficError(`${file} is a folder. Name a .jsonl or .har file with requests.`);
    if (code === 'EACCES' || code === 'EPERM') throw new TrafficError(`${file} may not be read: ${code}.`);
    throw error;
  }
}
