// A component that does nothing but validate: what it answers is what a well-kept validator says of the request.
// strict: formats are asserted, and what standards leave to the reader is refused.
// tolerant: formats are remarks, and what standards leave to the reader is served.
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const { PORT, MODE, SCHEMAS, COUNT } = process.env;
const strict = MODE === 'strict';
// With all errors, as the first alone is overlooked where a member without a name is missing.
// A member is what is in the request, and not what every object inherits.
const ajv = new Ajv2020({
  strict: false,
  ownProperties: true,
  // One error alone is overlooked where a member without a name is missing.
  allErrors: true,
  validateFormats: strict,
  unicodeRegExp: true,
  logger: false,
});
if (strict) addFormats.default(ajv);
const schemas = Array.from({ length: Number(COUNT) }, (_, i) =>
  JSON.parse(readFileSync(`${SCHEMAS}/${i}.json`, 'utf8')),
);
const validators = schemas.map((schema) => ajv.compile(schema));

class Refused extends Error {}

function read(request, bytes) {
  const { 'content-encoding': encoding, 'content-type': type } = request.headers;
  if (strict && (encoding !== undefined || !/^application\/json(; ?charset="?utf-8"?)?$/i.test(type ?? '')))
    throw new Refused('content-type');
  const plain = encoding === 'gzip' ? gunzipSync(bytes) : bytes;
  if (!isUtf8(plain)) throw new Refused('encoding');
  const text = plain.toString();
  return JSON.parse(strict ? text : text.replace(/^\uFEFF/, ''));
}

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/healthz') return response.end();
  const chunks = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    // The caller left before the end of its request.
    return;
  }
  let served = false;
  try {
    served = validators[Number(/^\/s\/([0-9]+)$/.exec(pathname)?.[1])](read(request, Buffer.concat(chunks)));
  } catch {
    served = false;
  }
  response.writeHead(served ? 200 : 400).end();
}).listen(PORT, '127.0.0.1');
