import type { Answered, Internals } from '../observation/observation.ts';
import { broken, type Check, holds, notApplicable } from './check.ts';

export const noLeakedInternals: Check = {
  name: 'no-leaked-internals',
  claim: 'no answer shows a secret, a stack trace, a file path or an internal address',
  why: 'Error texts are read by strangers. Keys in them are used, paths and addresses in them make the next attack easier.',
  fix: 'Log the error with its details and answer with a text of your own and an id to find it by.',
  inTraffic: {},
  judge(_, { case: played, answer, request, internals }) {
    const came = shownBy(answer);
    if (!came) return notApplicable('there was no answer');
    const shown = [came.body.text, ...came.headers.map(([n, v]) => `${n}: ${v}`)].join('\n');
    const sent = [request.target, request.body.text, ...request.headers.map(([, v]) => v)];
    for (const { what, found } of leaks(shown, internals)) {
      // What the caller sent itself is no secret of the component.
      if (sent.join('\n').includes(found)) continue;
      return broken({
        told: `The answer shows ${what}.`,
        expected: 'nothing of the inside',
        cites: `/upstream/${played.operation}/answers`,
        shape: what,
      });
    }
    return holds;
  },
};

const shownBy = (answer: Answered) => (answer.kind === 'none' ? answer.begun : answer);

// A frame of a stack as JavaScript, Python, Java, Go and Ruby print it.
const frames = [
  /\bat (?:async )?[\w.<>$[\] ]*\(?(?:file:\/\/|node:|\/)[^\s)]+:\d+:\d+/,
  /Traceback \(most recent call last\)/,
  /File "[^"]+", line \d+/,
  /\bat [\w.$]+\([\w]+\.java:\d+\)/,
  /goroutine \d+ \[/,
  /\.rb:\d+:in [`']/,
];

function* leaks(shown: string, { secrets, addresses, folder }: Internals): Generator<{ what: string; found: string }> {
  for (const [name, canary] of Object.entries(secrets))
    if (shown.includes(canary)) yield { what: `the secret \`${name}\``, found: canary };
  for (const frame of frames) {
    const match = frame.exec(shown);
    if (match) yield { what: 'a stack trace', found: match[0] };
  }
  for (const address of addresses)
    if (shown.includes(address)) yield { what: 'the internal address of a dependency', found: address };
  if (folder.length > 1 && shown.includes(`${folder}/`))
    yield { what: 'a file path of the component', found: `${folder}/` };
}
