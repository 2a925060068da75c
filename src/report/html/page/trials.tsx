import { useEffect, useMemo, useState } from 'preact/hooks';
import { anchor, labelledBy, useArrival } from './anchor.ts';
import { isFiltered, trialMatches } from './filter.tsx';
import { countsText, type ShownTrial, told } from './outcome.ts';
import { count, Prose, Text, time } from './text.tsx';
import type { View } from './view.ts';

interface Props extends View {
  readonly trials: readonly ShownTrial[];
  readonly id: string;
}

/** So many rows of a group are drawn before it is asked for more. */
const most = 200;

/** Every trial, by what it strikes. Rows are drawn when their group is opened: there may be many thousands. */
export function Trials({ trials, filter, index, address, id }: Props) {
  const named = trials.find(({ trial }) => anchor(index, 'trial', trial.id) === address);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (named) setOpen((before) => new Set([...before, groupOf(named)]));
  }, [named]);
  useArrival(named !== undefined && open.has(groupOf(named)), address);
  const groups = useMemo(
    () => grouped(trials.filter((one) => one === named || trialMatches(filter, one))),
    [trials, filter, named],
  );
  const shown = groups.reduce((sum, [, mine]) => sum + mine.length, 0);
  return (
    <section id={id} class="trials" aria-labelledby={labelledBy(id)}>
      <h2 id={`${id}-title`}>
        Trials <span class="many">{trials.length.toLocaleString('en')}</span>
      </h2>
      <p class="hint" role="status">
        {isFiltered(filter) ? `${shown.toLocaleString('en')} of ${count(trials.length, 'trial')} match` : ''}
      </p>
      {groups.map(([name, mine]) => (
        <details
          key={name}
          open={open.has(name)}
          onToggle={(event) => {
            const { open: now } = event.currentTarget;
            setOpen((before) => (before.has(name) === now ? before : changed(before, name, now)));
          }}
        >
          <summary>
            <b>
              <Text of={name} />
            </b>{' '}
            <span class="hint">{countsText(mine)}</span>
          </summary>
          {open.has(name) && <Rows {...{ mine, index, named }} />}
        </details>
      ))}
    </section>
  );
}

function changed(before: ReadonlySet<string>, name: string, open: boolean): ReadonlySet<string> {
  const after = new Set(before);
  if (open) after.add(name);
  else after.delete(name);
  return after;
}

const groupOf = ({ operation, site, trial }: ShownTrial) =>
  `${operation}${site === 'none' ? '' : ` × ${site}`} · ${trial.layer}`;

function grouped(trials: readonly ShownTrial[]): [string, ShownTrial[]][] {
  const groups = new Map<string, ShownTrial[]>();
  for (const one of trials) {
    const mine = groups.get(groupOf(one));
    if (mine) mine.push(one);
    else groups.set(groupOf(one), [one]);
  }
  return [...groups];
}

interface RowsProps {
  readonly mine: readonly ShownTrial[];
  readonly index: number;
  readonly named: ShownTrial | undefined;
}

function Rows({ mine, index, named }: RowsProps) {
  const [all, setAll] = useState(false);
  const shown = all ? mine : mine.filter((one, i) => i < most || one === named);
  return (
    <>
      <ul>
        {shown.map(({ trial, fault, rest, outcome, findings }) => {
          const at = anchor(index, 'trial', trial.id);
          return (
            <li key={trial.id} id={at} class={`${outcome.replace(' ', '-')} ${trial === named?.trial ? 'named' : ''}`}>
              <span class="dot">{told[outcome].mark}</span>
              <a href={`#${at}`} class="name">
                <Text of={[fault, rest].filter(Boolean).join(' · ')} />
              </a>
              <span>{told[outcome].name}</span>
              <span class="number">{time(trial.took)}</span>
              <span class="why">
                {findings.map((finding) => (
                  <a key={finding.id} href={`#${anchor(index, 'finding', finding.id)}`}>
                    <Text of={`${finding.check} #${finding.id}`} />
                  </a>
                ))}
                {trial.because && <Prose of={trial.because} />}
                {trial.scenario && <Text of={trial.scenario.title} />}
              </span>
            </li>
          );
        })}
      </ul>
      {shown.length < mine.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show {count(mine.length - shown.length, 'more trial')}
        </button>
      )}
    </>
  );
}
