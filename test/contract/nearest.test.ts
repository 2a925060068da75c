import { describe, expect, it } from '@jest/globals';
import { nearest, suggest } from '../../src/contract/nearest.ts';

const names = ['port', 'on-failure', 'upstream', 'llm.url', 'ok'];

describe('the nearest name', () => {
  it.each([
    ['prot', 'port'],
    ['on_failure', 'on-failure'],
    ['OnFailure', 'on-failure'],
    ['on-failures', 'on-failure'],
    ['upsteam', 'upstream'],
    ['LLM_URL', 'llm.url'],
    ['kl', undefined],
    ['colour', undefined],
    ['', undefined],
  ])('of "%s" is %s', (written, name) => {
    expect(nearest(written, names)).toBe(name);
  });

  it('is asked for; else all names are told', () => {
    expect(suggest('prot', names, 'There are')).toBe('Did you mean "port"?');
    expect(suggest('colour', names, 'There are')).toBe('There are: port, on-failure, upstream, llm.url, ok.');
    expect(suggest('colour', [], 'There are')).toBe('There are none.');
  });
});
