import type { RunDocument } from '../../document.ts';
import { latencyText } from '../../latency.ts';
import { labelledBy } from './anchor.ts';
import { LatencyCurve } from './latency-curve.tsx';
import { Prose, Text } from './text.tsx';

/** Each trial that is about time: the distribution of what it added, against its budgets. */
export function Latency({ run, id }: { readonly run: RunDocument; readonly id: string }) {
  return (
    <section id={id} class="latency" aria-labelledby={labelledBy(id)}>
      <h2 id={`${id}-title`}>Latency</h2>
      <p class="hint">
        Dependencies reply as slowly as the contract declares, and the component is judged by what it adds to their
        time. A budget holds only where its percentile is below it with certainty: the bar at a point shows how sure it
        is.
      </p>
      {run.trials.flatMap((trial) =>
        (trial.latency ?? []).map((figures, i) => (
          <figure key={`${trial.id}${i}`}>
            <figcaption>
              <b>
                <Text of={trial.id.replace(/\/latency$/, '')} />
              </b>{' '}
              <Text of={latencyText(figures)} />
            </figcaption>
            <LatencyCurve figures={figures} />
            {figures.gates
              .filter(({ because }) => because)
              .map(({ percentile, because }) => (
                <p key={percentile} class="hint">
                  <Prose of={because!} />
                </p>
              ))}
          </figure>
        )),
      )}
    </section>
  );
}
