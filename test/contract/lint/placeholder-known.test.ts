import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  {
    change: ['${llm.url}', '${lmm.url}'],
    says: [
      'a.contract.yaml:9:16: error: `${lmm.url}` names no dependency: there is no `downstream.lmm`. Did you mean `${llm.url}`? [placeholder-known]',
    ],
  },
  {
    change: ['${llm.url}', '${vectors.url}'],
    says: [
      'a.contract.yaml:9:16: error: `${vectors.url}` names no dependency: there is no `downstream.vectors`. There are ${port}, ${llm.url}, ${search.url}, ${secret.<name>}. [placeholder-known]',
    ],
  },
  {
    change: ['${llm.url}', '${llm}'],
    says: [
      'a.contract.yaml:9:16: error: `${llm}` is not a placeholder. Did you mean `${llm.url}`? [placeholder-known]',
    ],
  },
  {
    change: ['${llm.url}', '${LLM_URL}'],
    says: [
      'a.contract.yaml:9:16: error: `${LLM_URL}` is not a placeholder. Did you mean `${llm.url}`? [placeholder-known]',
    ],
  },
  {
    change: ['${llm.url}', '${llm.url/v1'],
    says: [
      'a.contract.yaml:9:16: error: The placeholder `${llm.url/v1` does not end. There are ${port}, ${llm.url}, ${search.url}, ${secret.<name>}. [placeholder-known]',
    ],
  },
  {
    change: ['PORT: ${port}', 'PORT: ${prot}'],
    says: ['a.contract.yaml:8:13: error: `${prot}` is not a placeholder. Did you mean `${port}`? [placeholder-known]'],
  },
  {
    change: ['PORT: ${port}', 'PORT: ${PORT}'],
    says: ['a.contract.yaml:8:13: error: `${PORT}` is not a placeholder. Did you mean `${port}`? [placeholder-known]'],
  },
  {
    change: ['PORT: ${port}', 'PORT: ${listen}'],
    says: [
      'a.contract.yaml:8:13: error: `${listen}` is not a placeholder. There are ${port}, ${llm.url}, ${search.url}, ${secret.<name>}. [placeholder-known]',
    ],
  },
  {
    change: ['PORT: ${port}', 'PORT: "8080"'],
    says: [
      'a.contract.yaml:5:3: error: The component is never told its port. Add `PORT: ${port}` to `env`, or write ${port} in the command. [placeholder-known]',
    ],
  },
  {
    change: ['      LLM_URL: ${llm.url}\n', ''],
    says: [
      'a.contract.yaml:32:3: warning: The component is never told where `llm` is. Add `LLM_URL: ${llm.url}` to `component.launch.env`. [placeholder-known]',
    ],
  },
  {
    change: ['      LLM_URL: ${llm.url}\n', '      KEY: ${secret.openai}\n      OTHER: ${secrets.other}\n'],
    says: [
      'a.contract.yaml:10:14: error: `${secrets.other}` is not a placeholder. Did you mean `${secret.other}`? [placeholder-known]',
      'a.contract.yaml:34:3: warning: The component is never told where `llm` is. Add `LLM_URL: ${llm.url}` to `component.launch.env`. [placeholder-known]',
    ],
  },
  {
    change: [
      'command: node app.mjs',
      'command: node app.mjs --port ${port} --home ${HOME} --wait ${WAIT:-1} --to ${to}',
    ],
    says: [
      'a.contract.yaml:6:14: error: `${to}` is not a placeholder. There are ${port}, ${llm.url}, ${search.url}, ${secret.<name>}. [placeholder-known]',
    ],
  },
  {
    change: ['    command: node app.mjs\n', '    url: http://127.0.0.1:8080\n'],
    says: [
      'a.contract.yaml:33:3: error: `llm` has no `port`, and a component that already runs cannot be told a free one. Add `port:` with the port that the component calls. [placeholder-known]',
      'a.contract.yaml:38:3: error: `search` has no `port`, and a component that already runs cannot be told a free one. Add `port:` with the port that the component calls. [placeholder-known]',
    ],
  },
  {
    change: ['    protocol: openai\n', '    protocol: openai\n    port: 4010\n'],
    says: [],
  },
  {
    change: ['LLM_URL: ${llm.url}', 'LLM_URL: [ "${llm.url}" ]'],
    says: [
      'a.contract.yaml:9:16: error: `component.launch.env.LLM_URL` is ["${llm.url}"]; it must be a text, a number or a boolean. Correct it. [shape]',
    ],
  },
  {
    change: ['    command: node app.mjs\n', '    comand: node app.mjs ${what}\n'],
    says: [
      'a.contract.yaml:6:5: error: "comand" is not a key of `component.launch`. Did you mean `command`? [unknown-key]',
      'a.contract.yaml:6:13: error: `${what}` is not a placeholder. There are ${port}, ${llm.url}, ${search.url}, ${secret.<name>}. [placeholder-known]',
    ],
  },
  {
    change: ['    command: node app.mjs\n    env:\n      PORT: ${port}\n', '    module: ./app.ts\n    env:\n'],
    says: [],
  },
];

describe('placeholder-known', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
