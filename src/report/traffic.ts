import type { Phase, TrafficFigures } from '../observation/traffic-figures.ts';

const ways = { trace: 'by their trace', words: 'by their words', turns: 'one at a time', none: 'by nothing' } as const;

const phasesOf = ({ before, during, after }: TrafficFigures) => [before, during, after] as const;

const ok = ({ requests, ok }: Phase) => `${ok} of ${requests}`;

/** `1.0, 1.4, 1.0`: before, during, after. */
const callsOf = (figures: TrafficFigures, dependency: string) =>
  phasesOf(figures)
    .map(({ calls }) => calls[dependency]!.toFixed(1))
    .join(', ');

/** How many were `ok` before, during and after the outage, how many calls each of them made then, and by what they were told apart. */
export function trafficCells(figures: TrafficFigures): string[] {
  const names = Object.keys(figures.before.calls);
  const calls = names.map((name) => (names.length > 1 ? `${name} ` : '') + callsOf(figures, name)).join('; ');
  return [...phasesOf(figures).map(ok), calls, ways[figures.attribution]];
}

/** `165 requests · ok before 30 of 30, during 5 of 45, after 90 of 90 · calls of crm per request 1.0, 1.4, 1.0 · …`. */
export function trafficText(figures: TrafficFigures): string {
  const [before, during, after] = phasesOf(figures);
  const calls = Object.keys(before.calls).map((name) => `calls of ${name} per request ${callsOf(figures, name)}`);
  return [
    `${before.requests + during.requests + after.requests} requests`,
    `ok before ${ok(before)}, during ${ok(during)}, after ${ok(after)}`,
    ...calls,
    `told apart ${ways[figures.attribution]}`,
  ].join(' · ');
}
