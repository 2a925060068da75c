import { streamFormats } from './contract.ts';
import type { Form } from './form.ts';
import { known, name, named, text } from './form-parts.ts';

/** The keys of an answer that comes as a stream; `data` and `where` are the forms of a JSON Schema and of constants. */
export function streamed({ data, where }: { readonly data: Form; readonly where: Form }) {
  const event = known('one kind of event: an event of SSE, a line of NDJSON', {
    event: text('its name in the stream, sse only; default: the key', 'message'),
    where: {
      ...where,
      description: 'what stands in its data; default for ndjson: { /type: <the key> }',
      examples: [{ '/type': 'token' }],
    },
    data: { ...data, description: 'the schema of its data, of JSON or else as a text' },
    ends: text('the answer is complete with it, and is the one that is named here', 'ok'),
  });
  return {
    stream: {
      title: `one of ${streamFormats.join(', ')}`,
      description: 'it comes piece by piece: server-sent events, or a JSON value a line',
      enum: streamFormats,
      examples: ['sse'],
    },
    events: named(
      'name → event',
      'all kinds of events of a streamed answer; those that end it say which one it is',
      event,
      {
        minProperties: 1,
        propertyNames: name,
        examples: [{ token: {}, done: { ends: 'ok' } }],
      },
    ),
  } as const satisfies Readonly<Record<string, Form>>;
}
