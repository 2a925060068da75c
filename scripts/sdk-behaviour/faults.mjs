// Which faults the document tells of: of those that every service can have, the ones that clients meet differently.
import { faults as every } from '../../dist/fault/index.js';
import { allFaults, protocolNamed } from '../../dist/protocol/index.js';

/** A time that no client waits for. */
const ms = 600_000;
const after = 50;

/** By layer; parameters that are not given have no place in the table. */
const common = {
  connection: [
    ['refused'],
    ['reset-before-reply'],
    ['close-before-reply'],
    ['close-inside-head', { inside: 'a header' }],
    ['reset-inside-reply', { after }],
    ['close-inside-reply', { after }],
    ['silence'],
  ],
  http: [
    ['server-error', { status: 500 }],
    ['server-error', { status: 503 }],
    ['server-error', { status: 529 }],
    ['rate-limited', { advice: 'none' }],
    ['rate-limited', { advice: 'one second' }],
    ['rate-limited', { advice: '300 ms' }],
    ['rate-limited', { advice: 'an hour' }],
    ['rate-limited', { advice: 'garbage' }],
    ['never-retry'],
    ['try-again', { status: 408 }],
    ['try-again', { status: 409 }],
    ['client-error', { status: 400 }],
    ['client-error', { status: 404 }],
    ['client-error', { status: 422 }],
    ['unauthorized', { status: 401 }],
    ['html-page'],
    ['plain-text-error', { status: 503 }],
    ['html-in-200'],
    ['empty-reply'],
    ['no-content'],
    ['error-in-200'],
    ['wrong-content-type', { type: 'text/plain' }],
    ['damaged-gzip', { how: 'cut in the middle' }],
    ['endless-interim-replies'],
  ],
  body: [['cut-body', { after, length: 'cut' }], ['garbage-body'], ['bare-reply', { pick: 0 }]],
  stream: [
    ['missing-terminator', { content: 'all' }],
    ['missing-terminator', { content: 'half' }],
    ['missing-terminator', { content: 'none' }],
    ['cut-frame', { after, ends: 'in order' }],
    ['cut-frame', { after, ends: 'reset' }],
    ['stalled-stream', { after }],
    ['endless-keepalives', { from: 'the start' }],
    ['endless-keepalives', { from: 'the middle' }],
    ['error-in-stream', { after: 0, behind: 'nothing' }],
    ['error-in-stream', { after, behind: 'the end of a stream' }],
    ['corrupt-frame', { pick: 1 }],
    ['dropped-frame', { pick: 1 }],
    ['frame-twice', { pick: 1 }],
    ['frames-swapped', { pick: 1 }],
    ['open-after-end'],
    ['unstreamed'],
  ],
  timing: [['pause-inside-body', { after, ms }]],
};

const listed = Object.entries(common).flatMap(([layer, all]) =>
  all.map(([fault, params = {}]) => ({ layer, fault, params })),
);

/** Those that a dependency of these protocols may have: the common ones, then their own with each of their values. */
export function faultsFor(protocols) {
  const own = [...new Set(protocols.flatMap((name) => protocolNamed(name).faults))];
  return [...listed, ...own.flatMap((fault) => valuesOf(fault).map((params) => ({ fault: fault.name, params })))];
}

const valuesOf = ({ params }) =>
  Object.entries(params).reduce(
    (all, [name, { schema }]) => all.flatMap((one) => (schema.enum ?? [0]).map((value) => ({ ...one, [name]: value }))),
    [{}],
  );

/** The faults that every service can have and of which the document does not tell, by layer. */
export function leftOut() {
  const told = new Set(listed.map(({ fault }) => fault));
  const untold = allFaults.filter(({ fault, layer }) => layer in every && !told.has(fault.name));
  return [...new Set(untold.map(({ layer }) => layer))].map((layer) => ({
    layer,
    names: untold.filter((one) => one.layer === layer).map(({ fault }) => fault.name),
  }));
}
