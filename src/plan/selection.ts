import picomatch from 'picomatch';

/** Whether a trial is wanted, by its id. */
export type Selection = (id: string) => boolean;

/** The trials that one of some globs over `<operation>/<dependency>/<fault>` matches; no globs match all. */
export function selection(only: readonly string[]): Selection {
  if (only.length === 0) return () => true;
  // Read once: there are hundreds of trials.
  return picomatch(only.flatMap((glob) => [glob, `${glob}/**`]));
}
