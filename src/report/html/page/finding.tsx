import { useState } from 'preact/hooks';
import { isOpen } from '../../../run/open.ts';
import type { ContractDocument, FindingDocument } from '../../document.ts';
import { standing } from '../../gate-text.ts';
import { latencyText, slowText } from '../../latency.ts';
import { seenText } from '../../seen-text.ts';
import { trafficText } from '../../traffic.ts';
import { anchor } from './anchor.ts';
import { LatencyCurve } from './latency-curve.tsx';
import { Moments } from './moments.tsx';
import { Scrolling } from './scrolling.tsx';
import { Block, count, Prose, Text } from './text.tsx';
import { TrafficChart } from './traffic-chart.tsx';

interface Props {
  readonly finding: FindingDocument;
  readonly contract: ContractDocument;
  readonly index: number;
  /** The address leads to it. */
  readonly named: boolean;
  readonly open: boolean;
  readonly toggle: () => void;
}

/** One finding: its head always, the rest when it is open. */
export function Finding({ finding, contract, index, named, open, toggle }: Props) {
  const { id, check, judgement, title, trials } = finding;
  const aside = !isOpen(finding);
  const at = anchor(index, 'finding', id);
  return (
    <li id={at} class={`finding ${aside ? 'waived' : ''} ${named ? 'named' : ''}`}>
      <h3>
        <button type="button" aria-expanded={open} aria-controls={`${at}-body`} onClick={toggle}>
          <span class={`mark ${aside ? 'waived' : 'broken'}`} aria-hidden="true">
            {aside ? '–' : '✗'}
          </span>
          <span class="said">
            <Prose of={judgement.told} />
          </span>
          <span class="what">
            <Text of={title} most={240} />
          </span>
          <span class="tags">
            <code>
              <Text of={check} />
            </code>{' '}
            <span class="many">{count(trials.length, 'trial')}</span>
            {standing(finding).map(([what]) => (
              <span key={what} class="many">
                {what}
              </span>
            ))}
          </span>
        </button>
        <a class="link" href={`#${at}`} aria-label={`Link to finding ${id}`}>
          #{id}
        </a>
      </h3>
      <div id={`${at}-body`} class="body">
        {open && <Body {...{ finding, contract, index, at }} />}
      </div>
    </li>
  );
}

function Body({ finding, contract, index, at }: Omit<Props, 'named' | 'open' | 'toggle'> & { readonly at: string }) {
  const { observation, timeline, expected, kinds, wrote, claim, why, fix, traffic, latency } = finding;
  return (
    <>
      <dl class="pairs">
        <dt>Expected</dt>
        <dd>
          <Prose of={expected} />
        </dd>
        {kinds.map(({ name, summary }) => (
          <>
            <dt>
              <Text of={name} />
            </dt>
            <dd>
              <Prose of={summary} />
            </dd>
          </>
        ))}
        <dt>Smallest case</dt>
        <dd>
          <Text of={finding.smallest} />
        </dd>
        {finding.seen && seenText(finding.seen) && (
          <>
            <dt>History</dt>
            <dd>
              <Text of={seenText(finding.seen)!} />
            </dd>
          </>
        )}
        {standing(finding).map(([what, text]) => (
          <>
            <dt>{what}</dt>
            <dd>
              <Text of={text} />
            </dd>
          </>
        ))}
      </dl>
      <Quote finding={finding} />
      <h4>What happened{traffic || latency ? ', in one of its requests' : ''}</h4>
      <Moments {...{ observation, timeline, contract }} id={at} />
      {traffic && (
        <>
          <h4>Under traffic</h4>
          <p>
            <Text of={trafficText(traffic)} />
          </p>
          <TrafficChart observation={observation} />
        </>
      )}
      {latency && (
        <>
          <h4>Latency</h4>
          <p>
            <Text of={latencyText(latency)} />
          </p>
          <LatencyCurve figures={latency} />
          <ul>
            {latency.slowest.map((slow) => (
              <li key={slow.due}>
                <Text of={slowText(slow)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {wrote && (
        <>
          <h4>The component wrote</h4>
          <Block of={wrote} name="What the component wrote" />
        </>
      )}
      {fix && (
        <div class="fix">
          <h4>Usual fix</h4>
          <p>
            <Prose of={fix} />
          </p>
          <p class="hint">
            <code>{finding.check}</code>: <Prose of={claim} />. <Prose of={why} />
          </p>
        </div>
      )}
      <Reproduction finding={finding} />
      <Others {...{ finding, index }} />
    </>
  );
}

/** The lines of the contract that are broken. */
function Quote({ finding: { place, quote } }: Pick<Props, 'finding'>) {
  return (
    <figure class="quote">
      <figcaption>
        <span>
          The contract says{place.written ? '' : ', by default'}:{' '}
          <code>
            <Text of={place.what} />
          </code>
        </span>
        <span class="place">
          <Text of={`${place.file}:${place.line}`} />
        </span>
      </figcaption>
      {quote.length > 0 && (
        <Scrolling name="The lines of the contract" lines>
          {quote.map(({ line, text, cited }) => (
            <span key={line} class={cited ? 'cited' : undefined}>
              <i>{String(line).padStart(4)}</i> <Text of={text} />
              {'\n'}
            </span>
          ))}
        </Scrolling>
      )}
    </figure>
  );
}

function Reproduction({ finding: { id, curl } }: Pick<Props, 'finding'>) {
  return (
    <>
      <h4>Reproduce</h4>
      <Command text={`npx shakedown replay ${id}`} name="Command that plays it again" />
      {curl ? (
        <Command text={curl} name="Command that sends the request alone" />
      ) : (
        <p class="hint">The request is too long to be sent from here: the JSON report holds its command.</p>
      )}
      <p class="hint">
        The first plays it again with all that failed. The second only sends its request, to a component at{' '}
        <code>$COMPONENT</code>.
      </p>
    </>
  );
}

function Command({ text, name }: { readonly text: string; readonly name: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div class="command">
      <Scrolling name={name} lines>
        <Text of={text} most={2000} />
      </Scrolling>
      <button type="button" onClick={copy} aria-label={`Copy: ${name}`}>
        {copied ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}

const mostTrials = 400;

function Others({ finding: { trials }, index }: Pick<Props, 'finding' | 'index'>) {
  return (
    <details class="others">
      <summary>{count(trials.length, 'trial')} hit it</summary>
      <ul>
        {trials.slice(0, mostTrials).map((id) => (
          <li key={id}>
            <a href={`#${anchor(index, 'trial', id)}`}>
              <Text of={id} />
            </a>
          </li>
        ))}
      </ul>
      {trials.length > mostTrials && <p>and {count(trials.length - mostTrials, 'more')}</p>}
    </details>
  );
}
