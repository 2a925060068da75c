import { describe, expect, it } from '@jest/globals';
import { trafficFigures } from '../../src/observation/traffic-figures.ts';
import { trafficCells, trafficText } from '../../src/report/traffic.ts';
import { observation } from '../check/observed.ts';
import { asItShould, trafficked } from '../check/trafficked.ts';

describe('traffic in a few numbers', () => {
  it('is counted before, during and after the outage', () => {
    const twice = (due: number) =>
      due >= 1000 && due < 2000 ? ({ answer: 'degraded', calls: ['silence', 'silence'] } as const) : asItShould(due);
    const figures = trafficFigures(trafficked(twice))!;
    expect(trafficText(figures)).toBe(
      '170 requests · ok before 20 of 20, during 0 of 20, after 130 of 130 · calls of llm per request 1.0, 2.0, 1.0 · told apart by their words',
    );
    expect(trafficCells(figures)).toEqual(['20 of 20', '0 of 20', '130 of 130', '1.0, 2.0, 1.0', 'by their words']);
  });

  it('is nothing where there was none', () => {
    expect(trafficFigures(observation())).toBeUndefined();
  });
});
