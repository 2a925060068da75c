// What simulators are asked: a dependency that is any HTTP API, and the chat of the OpenAI API.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { protocolNamed } from '../../dist/protocol/index.js';
import { body, bytesOf, text } from '../openai-load.mjs';

const json = (path) => JSON.parse(readFileSync(new URL(`../../contracts/examples/${path}`, import.meta.url), 'utf8'));

const search = { query: 'x'.repeat(280), limit: 3 };
const hits = json('search-hits.json');

const dependencies = {
  search: {
    protocol: 'http',
    'on-failure': 'unavailable',
    operations: {
      search: {
        call: 'POST /search',
        expects: { body: schemaOf(search) },
        returns: { status: 200, body: schemaOf(hits), examples: [hits] },
      },
    },
  },
  chat: { protocol: 'openai', 'on-failure': 'unavailable', replies: [text] },
};

/** The reply that a simulated OpenAI API gives, for those who are told what to reply. */
function completion() {
  const dependency = { name: 'llm', protocol: 'openai', operations: {}, replies: [text], treats: {} };
  const headers = [['authorization', 'Bearer key']];
  const request = { method: 'POST', target: '/v1/chat/completions', headers, body: Buffer.from(body('plain')) };
  const { reply } = protocolNamed('openai').open(dependency)(request, 1, '00000001');
  return JSON.parse(reply.body.toString());
}

export const routes = [
  {
    name: 'http',
    title: 'any HTTP dependency',
    path: '/search',
    asked: search,
    reply: hits,
    dependency: dependencies.search,
    agrees: (reply) => isDeepStrictEqual(reply, hits),
  },
  {
    name: 'chat',
    title: 'OpenAI chat, not streamed',
    path: '/v1/chat/completions',
    asked: JSON.parse(body('plain')),
    reply: completion(),
    dependency: dependencies.chat,
    agrees: (reply) => reply?.choices?.[0]?.message?.content === text,
  },
];

export const requestOf = ({ path, asked }) => bytesOf(path, JSON.stringify(asked));

/** A schema that a value fits. */
function schemaOf(value) {
  if (Array.isArray(value)) return { type: 'array', items: schemaOf(value[0]) };
  if (value === null || typeof value !== 'object') return { type: value === null ? undefined : typeof value };
  return {
    type: 'object',
    required: Object.keys(value),
    properties: Object.fromEntries(Object.entries(value).map(([name, one]) => [name, schemaOf(one)])),
  };
}

/** The OpenAPI document of a route, with the request and the reply as its example. */
export function openApiOf({ path, asked, reply }) {
  const content = (value) => ({
    'application/json': { schema: schemaOf(value), examples: { given: { value } } },
  });
  const operation = {
    requestBody: { required: true, content: content(asked) },
    responses: { 200: { description: 'the reply', content: content(reply) } },
  };
  return { openapi: '3.0.3', info: { title: 'peer', version: '1' }, paths: { [path]: { post: operation } } };
}
