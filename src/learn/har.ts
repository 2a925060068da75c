import { readFile } from 'node:fs/promises';
import { type SeenRequest, seenRequest } from './request.ts';
import { TrafficError } from './traffic-error.ts';

type Json = Readonly<Record<string, unknown>>;
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Json)[name] : undefined;

/** The requests of an HTTP archive (HAR 1.2). Throws `TrafficError` where it is none. */
export async function* readHar(file: string): AsyncGenerator<SeenRequest> {
  const entries = member(member(await parsed(file), 'log'), 'entries');
  if (!Array.isArray(entries) || entries.length === 0)
    throw new TrafficError(
      `${file} has no entries. Record traffic, and export it again: in the network panel of a browser, "Save all as HAR".`,
    );
  for (const [i, entry] of entries.entries()) {
    const request = member(entry, 'request') as Json | undefined;
    const posted = request?.postData as Json | undefined;
    yield seenRequest(
      {
        method: request?.method,
        address: request?.url,
        headers: request?.headers,
        body: posted?.text,
        // The standard has it for replies alone; recorders write it here with and without the underscore.
        encoding: posted?.encoding ?? posted?._encoding,
      },
      `${file}: log.entries[${i}]`,
    );
  }
}

async function parsed(file: string): Promise<unknown> {
  const text = await readWhole(file);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new TrafficError(`${file} is not JSON, as a HAR file is: it may have been cut. Export it again.`);
  }
}

async function readWhole(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_STRING_TOO_LONG' && code !== 'ERR_FS_FILE_TOO_LARGE') throw error;
    throw new TrafficError(`${file} is too large for a HAR file. Turn it into .jsonl, which is read line by line.`);
  }
}
