import type { Interaction } from '../pact.ts';

/** An interaction that stands in a pact, and what the component did of it. */
export interface JudgedInteraction extends Pick<Interaction, 'description'> {
  readonly consumer: string;
  readonly states: readonly string[];
  /** What is not as the pact wants it; none: it is. */
  readonly mismatches: readonly string[];
  /** The pact says that it is not there yet: it may fail. */
  readonly pending?: true;
}

interface CoreResult {
  readonly interactionResults?: readonly unknown[];
  readonly errors?: readonly CoreError[];
  readonly pendingErrors?: readonly CoreError[];
}

interface CoreError {
  readonly interaction: string;
  readonly mismatch?: CoreMismatch;
}

interface CoreMismatch {
  readonly message?: string;
  readonly mismatches?: readonly { readonly mismatch?: string; readonly path?: string; readonly type?: string }[];
}

type Asked = Pick<JudgedInteraction, 'consumer' | 'description' | 'states'>;

/** Reads what Pact's core tells. Undefined where it does not tell of each interaction: then nothing is known. */
export function judgedPacts(asked: readonly Asked[], json: string): JudgedInteraction[] | undefined {
  let result: CoreResult;
  try {
    result = JSON.parse(json) as CoreResult;
  } catch {
    return undefined;
  }
  const { interactionResults = [], errors = [], pendingErrors = [] } = result;
  const all = [...errors, ...pendingErrors];
  if (interactionResults.length !== asked.length) return undefined;
  const unmatched = all.filter(({ interaction }) => !asked.some((one) => isAbout(interaction, one)));
  if (unmatched.length > 0) return undefined;
  return asked.map((one) => {
    const about = (list: readonly CoreError[]) => list.filter(({ interaction }) => isAbout(interaction, one));
    return {
      ...one,
      mismatches: about(all).flatMap(({ mismatch }) => told(mismatch)),
      ...(about(pendingErrors).length > 0 && about(errors).length === 0 ? { pending: true } : {}),
    };
  });
}

/** `Verifying a pact between A and B Given x and y - a request`. */
function isAbout(named: string, { consumer, states, description }: Asked): boolean {
  const given = states.length > 0 ? ` Given ${states.join(' And ')}` : '';
  const [start, end] = [`Verifying a pact between ${consumer} and `, `${given} - ${description}`];
  if (!named.startsWith(start) || !named.toLowerCase().endsWith(end.toLowerCase())) return false;
  return states.length > 0 || !named.slice(start.length, named.length - end.length).includes(' Given ');
}

function told(mismatch: CoreMismatch | undefined): string[] {
  const all = mismatch?.mismatches ?? [];
  if (all.length === 0) return [mismatch?.message ?? 'it failed, and Pact does not say why'];
  return all.map(({ mismatch: what, path, type }) => `${path ? `${path}: ` : ''}${what ?? type ?? 'does not match'}`);
}
