import type { RunDocument } from '../../document.ts';
import { anchor } from './anchor.ts';
import { countsText, shownTrials } from './outcome.ts';
import { Scrolling } from './scrolling.tsx';
import { Text } from './text.tsx';
import { VerdictMark, verdictText } from './verdict.tsx';

/** All contracts of a report, each with its verdict and who answers for it. */
export function Runs({ runs }: { readonly runs: readonly RunDocument[] }) {
  return (
    <section id="runs" aria-labelledby="runs-title">
      <h1 id="runs-title">{`${runs.filter(({ verdict }) => verdict === 'holds').length} of ${runs.length} contracts hold`}</h1>
      <Scrolling name="All contracts">
        <table class="figures">
          <thead>
            <tr>
              {['contract', 'verdict', 'trials', 'owner'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run, i) => (
              <tr key={i}>
                <th scope="row">
                  <VerdictMark run={run} />{' '}
                  <a href={`#${anchor(i, 'section', 'overview')}`}>
                    <Text of={run.contract.name} />
                  </a>
                </th>
                <td>
                  <Text of={verdictText(run)} />
                </td>
                <td>{countsText(shownTrials(run))}</td>
                <td>
                  <Text of={run.contract.owner ?? '–'} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </section>
  );
}
