import { describe, expect, it } from '@jest/globals';
import { judge } from '../../src/check/judge.ts';
import { withoutSecrets } from '../../src/observation/journal.ts';
import { tellingOnly } from '../../src/run/telling.ts';
import { contract, observation } from '../check/observed.ts';
import { asItShould, trafficked } from '../check/trafficked.ts';

const promises = contract();
const wholeOf = (observed: ReturnType<typeof trafficked>) => observed.traffic!.requests.filter(({ whole }) => whole);

describe('what is kept of traffic', () => {
  it('is judged as all of it was', () => {
    for (const went of [
      asItShould,
      (due: number) => ({ ...asItShould(due), ...(due > 1500 && due < 1700 ? { took: 1500 } : {}) }),
      (due: number) => (due > 1500 && due < 1800 ? ({ answer: 'degraded' } as const) : asItShould(due)),
      (due: number) =>
        due > 2000 ? ({ answer: 'degraded', calls: ['silence', 'silence'] } as const) : asItShould(due),
      (due: number) => (due === 1500 ? ({ answer: 'undeclared 500' } as const) : asItShould(due)),
    ]) {
      const all = trafficked(went);
      expect(judge(promises, tellingOnly(promises, all))).toEqual(judge(promises, all));
    }
  });

  it('is little: some requests of each kind are whole', () => {
    const kept = tellingOnly(promises, trafficked(asItShould));
    expect(wholeOf(kept).length).toBeLessThan(6);
    expect(kept.traffic!.requests).toHaveLength(170);
    expect(JSON.stringify(kept).length).toBeLessThan(JSON.stringify(trafficked(asItShould)).length / 2);
  });

  it('stands for the request that broke something', () => {
    const odd = (due: number) => (due === 3000 ? ({ answer: 'undeclared 500' } as const) : asItShould(due));
    const kept = tellingOnly(promises, trafficked(odd));
    expect(kept.answer).toMatchObject({ status: 500 });
  });

  it('is everything where there was none', () => {
    const one = observation();
    expect(tellingOnly(promises, one)).toBe(one);
  });

  it('has no credentials', () => {
    const kept = trafficked(asItShould);
    const requests = kept.traffic!.requests.map(({ whole, ...rest }) => ({
      ...rest,
      whole: { ...whole!, request: { ...whole!.request, headers: [['cookie', 'secret-of-others']] as const } },
    }));
    const stored = withoutSecrets({ ...kept, traffic: { ...kept.traffic!, requests } });
    expect(JSON.stringify(stored)).not.toContain('secret-of-others');
    expect(JSON.stringify(stored)).toContain('(removed)');
  });
});
