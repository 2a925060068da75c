import { printable } from '../../printable.ts';
import { type Question, questions } from '../../questions.ts';
import { anchor } from './anchor.ts';
import { Prose } from './text.tsx';
import type { View } from './view.ts';

const marks = { yes: '✓', no: '✗', open: '?' } as const;
const most = 6;

/** The five questions of a deployment, each answered from evidence of this run. */
export function Questions({ run, index }: View) {
  return (
    <section
      class="questions"
      aria-label={printable(`Five questions before a deployment${index > 0 ? ` of ${run.contract.name}` : ''}`)}
    >
      {questions(run).map((question) => (
        <Card key={question.name} question={question} run={index} />
      ))}
    </section>
  );
}

function Card({ question, run }: { readonly question: Question; readonly run: number }) {
  const { name, asks, state, answer, evidence, findings } = question;
  return (
    <div class={`card ${state}`}>
      <h2>
        <span class="mark">{marks[state]}</span> {name}
      </h2>
      <p class="asks">{asks}</p>
      <p class="answer">
        <Prose of={answer} />
      </p>
      <ul>
        {evidence.map((text) => (
          <li key={text}>
            <Prose of={text} />
          </li>
        ))}
      </ul>
      {findings.length > 0 && (
        <p class="links">
          {findings.slice(0, most).map(({ id, check }) => (
            <a key={id} href={`#${anchor(run, 'finding', id)}`} title={printable(check)}>
              {id}
            </a>
          ))}
          {findings.length > most && (
            <a href={`#${anchor(run, 'section', 'findings')}`}>{findings.length - most} more</a>
          )}
        </p>
      )}
    </div>
  );
}
