import { isOpen } from '../../../run/open.ts';
import type { FindingDocument } from '../../document.ts';
import { type Outcome, outcomes, type ShownTrial, told } from './outcome.ts';

/** What of the findings and trials is shown. */
export interface Filter {
  readonly words: string;
  readonly outcome: Outcome | 'any';
}

export const everything: Filter = { words: '', outcome: 'any' };

export const isFiltered = ({ words, outcome }: Filter): boolean => words.trim() !== '' || outcome !== 'any';

const has = (words: string, text: () => string) => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const found = text().toLowerCase();
  return wanted.every((word) => found.includes(word));
};

export function findingMatches({ words, outcome }: Filter, finding: FindingDocument): boolean {
  if (outcome !== 'any' && outcome !== (isOpen(finding) ? 'broke' : 'waived')) return false;
  const { id, name, title, judgement, trials } = finding;
  return has(words, () => [id, name, title, judgement.told, judgement.expected, ...trials].join(' '));
}

export const trialMatches = ({ words, outcome }: Filter, { trial, findings, ...shown }: ShownTrial): boolean =>
  (outcome === 'any' || outcome === shown.outcome) &&
  has(words, () => [trial.id, trial.layer, ...trial.broken, ...findings.map(({ id }) => id)].join(' '));

/** Search and filter, for findings and trials of all runs. */
export function FilterBar({ filter, change }: { readonly filter: Filter; readonly change: (to: Filter) => void }) {
  return (
    <search class="filter">
      <label>
        <span>Search</span>
        <input
          type="search"
          value={filter.words}
          placeholder="llm reset, deadline, 8362ce …"
          onInput={(event) => change({ ...filter, words: event.currentTarget.value })}
        />
      </label>
      <label>
        <span>Show</span>
        <select
          value={filter.outcome}
          onChange={(event) => change({ ...filter, outcome: event.currentTarget.value as Filter['outcome'] })}
        >
          <option value="any">all</option>
          {outcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {`${told[outcome].mark} ${told[outcome].name}`}
            </option>
          ))}
        </select>
      </label>
      {isFiltered(filter) && (
        <button type="button" onClick={() => change(everything)}>
          Show all
        </button>
      )}
    </search>
  );
}
