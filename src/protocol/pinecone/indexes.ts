import type { Asked } from '../asked.ts';
import type { Refused, Route } from '../routes.ts';
import type { Collections } from '../store/collections.ts';
import { relies } from '../store/records.ts';

/** The control plane: which indexes there are, and at which host each of them is. */
export function indexRoutes(collections: Collections, scheme: 'http' | 'https'): Route[] {
  const described = (name: string, asked: Asked) =>
    description(collections, name, hostOf(collections, name, asked, scheme));
  return [
    {
      operation: 'list-indexes',
      call: 'GET /indexes',
      answer: (asked) => ({
        value: { indexes: collections.names.map((name) => described(name, asked)) },
        relied: relies({ indexes: { type: 'array' } }),
      }),
    },
    {
      operation: 'describe-index',
      call: 'GET /indexes/{index}',
      answer: (asked) => {
        const name = asked.path('index')!;
        if (!collections.has(name)) return unknown(name);
        const ready = relies({ ready: { const: true }, state: { const: 'Ready' } });
        return {
          value: described(name, asked),
          relied: relies({ host: { type: 'string', pattern: '.' }, status: ready }),
        };
      },
    },
  ];
}

const unknown = (name: string): Refused => ({
  refused: 404,
  at: 'call',
  message: `Resource ${name} not found`,
  code: 'control NOT_FOUND',
});

/** The client takes `https` for a host without a scheme, and leaves one with a scheme as it is. */
function hostOf(collections: Collections, name: string, asked: Asked, scheme: string): string {
  const here = `${scheme}://${asked.header('host') ?? '127.0.0.1'}`;
  return collections.declared.length > 1 ? `${here}/${name}` : here;
}

const description = (collections: Collections, name: string, host: string) => ({
  name,
  vector_type: 'dense',
  metric: 'cosine',
  dimension: collections.dimension(name) ?? 4,
  status: { ready: true, state: 'Ready' },
  host,
  spec: { serverless: { region: 'us-east-1', cloud: 'aws' } },
  deletion_protection: 'disabled',
  tags: null,
});
