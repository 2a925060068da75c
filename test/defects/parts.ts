import { deliveryDefects } from './delivers/index.ts';
import { instructionDefects } from './instructions/index.ts';
import { latencyDefects, latencyTwins } from './latency/index.ts';
import { modelDefects } from './models/index.ts';
import { searchDefects } from './search/index.ts';
import { serverDefects } from './servers/index.ts';
import { streamDefects, streamTwins } from './streams/index.ts';
import { toolDefects } from './tools/index.ts';
import { trafficDefects } from './traffic/index.ts';

/** A part of the zoo in a folder of its own, with a contract of its own. */
export interface Part {
  readonly folder: string;
  readonly defects: readonly { readonly name: string; readonly check: string }[];
  /** The files of its correct components. */
  readonly correct: readonly string[];
}

const part = (folder: string, defects: Part['defects'], correct: Part['correct'] = ['correct.mjs']): Part => ({
  folder,
  defects,
  correct,
});

export const parts: readonly Part[] = [
  part('delivers', deliveryDefects),
  part('instructions', instructionDefects),
  part(
    'latency',
    latencyDefects,
    latencyTwins.map(({ name }) => `${name}.mjs`),
  ),
  part('models', modelDefects),
  part('search', searchDefects),
  part('servers', serverDefects),
  part(
    'streams',
    streamDefects,
    streamTwins.map(({ file }) => file),
  ),
  part('tools', toolDefects, ['correct.mjs', 'correct-on-stdio.mjs']),
  part('traffic', trafficDefects),
];
