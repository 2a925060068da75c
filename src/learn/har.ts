import { readFile } from 'node:fs/promises';
import { type SeenRequest, seenRequest } from './request.ts';
import { TrafficError } from './traffic-error.ts';

type Json = Readonly<Record<string, unknown>>;
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Json)[name] : undefined;

/** A recorded request and what came back. */
export interface Exchange {
  /** `https://api.example.com`. */
  readonly origin: string;
  readonly request: SeenRequest;
  /** Undefined where none was recorded. */
  readonly reply?: { readonly status: number; readonly type?: string; readonly body?: string };
}

/** The requests of an HTTP archive (HAR 1.2). Throws `TrafficError` where it is none. */
export async function* readHar(file: string): AsyncGenerator<SeenRequest> {
  for (const [i, entry] of (await entriesOf(file)).entries()) yield requestOf(entry, `${file}: log.entries[${i}]`);
}

/** As `readHar`, with the replies. */
export async function* readHarExchanges(file: string): AsyncGenerator<Exchange> {
  for (const [i, entry] of (await entriesOf(file)).entries()) {
    const request = requestOf(entry, `${file}: log.entries[${i}]`);
    const reply = replyOf(member(entry, 'response'));
    const origin = originOf(member(member(entry, 'request'), 'url'));
    yield { origin, request, ...(reply ? { reply } : {}) };
  }
}

async function entriesOf(file: string): Promise<readonly unknown[]> {
  const entries = member(member(await parsed(file), 'log'), 'entries');
  if (!Array.isArray(entries) || entries.length === 0)
    throw new TrafficError(
      `${file} has no entries. Record traffic, and export it again: in the network panel of a browser, "Save all as HAR".`,
    );
  return entries;
}

function requestOf(entry: unknown, where: string): SeenRequest {
  const request = member(entry, 'request') as Json | undefined;
  const posted = request?.postData as Json | undefined;
  return seenRequest(
    {
      method: request?.method,
      address: request?.url,
      headers: request?.headers,
      body: posted?.text,
      // The standard has it for replies alone; recorders write it here with and without the underscore.
      encoding: posted?.encoding ?? posted?._encoding,
    },
    where,
  );
}

function replyOf(response: unknown): Exchange['reply'] {
  const status = member(response, 'status');
  // Recorders write 0 where the connection failed.
  if (typeof status !== 'number' || status < 100) return undefined;
  const content = member(response, 'content');
  const [type, text] = [member(content, 'mimeType'), member(content, 'text')];
  const encoded = member(content, 'encoding') === 'base64';
  return {
    status,
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof text === 'string' ? { body: encoded ? Buffer.from(text, 'base64').toString() : text } : {}),
  };
}

const originOf = (url: unknown): string => (typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : '');

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
