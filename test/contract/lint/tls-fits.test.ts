import { describe, expect, it } from '@jest/globals';
import { linted } from '../linted.ts';

const contract = (
  llm: string,
  launch = 'command: node app.mjs ${port}\n    env: { LLM: "${llm.url}", NODE_EXTRA_CA_CERTS: "${llm.ca}" }',
) => `shakedown: 1
component:
  name: ask
  launch:
    ${launch}
upstream:
  ask:
    call: POST /v1/ask
    answers: { ok: { status: 200 } }
downstream:
  llm: ${llm}
`;
const untold = 'command: node app.mjs ${port} ${llm.url}';

const cases: readonly (readonly [llm: string, launch: string | undefined, ...says: string[]])[] = [
  ['{ protocol: openai, tls: true, on-failure: ok }', undefined],
  ['{ protocol: openai, tls: false, on-failure: ok }', untold],
  [
    '{ protocol: openai, tls: yes, on-failure: ok }',
    undefined,
    'a.contract.yaml:12:33: error: `downstream.llm.tls` is "yes"; it must be true or false. Write `true`. [shape]',
  ],
  [
    '{ protocol: tcp, target: 127.0.0.1:5432, tls: true, on-failure: ok }',
    undefined,
    'a.contract.yaml:12:49: error: The real server of `llm` speaks what it speaks: its bytes are passed on as they are (`protocol: tcp`). Remove `tls`. [tls-fits]',
  ],
  [
    '{ protocol: openai, tls: true, on-failure: ok }',
    untold,
    'a.contract.yaml:11:28: warning: The component is never told which CA it has to trust for `llm`. Add `NODE_EXTRA_CA_CERTS: ${llm.ca}`, or what its TLS library reads, to `component.launch.env`. [tls-fits]',
  ],
  [
    '{ protocol: openai, on-failure: ok }',
    undefined,
    'a.contract.yaml:6:52: error: `llm` is not spoken to over TLS: it has no CA. Add `tls: true` to `llm`, or remove `${llm.ca}`. [tls-fits]',
  ],
  [
    '{ protocol: openai, tls: true, port: 4010, on-failure: ok }',
    'url: http://127.0.0.1:8080',
    'a.contract.yaml:11:28: error: `llm` is spoken to over TLS, and a component that already runs cannot be told the CA of this run. Remove `tls`, or let `launch.command` start the component. [tls-fits]',
  ],
];

describe('tls-fits', () => {
  it.each(cases)('%s, %s', (llm, launch, ...says) => {
    expect(linted({ 'a.contract.yaml': contract(llm, launch) })).toEqual(says);
  });

  it('a misspelt placeholder for the CA is told by placeholder-known alone', () => {
    const launch = 'command: node app.mjs ${port} ${llm.url} ${lm.ca}';
    expect(linted({ 'a.contract.yaml': contract('{ protocol: openai, on-failure: ok }', launch) })).toEqual([
      'a.contract.yaml:5:14: error: `${lm.ca}` names no dependency: there is no `downstream.lm`. Did you mean `${llm.ca}`? [placeholder-known]',
    ]);
  });
});
