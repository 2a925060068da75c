// Runs in a process of its own, beside the one of the tests: plays what it is asked for, on rigs that stay open.
// Arguments: what is wanted, and `here` where a module is to run in the process of the tests.

import { updateCorpus } from '../../cli/store.ts';
import { LaunchError, type ModuleHost } from '../../rig/component/launch.ts';
import { keep } from '../../run/corpus.ts';
import type { Session } from '../../run/session.ts';
import type { FromHarness, Outcome, ToHarness, Wanted } from './messages.ts';
import { open } from './open.ts';
import { toldOf } from './told.ts';

const wanted = JSON.parse(process.argv[2]!) as Wanted;
const starts = new Map<number, (message: ToHarness) => void>();
const tell = (message: FromHarness) => process.send?.(message);

/** Where the tests run. */
const testProcess: ModuleHost = {
  async start(module, env) {
    const start = ++started;
    const answer = async (message: FromHarness) =>
      await new Promise<ToHarness>((resolve) => {
        starts.set(start, resolve);
        tell(message);
      });
    const said = await answer({ kind: 'start', start, ...module, env });
    if (said.kind !== 'started') throw new Error(said.kind === 'not started' ? said.why : 'it was stopped');
    let stopping: Promise<unknown> | undefined;
    return {
      origin: said.origin,
      [Symbol.asyncDispose]: async () => {
        stopping ??= answer({ kind: 'stop', start });
        await stopping;
      },
    };
  },
};

let started = 0;
const opening = open(wanted, process.argv[3] === 'here' ? testProcess : undefined);

process.on('message', async (message: ToHarness) => {
  if (message.kind !== 'play') return starts.get(message.start)?.(message);
  const opened = await opening;
  if ('session' in opened) tell({ kind: 'played', id: message.id, outcome: await play(opened.session, message.id) });
});
// The tests have ended, however that was: with this process its components end.
process.once('disconnect', () => process.exit());
process.once('SIGTERM', async () => {
  const opened = await opening;
  if ('session' in opened) await opened.session[Symbol.asyncDispose]();
  process.exit();
});

const opened = await opening;
tell('failed' in opened ? { kind: 'failed', told: opened.failed } : { kind: 'opened' });

async function play(session: Session, id: string): Promise<Outcome> {
  const { contract, plan } = session;
  const trial = plan.trials.find((one) => one.id === id);
  if (!trial)
    return {
      verdict: 'inconclusive',
      told: 'Nothing can be said of it: started anew, the component made other calls for healthy requests.',
    };
  try {
    const played = await session.play(trial);
    updateCorpus(
      wanted.out,
      played.findings.map((finding) => keep(contract, finding)),
      [],
    );
    return toldOf(contract, played);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    return { verdict: 'inconclusive', told: `Nothing can be said of it: ${error.message}\n${error.output}`.trimEnd() };
  }
}
