import { brownOut } from './brown-out.ts';
import { capacity } from './capacity.ts';
import { correlated } from './correlated.ts';
import { down } from './down.ts';
import { flapping } from './flapping.ts';
import { gray } from './gray.ts';
import { latencyBrownOut } from './latency-brown-out.ts';
import type { Shape } from './outage.ts';
import { queue } from './queue.ts';
import { ramp } from './ramp.ts';
import { slowRecovery } from './slow-recovery.ts';

/** All shapes that an outage can have. */
export const shapes: readonly Shape[] = [
  down,
  flapping,
  brownOut,
  latencyBrownOut,
  ramp,
  slowRecovery,
  gray,
  correlated,
  capacity,
  queue,
];

/** Throws where there is none: names are looked at when a file is read. */
export function shapeNamed(name: string): Shape {
  const found = shapes.find((shape) => shape.name === name);
  if (!found) throw new Error(`there is no outage called "${name}"`);
  return found;
}
