import { useState } from 'preact/hooks';
import { printable } from '../../printable.ts';
import { anchor, labelledBy } from './anchor.ts';
import { trialMatches } from './filter.tsx';
import { countsOf, countsText, type Outcome, outcomes, type ShownTrial, told } from './outcome.ts';
import { Scrolling } from './scrolling.tsx';
import { Text } from './text.tsx';
import type { View } from './view.ts';

interface Props extends View {
  readonly trials: readonly ShownTrial[];
  readonly id: string;
}

interface Table {
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, readonly ShownTrial[]>>;
  readonly columns: readonly string[];
}

/** Of more faults than this in one cell only their shares are drawn. */
const mostSquares = 48;

/** operation × dependency × fault, and operation × mess: what held, broke, was not met. */
export function Matrix({ trials, filter, id, index, printing }: Props) {
  const [open, setOpen] = useState<string>();
  const shown = trials.filter((one) => trialMatches(filter, one));
  const tables = [
    { title: 'A dependency fails', trials: shown.filter(({ site }) => !/^(input|none)$|\+/.test(site)) },
    { title: 'Several fail at once', trials: shown.filter(({ site }) => site.includes('+')) },
    { title: 'The input is messy', trials: shown.filter(({ site }) => site === 'input') },
    { title: 'Nothing fails', trials: shown.filter(({ site }) => site === 'none') },
  ].filter((one) => one.trials.length > 0);
  return (
    <section id={id} class="matrix" aria-labelledby={labelledBy(id)}>
      <h2 id={`${id}-title`}>Matrix</h2>
      <p class="hint">
        Each square is a fault, or a way in which input is messy; a cell opens to tell them apart.{' '}
        {outcomes.map((outcome) => (
          <span key={outcome} class="key">
            <span class={`square ${outcome.replace(' ', '-')}`} /> {told[outcome].name}
          </span>
        ))}
      </p>
      {tables.map((one) => (
        <Grid key={one.title} {...one} {...{ open, setOpen, index, id, printing }} />
      ))}
      {tables.length === 0 && <p>Nothing matches.</p>}
    </section>
  );
}

interface GridProps {
  readonly title: string;
  readonly trials: readonly ShownTrial[];
  readonly open: string | undefined;
  readonly setOpen: (key: string | undefined) => void;
  readonly index: number;
  readonly id: string;
}

function Grid({ title, trials, open, setOpen, index, id }: GridProps) {
  const { rows, columns } = tabled(trials);
  const opened = [...rows].flatMap(([row, cells]) =>
    [...cells].filter(([column]) => keyOf(row, column) === open).map(([column, of]) => ({ row, column, of })),
  )[0];
  return (
    <Scrolling name={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                <Text of={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows].map(([row, cells]) => (
            <tr key={row}>
              <th scope="row">
                <Text of={row} />
              </th>
              {columns.map((column) => {
                const of = cells.get(column);
                const key = keyOf(row, column);
                return (
                  <td key={column}>
                    {of ? (
                      <Cell
                        {...{ row, column, of }}
                        open={open === key}
                        toggle={() => setOpen(open === key ? undefined : key)}
                      />
                    ) : (
                      <span class="none">–</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {opened && <Faults {...opened} index={index} id={`${id}-open`} />}
    </Scrolling>
  );
}

const keyOf = (row: string, column: string) => `${row}\n${column}`;

function tabled(trials: readonly ShownTrial[]): Table {
  const rows = new Map<string, Map<string, ShownTrial[]>>();
  const columns = new Set<string>();
  for (const one of trials) {
    const name = one.site === 'none' ? one.operation : `${one.operation} × ${one.site}`;
    const { layer } = one.trial;
    columns.add(layer);
    const row = rows.get(name) ?? new Map<string, ShownTrial[]>();
    const cell = row.get(layer);
    if (cell) cell.push(one);
    else row.set(layer, [one]);
    rows.set(name, row);
  }
  return { rows, columns: [...columns] };
}

interface CellProps {
  readonly row: string;
  readonly column: string;
  readonly of: readonly ShownTrial[];
  readonly open: boolean;
  readonly toggle: () => void;
}

function Cell({ row, column, of, open, toggle }: CellProps) {
  const faults = byFault(of);
  const [worst] = countsOf(of);
  const { outcome, count } = worst!;
  const figure =
    outcome === 'held' ? `${told.held.mark} ${of.length}` : `${told[outcome].mark} ${count} of ${of.length}`;
  return (
    <button
      type="button"
      class={`cell ${outcome.replace(' ', '-')}`}
      aria-expanded={open}
      aria-label={printable(`${row}, ${column}: ${figure} (${countsText(of)})`)}
      onClick={toggle}
    >
      <span class="figure">{figure}</span>
      {faults.length > mostSquares ? (
        <span class="bar">
          {countsOf(of).map((one) => (
            <span key={one.outcome} class={one.outcome.replace(' ', '-')} style={{ flexGrow: String(one.count) }} />
          ))}
        </span>
      ) : (
        <span class="squares">
          {faults.map(([fault, mine]) => (
            <span
              key={fault}
              class={`square ${countsOf(mine)[0]!.outcome.replace(' ', '-')}`}
              title={printable(`${fault}: ${countsText(mine)}`)}
            />
          ))}
        </span>
      )}
    </button>
  );
}

function byFault(trials: readonly ShownTrial[]): [string, ShownTrial[]][] {
  const faults = new Map<string, ShownTrial[]>();
  for (const one of trials) {
    const mine = faults.get(one.fault);
    if (mine) mine.push(one);
    else faults.set(one.fault, [one]);
  }
  const worst = (mine: readonly ShownTrial[]): Outcome => countsOf(mine)[0]!.outcome;
  return [...faults].sort(([, a], [, b]) => outcomes.indexOf(worst(a)) - outcomes.indexOf(worst(b)));
}

/** The faults of a cell by name, each with its trials and where they lead. */
function Faults({
  row,
  column,
  of,
  index,
  id,
}: Pick<CellProps, 'row' | 'column' | 'of'> & { index: number; id: string }) {
  return (
    <div class="faults" id={id}>
      <h3>
        <Text of={`${row} · ${column}`} /> <span>{countsText(of)}</span>
      </h3>
      <ul>
        {byFault(of).map(([fault, mine]) => (
          <li key={fault}>
            <b>
              <Text of={fault} />
            </b>
            {mine.map(({ trial, outcome, rest, findings }) => (
              <a
                key={trial.id}
                class={outcome.replace(' ', '-')}
                href={`#${findings[0] ? anchor(index, 'finding', findings[0].id) : anchor(index, 'trial', trial.id)}`}
                title={printable(trial.because ?? trial.broken.join(', '))}
              >
                <Text of={`${told[outcome].mark} ${rest || told[outcome].name}`} />
              </a>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
