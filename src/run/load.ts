import { type Loaded, loadContract as loadWith } from '../contract/load.ts';
import { vocabulary } from './vocabulary.ts';

/**
 * Reads a contract file and reports all of its problems in one go. Fetches nothing; runs nothing but a contract that is
 * TypeScript.
 * @param today the day that waivers are judged by; default: today
 */
export function loadContract(file: string, today: Date = new Date()): Loaded {
  return loadWith(file, { vocabulary, today });
}
