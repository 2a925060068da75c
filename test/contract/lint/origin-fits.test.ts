import { describe, expect, it } from '@jest/globals';
import { linted } from '../linted.ts';

const contract = (downstream: string, launch = 'command: node app.mjs ${port}') => `shakedown: 1
component:
  name: ask
  launch:
    ${launch}
upstream:
  ask:
    call: POST /v1/ask
    answers: { ok: { status: 200 } }
downstream:
  llm: { protocol: openai, on-failure: ok, ${downstream}
`;
const origin = 'origin: https://api.openai.com }';
const notNode = (runtime: string) =>
  `a.contract.yaml:11:44: error: Only a component on Node can be led from this origin to the simulator, and \`${runtime}\` is not Node. Remove \`origin\`, and tell the component its address: \`\${llm.url}\` in \`component.launch.env\`. [origin-fits]`;
const spelt = (written: string, meant: string) =>
  `a.contract.yaml:11:52: error: An origin is a scheme, a host and perhaps a port, and \`${written}\` is more than that, or spelt another way. Write \`${meant}\`. [origin-fits]`;

const cases: readonly (readonly [downstream: string, launch: string | undefined, ...says: string[]])[] = [
  [origin, undefined],
  ['origin: http://llm.internal:8080 }', undefined],
  [origin, 'module: ./app.ts'],
  ...[
    'npm start ${port}',
    'npx tsx app.ts ${port}',
    './start.sh ${port}',
    'cd app && PORT=${port} exec node app.mjs',
    'python prepare.py && node app.mjs ${port}',
  ].map((command) => [origin, `command: "${command}"`] as const),
  ...(
    [
      ['python3.12', 'python3.12 app.py'],
      ['uvicorn', 'exec uvicorn app:app --port'],
      ['python', '/usr/bin/python app.py'],
      ['java', 'JAVA_OPTS=-Xmx1g java -jar app.jar'],
      ['bun', 'npm ci && bun run app.ts'],
    ] as const
  ).map(([runtime, command]) => [origin, `command: "${command} \${port}"`, notNode(runtime)] as const),
  [
    'port: 4010, origin: https://api.openai.com }',
    'url: http://127.0.0.1:3000',
    'a.contract.yaml:11:56: error: A component that already runs cannot be led from this origin to the simulator. Let `launch.command` start it, or give `llm` a `port` and configure the component to call it. [origin-fits]',
  ],
  ['origin: https://api.openai.com/v1 }', undefined, spelt('https://api.openai.com/v1', 'https://api.openai.com')],
  ['origin: https://API.openai.com:443 }', undefined, spelt('https://API.openai.com:443', 'https://api.openai.com')],
  ['origin: https://api.openai.com/ }', undefined, spelt('https://api.openai.com/', 'https://api.openai.com')],
  ...['api.openai.com', 'ftp://api.openai.com', 'https://*.openai.com'].map(
    (written) =>
      [
        `origin: ${written.includes('*') ? `"${written}"` : written} }`,
        undefined,
        `a.contract.yaml:11:52: error: \`${written}\` is no origin of HTTP. Write scheme and host, and a port if it is another: \`https://api.openai.com\`. [origin-fits]`,
      ] as const,
  ),
  [
    `${origin}\n  other: { protocol: openai, on-failure: ok, ${origin}`,
    undefined,
    'a.contract.yaml:12:54: error: `https://api.openai.com` is the origin of `llm` already. Give each dependency an origin of its own. [origin-fits]',
  ],
  [
    `${origin}\n  store: { protocol: tcp, target: "127.0.0.1:5432", on-failure: ok, origin: https://db.example.com }`,
    'command: node app.mjs ${port} ${store.port}',
    'a.contract.yaml:12:69: error: `store` is not called over HTTP (`protocol: tcp`): nothing looks for it at an origin. Remove `origin`. [origin-fits]',
  ],
  [
    'tls: true, origin: http://llm.internal }',
    undefined,
    'a.contract.yaml:11:63: error: `http://llm.internal` is called without TLS, and `tls: true` says otherwise. Remove `tls`, or write https. [origin-fits]',
  ],
];

describe('origin-fits', () => {
  it.each(cases)('%s · %s', (downstream, launch, ...says) => {
    expect(linted({ 'a.contract.yaml': contract(downstream, launch) })).toEqual(says);
  });
});
