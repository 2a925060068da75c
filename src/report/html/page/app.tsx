import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ReportDocument, RunDocument } from '../../document.ts';
import { anchor, useAddress } from './anchor.ts';
import { everything, type Filter, FilterBar } from './filter.tsx';
import { Run, sections } from './run.tsx';
import { Runs } from './runs.tsx';
import { Text } from './text.tsx';

/** The whole page. */
export function App({ report }: { readonly report: ReportDocument }) {
  const [filter, setFilter] = useState<Filter>(everything);
  const printing = usePrinting();
  const address = useAddress();
  const { runs } = report;
  const names = useMemo(() => runs.map(({ contract }) => contract.name), [runs]);
  useEffect(() => {
    document.title = `${names.join(', ') || 'Nothing'} – Shakedown report`;
  }, [names]);
  return (
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="top">
        <p class="brand">
          <strong>Shakedown</strong> <span>{report.shakedown}</span>
        </p>
        <nav aria-label="Sections">
          <ul>
            {links(runs).map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>
                  <Text of={title} most={40} />
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <FilterBar filter={filter} change={setFilter} />
      </header>
      <main id="content" tabIndex={-1}>
        {runs.length === 0 && <p>No contract was run.</p>}
        {runs.length > 1 && <Runs runs={runs} />}
        {runs.map((run, i) => (
          <Run key={i} run={run} index={i} alone={runs.length === 1} {...{ filter, printing, address }} />
        ))}
      </main>
      <footer>
        <p>
          Made by Shakedown {report.shakedown}. Times are milliseconds from the sending of the request. What the
          component sent is shown as text; control and direction characters as <code>\u202e</code>.
        </p>
      </footer>
    </>
  );
}

const mostLinks = 8;

/** The parts of the only run; of several, the runs. */
function links(runs: readonly RunDocument[]): readonly { readonly id: string; readonly title: string }[] {
  if (runs.length === 1) return sections(runs[0]!, 0);
  if (runs.length > mostLinks) return [{ id: 'runs', title: 'All contracts' }];
  return runs.map(({ contract }, i) => ({ id: anchor(i, 'section', 'overview'), title: contract.name }));
}

/** On paper all is open. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = matchMedia('print');
    const changed = () => setPrinting(media.matches);
    const begun = () => setPrinting(true);
    const over = () => setPrinting(false);
    media.addEventListener('change', changed);
    addEventListener('beforeprint', begun);
    addEventListener('afterprint', over);
    changed();
    return () => {
      media.removeEventListener('change', changed);
      removeEventListener('beforeprint', begun);
      removeEventListener('afterprint', over);
    };
  }, []);
  return printing;
}
