import { type Loaded, loadContract as loadWith } from '../contract/load.ts';
import { vocabulary } from './vocabulary.ts';

/**
 * Reads a contract file, YAML or JSON, and reports all of its problems in one go. Runs nothing and fetches nothing.
 * @param today the day that waivers are judged by; default: today
 */
export function loadContract(file: string, today: Date = new Date()): Loaded {
  return loadWith(file, { vocabulary, today });
}
