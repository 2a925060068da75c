import type { RunDocument } from '../../document.ts';
import { Moments } from './moments.tsx';
import { countsOf, type ShownTrial, told } from './outcome.ts';
import { Block, count, Prose, Reference, Text, time } from './text.tsx';
import { VerdictMark, verdictText } from './verdict.tsx';

interface Props {
  readonly run: RunDocument;
  readonly trials: readonly ShownTrial[];
  readonly id: string;
}

/** The verdict, what was and was not exercised, and who answers for it. */
export function Overview({ run, trials, id }: Props) {
  const { contract, stopped } = run;
  return (
    <section id={id} class={`overview ${run.verdict}`}>
      <p class="file">
        <Text of={contract.file} />
      </p>
      <h1 id={`${id}-title`}>
        <VerdictMark run={run} /> <Text of={contract.name} />{' '}
        <span class="said">
          <Text of={verdictText(run)} />
        </span>
      </h1>
      {contract.summary && (
        <p class="lead">
          <Prose of={contract.summary} />
        </p>
      )}
      {run.gate.map((line) => (
        <p key={line} class="gate-line">
          <Prose of={line} />
        </p>
      ))}
      {stopped && <Stopped run={run} id={`${id}-stopped`} />}
      <Bar trials={trials} />
      <div class="facts">
        <Facts run={run} />
        <Owner run={run} />
      </div>
    </section>
  );
}

/** How many trials became what, as one bar. */
function Bar({ trials }: Pick<Props, 'trials'>) {
  if (trials.length === 0) return null;
  const counts = countsOf(trials);
  return (
    <div class="verdicts">
      <div class="bar" aria-hidden="true">
        {counts.map(({ outcome, count: n }) => (
          <span key={outcome} class={outcome.replace(' ', '-')} style={{ flexGrow: String(n) }} />
        ))}
      </div>
      <ul>
        {counts.map(({ outcome, count: n }) => (
          <li key={outcome}>
            <span class={`dot ${outcome.replace(' ', '-')}`}>{told[outcome].mark}</span> <b>{n.toLocaleString('en')}</b>{' '}
            {told[outcome].name}
          </li>
        ))}
        <li class="all">of {count(trials.length, 'trial')}</li>
      </ul>
    </div>
  );
}

function Facts({ run }: Pick<Props, 'run'>) {
  const { contract, timing, seed, profile, trials } = run;
  return (
    <dl>
      <dt>Exercised</dt>
      <dd>
        {trials.length === 0 ? (
          <span class="missing">nothing</span>
        ) : (
          contract.operations.map(({ name, call }) => (
            <div key={name}>
              <code>
                <Text of={call} />
              </code>{' '}
              (<Text of={name} />)
            </div>
          ))
        )}
        {trials.length > 0 && contract.dependencies.length > 0 && (
          <div>
            against <Text of={contract.dependencies.map(({ name, protocol }) => `${name} (${protocol})`).join(', ')} />
          </div>
        )}
      </dd>
      <dt>Not exercised</dt>
      <dd>
        {unexercised(run).map((what) => (
          <div key={what}>
            <Text of={what} />
          </div>
        ))}
      </dd>
      <dt>Run</dt>
      <dd>
        <div>
          seed <code>{seed}</code> · profile <code>{profile}</code>
        </div>
        <div>
          {count(timing.cases, 'case')} in {time(timing.took)} on {count(timing.rigs, 'rig')}
          {timing.added > 0 && `; the harness adds ${time(timing.added)}`}
        </div>
        {timing.began > 0 && <div>{`${new Date(timing.began).toISOString().slice(0, 16).replace('T', ' ')} UTC`}</div>}
      </dd>
    </dl>
  );
}

function unexercised({ coverage: { planned, met }, trials, omitted, uncalled }: RunDocument): string[] {
  const told = [
    ...(planned > trials.length ? [`${count(planned - trials.length, 'planned trial')} not played`] : []),
    ...(uncalled.length > 0 ? [`never called: ${uncalled.join(', ')}`] : []),
    ...(met < trials.length ? [`${count(trials.length - met, 'trial')} whose fault was never met`] : []),
    ...(omitted.length > 0 ? [`${count(omitted.length, 'combination')} left out, with reasons below`] : []),
  ];
  if (told.length > 0) return told;
  return [trials.length === 0 ? 'all of it' : 'nothing was left out'];
}

function Owner({ run: { contract } }: Pick<Props, 'run'>) {
  const { owner, escalation, runbook } = contract;
  const none = <span class="missing">not named in the contract</span>;
  return (
    <dl class="owner">
      <dt>Owner</dt>
      <dd>{owner ? <Text of={owner} /> : none}</dd>
      <dt>Escalation</dt>
      <dd>{escalation ? <Reference to={escalation} /> : none}</dd>
      <dt>Runbook</dt>
      <dd>{runbook ? <Reference to={runbook} /> : none}</dd>
    </dl>
  );
}

function Stopped({ run, id }: Pick<Props, 'run' | 'id'>) {
  const { detail, output, observation, timeline, broken } = run.stopped!;
  const { contract } = run;
  return (
    <div class="stopped">
      <p>
        <b>{run.trials.length === 0 ? 'Nothing was played.' : 'It ended before its plan did.'}</b> <Prose of={detail} />
      </p>
      {broken?.map(({ check, told: said }) => (
        <p key={check}>
          <span class="mark broken">✗</span> <code>{check}</code> <Prose of={said} />
        </p>
      ))}
      {observation && timeline && <Moments {...{ observation, timeline, contract }} id={id} />}
      {output?.trim() && (
        <>
          <h2>It wrote</h2>
          <Block of={output} name="What the component wrote" />
        </>
      )}
    </div>
  );
}
