import { useMemo } from 'preact/hooks';
import type { RunDocument } from '../../document.ts';
import { anchor } from './anchor.ts';
import { Costs } from './costs.tsx';
import { Coverage } from './coverage.tsx';
import { Findings } from './findings.tsx';
import { Trend } from './history.tsx';
import { Latency } from './latency.tsx';
import { Matrix } from './matrix.tsx';
import { Outages } from './outages.tsx';
import { shownTrials } from './outcome.ts';
import { Overview } from './overview.tsx';
import { Questions } from './questions.tsx';
import { Trials } from './trials.tsx';
import type { View } from './view.ts';

interface Section {
  readonly name: string;
  readonly title: string;
  has(run: RunDocument): boolean;
}

const all: readonly Section[] = [
  { name: 'overview', title: 'Overview', has: () => true },
  { name: 'matrix', title: 'Matrix', has: ({ trials }) => trials.length > 0 },
  { name: 'findings', title: 'Findings', has: () => true },
  { name: 'latency', title: 'Latency', has: ({ trials }) => trials.some(({ latency }) => latency) },
  { name: 'outages', title: 'Outages', has: ({ trials }) => trials.some(({ traffic }) => traffic) },
  { name: 'costs', title: 'Cost', has: ({ costs }) => costs.length > 0 },
  { name: 'coverage', title: 'Coverage', has: () => true },
  { name: 'history', title: 'History', has: ({ history }) => history !== undefined && history.runs.length > 0 },
  { name: 'trials', title: 'Trials', has: ({ trials }) => trials.length > 0 },
];

/** The parts that a run has something to say in. */
export const sections = (run: RunDocument, index: number) =>
  all.filter(({ has }) => has(run)).map(({ name, title }) => ({ id: anchor(index, 'section', name), title }));

/** All that is told of one run. */
export function Run({ alone, ...view }: View & { readonly alone: boolean }) {
  const { run, index } = view;
  const trials = useMemo(() => shownTrials(run), [run]);
  const id = (name: string) => anchor(index, 'section', name);
  const has = (name: string) => all.find((section) => section.name === name)!.has(run);
  return (
    <article class={alone ? 'run' : 'run one-of-many'} aria-labelledby={`${id('overview')}-title`}>
      <Overview {...{ run, trials }} id={id('overview')} />
      <Questions {...view} />
      {has('matrix') && <Matrix {...view} trials={trials} id={id('matrix')} />}
      <Findings {...view} id={id('findings')} />
      {has('latency') && <Latency run={run} id={id('latency')} />}
      {has('outages') && <Outages run={run} id={id('outages')} />}
      {has('costs') && <Costs {...view} id={id('costs')} />}
      <Coverage {...{ run, trials }} id={id('coverage')} />
      {has('history') && <Trend {...view} id={id('history')} />}
      {has('trials') && <Trials {...view} trials={trials} id={id('trials')} />}
    </article>
  );
}
