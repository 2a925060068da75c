import type { Answered, Body, Headers, Observation } from '../../../observation/observation.ts';
import type { Moment } from '../../timeline.ts';
import { Block, Text, time } from './text.tsx';

/** All that was said at a moment: head, headers, body. */
export function Exchange({ moment, observation }: { readonly moment: Moment; readonly observation: Observation }) {
  const call = moment.call === undefined ? undefined : observation.calls[moment.call];
  if (call && moment.way === 'request')
    return (
      <Message
        head={`${call.request.method} ${call.request.target}`}
        headers={call.request.headers}
        body={call.request.body}
        facts={call.flaws.map(({ at, message }) => `${at}: ${message}`)}
      />
    );
  if (call) {
    const { reply, fault, tokens, effect } = call;
    const facts = [
      `${reply.bytes} bytes left the socket; ${ends[reply.end]} after ${time(reply.ended - call.began)}`,
      ...(fault ? [`fault ${fault.kind}: leaves the reply ${fault.leaves}`] : []),
      ...(fault && fault.waited > 0 ? [`held back for ${time(fault.waited)}`] : []),
      ...(tokens === undefined ? [] : [`${tokens} tokens`]),
      ...(effect ? [effect.committed ? 'its effect took place' : 'its effect did not take place'] : []),
    ];
    return <Message head={String(reply.status ?? 'no reply')} headers={reply.headers} facts={facts} />;
  }
  if (moment.who !== 'caller')
    return <Message head={moment.text} headers={[]} facts={moment.note ? [moment.note] : []} />;
  if (moment.way === 'request') {
    const { request } = moment.at > 0 && observation.again ? observation.again : observation;
    return <Message head={`${request.method} ${request.target}`} headers={request.headers} body={request.body} />;
  }
  return (
    <Answer answer={observation.again?.answer.ended === moment.at ? observation.again.answer : observation.answer} />
  );
}

const ends = {
  complete: 'complete',
  closed: 'closed by the dependency',
  reset: 'reset by the dependency',
  abandoned: 'left by the component',
  open: 'still open when the case ended,',
} as const;

function Answer({ answer }: { readonly answer: Answered }) {
  const seen = answer.kind === 'response' ? answer : answer.begun;
  const stream = seen?.stream;
  return (
    <>
      <Message
        head={answer.kind === 'response' ? String(answer.status) : answer.detail}
        headers={seen?.headers ?? []}
        {...(seen ? { body: seen.body } : {})}
      />
      {stream && (
        <ol class="events" aria-label="Events of the stream">
          {stream.events.slice(0, 200).map((event, i) => (
            <li key={i}>
              {time(event.at)} <Text of={`${event.name ?? ''} ${event.data}`} most={300} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

interface MessageProps {
  readonly head: string;
  readonly headers: Headers;
  readonly body?: Body;
  readonly facts?: readonly string[];
}

function Message({ head, headers, body, facts = [] }: MessageProps) {
  return (
    <div class="message">
      <p>
        <b>
          <Text of={head} most={600} />
        </b>
      </p>
      {facts.length > 0 && (
        <ul>
          {facts.map((fact) => (
            <li key={fact}>
              <Text of={fact} most={600} />
            </li>
          ))}
        </ul>
      )}
      {headers.length > 0 && (
        <dl>
          {headers.map(([name, value], i) => (
            <div key={i}>
              <dt>
                <Text of={name} most={100} />
              </dt>
              <dd>
                <Text of={value} most={400} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {body && body.length > 0 && (
        <Block
          of={body.encoding ? `(${body.length} bytes, as ${body.encoding}) ${body.text}` : body.text}
          name={`Body, ${body.length} bytes`}
        />
      )}
    </div>
  );
}
