import { useEffect, useState } from 'preact/hooks';
import { anchor, labelledBy, useArrival } from './anchor.ts';
import { findingMatches, isFiltered } from './filter.tsx';
import { Finding } from './finding.tsx';
import { count } from './text.tsx';
import type { View } from './view.ts';

/** So many are shown before it is asked for more. */
const most = 100;

/** Every finding; the arrow keys, or j and k, move between them. */
export function Findings({ run, index, filter, printing, address, id }: View & { readonly id: string }) {
  const { findings, contract } = run;
  const named = findings.find((finding) => anchor(index, 'finding', finding.id) === address);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(named ? [] : findings.slice(0, 1).map((f) => f.id)));
  const [all, setAll] = useState(false);
  useEffect(() => {
    if (named) setOpen((before) => new Set([...before, named.id]));
  }, [named]);
  useArrival(named !== undefined && open.has(named.id), address);
  const matching = findings.filter((finding) => finding === named || findingMatches(filter, finding));
  const shown = all || printing ? matching : matching.filter((finding, i) => i < most || finding === named);
  const toggle = (key: string) =>
    setOpen((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  const everyOpen = shown.length > 0 && shown.every((finding) => open.has(finding.id));
  return (
    <section id={id} class="findings" aria-labelledby={labelledBy(id)}>
      <div class="title">
        <h2 id={`${id}-title`}>
          Findings <span class="many">{findings.length}</span>
        </h2>
        {shown.length > 1 && (
          <button type="button" onClick={() => setOpen(new Set(everyOpen ? [] : shown.map((finding) => finding.id)))}>
            {everyOpen ? 'Close all' : 'Open all'}
          </button>
        )}
        <p class="hint" role="status">
          {isFiltered(filter) ? `${shown.length} of ${findings.length} match` : ''}
        </p>
      </div>
      {findings.length === 0 && (
        <p>{run.trials.length === 0 ? 'Nothing was tried.' : 'Nothing that was tried broke a line of the contract.'}</p>
      )}
      <ol onKeyDown={move}>
        {shown.map((finding) => (
          <Finding
            key={finding.id}
            {...{ finding, contract, index }}
            named={finding === named}
            open={printing || open.has(finding.id)}
            toggle={() => toggle(finding.id)}
          />
        ))}
      </ol>
      {shown.length < matching.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show {count(matching.length - shown.length, 'more finding')}
        </button>
      )}
    </section>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** From the head of a finding to that of the next or the one before. */
function move(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = steps[event.key];
  const heads = [...event.currentTarget.querySelectorAll<HTMLElement>('.finding > h3 > button')];
  const here = heads.indexOf(event.target as HTMLElement);
  if (step === undefined || here < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  heads[Math.min(heads.length - 1, Math.max(0, here + step))]?.focus();
}
