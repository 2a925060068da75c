import type { RunDocument } from '../../document.ts';
import { labelledBy } from './anchor.ts';
import { countsText, type ShownTrial } from './outcome.ts';
import { count, Prose, Text } from './text.tsx';

interface Props {
  readonly run: RunDocument;
  readonly trials: readonly ShownTrial[];
  readonly id: string;
}

/** What was and was not exercised: answers, faults, mess, and what was left out. */
export function Coverage({ run, trials, id }: Props) {
  const answers = Object.entries(run.coverage.answers);
  const seen = answers.filter(([, times]) => times > 0).length;
  const faults = trials.filter(({ site }) => site !== 'input' && site !== 'none');
  const messes = trials.filter(({ site }) => site === 'input');
  const kinds = (of: readonly ShownTrial[]) => new Set(of.map(({ fault }) => fault)).size;
  return (
    <section id={id} class="coverage" aria-labelledby={labelledBy(id)}>
      <h2 id={`${id}-title`}>Coverage</h2>
      <div class="columns">
        <div>
          <h3>
            Answers <span class="many">{`${seen} of ${answers.length}`}</span>
          </h3>
          <ul class="answers">
            {answers.map(([name, times]) => (
              <li key={name} class={times > 0 ? 'seen' : 'never'}>
                <span class="dot" aria-hidden="true">
                  {times > 0 ? '✓' : '○'}
                </span>{' '}
                <Text of={name} /> <b>{times > 0 ? `${times.toLocaleString('en')} ×` : 'never seen'}</b>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>Faults and mess</h3>
          <p>
            {count(kinds(faults), 'kind')} of fault in {count(faults.length, 'trial')}:{' '}
            {countsText(faults) || 'none played'}.
          </p>
          <p>
            {count(kinds(messes), 'kind')} of mess in {count(messes.length, 'trial')}:{' '}
            {countsText(messes) || 'none played'}.
          </p>
          <p>
            {run.coverage.met} of {run.coverage.planned} planned trials met what was planned for them.
          </p>
          {run.explored && (
            <p>
              {count(run.explored.singles, 'fault')} were taken in {count(run.explored.classes, 'way')}; one of each
              stood for the others where two struck at once.
            </p>
          )}
        </div>
      </div>
      {run.remembered.length > 0 && (
        <>
          <h3>Findings of earlier runs</h3>
          <ul>
            {run.remembered.map(({ id: finding, name, now }) => (
              <li key={finding}>
                <code>{finding}</code> <Text of={name} />: {now}
              </li>
            ))}
          </ul>
        </>
      )}
      {run.omitted.length > 0 && <Omitted omitted={run.omitted} />}
    </section>
  );
}

const most = 300;

function Omitted({ omitted }: Pick<RunDocument, 'omitted'>) {
  const reasons = new Map<string, string[]>();
  for (const { what, because } of omitted) {
    const mine = reasons.get(because);
    if (mine) mine.push(what);
    else reasons.set(because, [what]);
  }
  return (
    <>
      <h3>Left out</h3>
      <ul class="omitted">
        {[...reasons].map(([because, what]) => (
          <li key={because}>
            <details>
              <summary>
                <b>{what.length}</b> <Prose of={because} />
              </summary>
              <p>
                <Text of={what.slice(0, most).join(', ')} most={10_000} />
                {what.length > most && ` and ${what.length - most} more`}
              </p>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
