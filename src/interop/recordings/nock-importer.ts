import { readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { ImportError, type Importer } from '../importer.ts';
import { dependenciesOf } from './recorded-dependencies.ts';
import type { Recording } from './recording.ts';

/** Recordings of nock: what `nock.recorder` gives as objects, and the fixtures of `nock.back`. */
export const nockImporter: Importer = {
  name: 'nock',
  summary: 'recordings of nock (recorder.rec with output_objects, nockBack) as dependencies',
  import: (files) => dependenciesOf(files.flatMap(recordingsIn)),
};

type Json = Readonly<Record<string, unknown>>;

function recordingsIn(file: string): Recording[] {
  const all: unknown = parsed(file);
  if (!Array.isArray(all) || all.length === 0) throw notNock(file, 'it holds no list of recordings');
  return all.map((one, i) => recording(one as Json, `${file}[${i}]`));
}

function parsed(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ImportError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw notNock(file, 'it is not JSON');
  }
}

const notNock = (place: string, why: string) =>
  new ImportError(
    `${place} is no recording of nock: ${why}. Record with \`nock.recorder.rec({ output_objects: true, dont_print: true })\` and write \`nock.recorder.play()\` to a file as JSON, or take the fixtures of nockBack.`,
  );

function recording(value: Json | null, place: string): Recording {
  const { scope, method = 'GET', path, status = 200, response, body } = value ?? {};
  if (typeof scope !== 'string' || !URL.canParse(scope)) throw notNock(place, 'it has no `scope` that is an origin');
  if (typeof path !== 'string' || !path.startsWith('/')) throw notNock(place, 'it has no `path`');
  if (!Number.isInteger(status)) throw notNock(place, 'its `status` is no number');
  const headers = headersOf(value!.rawHeaders ?? value!.headers);
  const reply = read(response, headers['content-encoding']);
  const { pathname, searchParams, origin } = new URL(path, scope);
  return {
    place,
    origin,
    method: String(method).toUpperCase(),
    path: pathname,
    query: Object.fromEntries(searchParams),
    body: isJson(body) ? body : undefined,
    status: Number(status),
    headers,
    reply: isJson(reply) ? reply : undefined,
    unread: !isJson(reply) && reply !== '' && reply !== undefined && reply !== null,
  };
}

/** Nock has read what was JSON, and left other bodies as texts. */
const isJson = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** A list of names and values in turn, or a map. */
function headersOf(raw: unknown): Readonly<Record<string, string>> {
  const pairs = Array.isArray(raw)
    ? Array.from({ length: Math.floor(raw.length / 2) }, (_, i) => [raw[2 * i], raw[2 * i + 1]])
    : Object.entries((raw ?? {}) as Json);
  return Object.fromEntries(pairs.map(([name, value]) => [String(name).toLowerCase(), [value].flat().join(', ')]));
}

const unpack = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync } as const;

/** What was compressed was recorded as pieces in hexadecimal. */
function read(response: unknown, coding: string | undefined): unknown {
  if (coding === undefined || !(coding in unpack) || !Array.isArray(response)) return response;
  if (!response.every((piece) => typeof piece === 'string' && /^([0-9a-f]{2})*$/i.test(piece))) return response;
  try {
    const text = unpack[coding as keyof typeof unpack](Buffer.from(response.join(''), 'hex')).toString();
    return JSON.parse(text);
  } catch {
    return 'unreadable';
  }
}
