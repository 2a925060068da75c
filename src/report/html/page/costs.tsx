import { anchor, labelledBy } from './anchor.ts';
import { Scrolling } from './scrolling.tsx';
import { Text } from './text.tsx';
import type { View } from './view.ts';

/** What one request costs when a dependency fails, beside what it costs when all is well. */
export function Costs({ run: { costs, contract }, index, id }: View & { readonly id: string }) {
  const tokened = costs.some(({ tokens }) => tokens);
  return (
    <section id={id} aria-labelledby={labelledBy(id)}>
      <h2 id={`${id}-title`}>Cost under failure</h2>
      <p class="hint">
        The most that one request cost, retries included. Where nothing failed it is the same for each row of an
        operation.
      </p>
      <Scrolling name="Cost under failure">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">when this fails</th>
              <th scope="col">calls: well</th>
              <th scope="col">at most</th>
              <th scope="col">in</th>
              {tokened && (
                <>
                  <th scope="col">tokens: well</th>
                  <th scope="col">at most</th>
                  <th scope="col">in</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {costs.map(({ operation, dependency, healthy, calls, tokens }) => (
              <tr key={`${operation}/${dependency}`}>
                <th scope="row">
                  <Text of={`${operation} × ${dependency}`} />
                </th>
                <Spent well={healthy.calls} most={calls} index={index} />
                {tokened && <Spent well={healthy.tokens} most={tokens ?? { trial: '', spent: 0 }} index={index} />}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      <p class="hint">
        {contract.operations
          .filter(({ budget }) => budget.tokens !== undefined)
          .map(({ name, budget }) => `The budget of ${name} is ${budget.tokens} tokens.`)
          .join(' ')}
      </p>
    </section>
  );
}

interface SpentProps {
  readonly well: number;
  readonly most: { readonly trial: string; readonly spent: number };
  readonly index: number;
}

function Spent({ well, most: { trial, spent }, index }: SpentProps) {
  const more = well > 0 && spent > well;
  return (
    <>
      <td class="number">{well}</td>
      <td class="number">
        {spent}
        {more && <b class="times"> {(spent / well).toFixed(1)} ×</b>}
      </td>
      <td>
        {more && (
          <a href={`#${anchor(index, 'trial', trial)}`}>
            <Text of={trial.split('/').slice(2).join(' ')} />
          </a>
        )}
      </td>
    </>
  );
}
