import type { RunDocument } from '../../document.ts';
import { trafficCells } from '../../traffic.ts';
import { labelledBy } from './anchor.ts';
import { Scrolling } from './scrolling.tsx';
import { Text } from './text.tsx';

/** What came of each outage under traffic. */
export function Outages({ run, id }: { readonly run: RunDocument; readonly id: string }) {
  const rows = run.trials.flatMap(({ id: trial, traffic = [] }) => traffic.map((figures) => ({ trial, figures })));
  return (
    <section id={id} aria-labelledby={labelledBy(id)}>
      <h2 id={`${id}-title`}>Outages under traffic</h2>
      <Scrolling name="Outages under traffic">
        <table class="figures">
          <thead>
            <tr>
              {[
                'outage',
                'ok before',
                'during',
                'after',
                'calls per request before, during, after',
                'calls told apart',
              ].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ trial, figures }, i) => (
              <tr key={i}>
                <th scope="row">
                  <Text of={trial.replace(/\/outage$/, '')} />
                </th>
                {trafficCells(figures).map((cell, n) => (
                  <td key={n}>
                    <Text of={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </section>
  );
}
