import { inferredSchema } from '../../schema/inferred-schema.ts';
import type { Templated } from './path-templates.ts';

type Written = Readonly<Record<string, unknown>>;

// Headers that belong to a connection, a cache or one reply, and to no contract.
const passing =
  /^(connection|keep-alive|transfer-encoding|te|trailer|upgrade|via|date|age|expires|etag|last-modified|vary|pragma|cache-control|server|server-timing|content-(length|encoding|security-policy.*|disposition)|accept-ranges|set-cookie|alt-svc|nel|report-to|reporting-endpoints|strict-transport-security|referrer-policy|permissions-policy|access-control-.*|cross-origin-.*|cf-.*|x-(request-id|correlation-id|runtime|powered-by|served-by|cache.*|timer|frame-options|xss-protection|content-type-options|envoy-.*|amzn?-.*|vercel-.*|github-request-id|ratelimit-.*)|.*trace.*|.*request-id|ratelimit-.*)$/;
const mostExamples = 2;
// Of an example, in letters: of larger ones the schema tells enough.
const largest = 2000;

/** One operation of a contract, made of all recordings of one method and path. `remark`: is told what is left out. */
export function recordedOperation(all: readonly Templated[], remark: (text: string) => void): Written | undefined {
  const { method } = all[0]!.recording;
  const call = `${method} ${all[0]!.template}`;
  const well = all.filter(({ recording: { status } }) => status >= 200 && status < 300);
  const status = mostFrequent(well.map(({ recording }) => recording.status));
  if (status === undefined) {
    remark(`${call} is left out: it was never recorded with a status of success.`);
    return undefined;
  }
  const others = [...new Set(all.map(({ recording }) => recording.status))].filter((one) => one !== status);
  if (others.length > 0)
    remark(
      `${call} was recorded with ${others.join(', ')} as well: faults stand for errors, and a contract has one reply.`,
    );
  const usual = well.filter(({ recording }) => recording.status === status);
  if (usual.some(({ recording }) => recording.unread))
    remark(`${call} was recorded with a body that is not JSON: it has none here.`);
  return { call, ...expected(well), returns: returned(status, usual) };
}

function expected(well: readonly Templated[]): Written {
  const bodies = well.flatMap(({ recording: { body } }) => (body === undefined ? [] : [body]));
  // One that was sent without a body is right as well.
  const body = bodies.length === well.length ? { body: inferredSchema(bodies) } : {};
  const path = parameters(well.map(({ ids }) => ids));
  const query = parameters(well.map(({ recording }) => recording.query));
  const expects = { ...path('path'), ...query('query'), ...body };
  return Object.keys(expects).length > 0 ? { expects } : {};
}

/** The schemas of texts in an address, under a key if there are any. */
function parameters(all: readonly Readonly<Record<string, string>>[]): (key: string) => Written {
  const names = [...new Set(all.flatMap((one) => Object.keys(one)))];
  const schemas = names.map((name) => [name, schemaOf(all.flatMap((one) => one[name] ?? []))]);
  return (key) => (names.length > 0 ? { [key]: Object.fromEntries(schemas) } : {});
}

const schemaOf = (texts: readonly string[]): Written =>
  texts.every((text) => /^(0|[1-9]\d{0,14})$/.test(text)) ? { type: 'integer' } : { type: 'string' };

function returned(status: number, usual: readonly Templated[]): Written {
  const replies = usual.flatMap(({ recording: { reply } }) => (reply === undefined ? [] : [reply]));
  const whole = replies.length === usual.length;
  const headers = headersOf(usual);
  return {
    status,
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(whole ? { body: inferredSchema(replies), ...examplesOf(replies) } : {}),
    ...(whole ? echoed(usual) : {}),
  };
}

/** Those that were the same in all recordings; a contract says nothing of empty ones. */
function headersOf(usual: readonly Templated[]): Readonly<Record<string, string>> {
  const [first, ...others] = usual.map(({ recording }) => recording.headers);
  return Object.fromEntries(
    Object.entries(first!).filter(
      ([name, value]) =>
        !passing.test(name) &&
        value !== '' &&
        !(name === 'content-type' && /^application\/json\s*(;|$)/.test(value)) &&
        others.every((one) => one[name] === value),
    ),
  );
}

/** The ids of the path that stood in the reply every time. */
function echoed(usual: readonly Templated[]): Written {
  const names = Object.keys(usual[0]!.ids);
  const pairs = names.flatMap((name) => {
    const members = Object.keys(usual[0]!.recording.reply as object);
    const same = members.filter((member) => usual.every((one) => says(one, member, one.ids[name])));
    return same.slice(0, 1).map((member) => [`/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`, `path.${name}`]);
  });
  return pairs.length > 0 ? { echo: Object.fromEntries(pairs) } : {};
}

const says = ({ recording: { reply } }: Templated, member: string, id: string | undefined) =>
  !Array.isArray(reply) && String((reply as Written)[member]) === id;

function examplesOf(replies: readonly unknown[]): Written {
  const distinct = new Map(replies.map((reply) => [JSON.stringify(reply), reply]));
  const examples = [...distinct].filter(([text]) => text.length <= largest).map(([, reply]) => reply);
  return examples.length > 0 ? { examples: examples.slice(0, mostExamples) } : {};
}

function mostFrequent(values: readonly number[]): number | undefined {
  const count = (value: number) => values.filter((one) => one === value).length;
  return [...new Set(values)].sort((a, b) => count(b) - count(a))[0];
}
