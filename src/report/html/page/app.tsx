import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ReportDocument } from '../../document.ts';
import { useAddress } from './anchor.ts';
import { everything, type Filter, FilterBar } from './filter.tsx';
import { Run, sections } from './run.tsx';
import { Text } from './text.tsx';
import { VerdictMark } from './verdict.tsx';

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
          {runs.map((run, i) => (
            <ul key={i}>
              {runs.length > 1 && (
                <li class="which">
                  <VerdictMark run={run} /> <Text of={run.contract.name} most={40} />
                </li>
              )}
              {sections(run, i).map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
            </ul>
          ))}
        </nav>
        <FilterBar filter={filter} change={setFilter} />
      </header>
      <main id="content" tabIndex={-1}>
        {runs.length === 0 && <p>No contract was run.</p>}
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
