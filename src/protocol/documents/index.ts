import type { Fault } from '../../fault/fault.ts';
import { plantedInstruction } from './planted-instruction.ts';

/** Faults of what services know by heart: documents, records, results of tools. */
export const documentFaults: readonly Fault[] = [plantedInstruction];
