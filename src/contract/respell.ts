import { type Form, fits } from './form.ts';
import { nearest } from './nearest.ts';
import { step } from './pointer.ts';

/** What an unknown key was meant to be. */
export interface Meant {
  /** The key beside it that is meant, or the one that it belongs into. */
  readonly key: string;
  /** Where it belongs: `budget.deadline`; its last step is a key of the format. */
  readonly path: readonly string[];
}

// What other tools call what we call …
const synonyms: Readonly<Record<string, readonly string[]>> = {
  shakedown: ['version', 'apiversion'],
  upstream: ['operations', 'endpoints', 'routes', 'paths', 'provides'],
  downstream: ['dependencies', 'dependency', 'deps', 'services', 'requires'],
  command: ['cmd', 'run', 'start', 'exec', 'script', 'entrypoint'],
  env: ['environment', 'variables'],
  ready: ['health', 'healthcheck', 'healthz', 'readiness'],
  call: ['request', 'route', 'endpoint', 'url'],
  accepts: ['request', 'input', 'takes'],
  expects: ['request', 'input', 'accepts'],
  answers: ['responses', 'response', 'returns', 'outcomes'],
  returns: ['response', 'responses', 'reply', 'answers', 'output'],
  body: ['schema', 'content', 'payload'],
  deadline: ['timeout', 'maxduration'],
  within: ['timeout', 'startuptimeout'],
  calls: ['retries', 'maxcalls', 'attempts'],
  budget: ['limits', 'limit', 'slo', 'sla'],
  status: ['code', 'statuscode'],
  where: ['match', 'when'],
  like: ['kind', 'means', 'meaning', 'type'],
  protocol: ['kind', 'type', 'provider', 'personality'],
  'on-failure': ['fallback', 'onerror'],
  because: ['reason', 'why'],
  happened: ['story', 'seen', 'description', 'background'],
  applies: ['appliesto', 'for', 'targets'],
  params: ['parameters', 'args', 'with', 'options'],
  share: ['probability', 'percent', 'fraction', 'chance'],
  during: ['duration', 'outage', 'lasts'],
  rate: ['rps', 'load'],
  'at-once': ['concurrency', 'concurrent', 'parallel'],
  shape: ['pattern', 'profile'],
  until: ['expires', 'expiry', 'end', 'ends'],
};

const plain = (s: string) => s.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** What `written`, which is not a key of `form`, was meant to be; undefined if nothing is like it. */
export function meant(written: string, form: Form): Meant | undefined {
  const keys = Object.keys(form.properties ?? {}).filter((key) => !key.startsWith('$'));
  const here = (key: string | undefined): Meant | undefined => (key === undefined ? undefined : { key, path: [key] });
  const same = keys.find((key) => plain(key) === plain(written));
  const synonym = keys.find((key) => synonyms[key]?.includes(plain(written)));
  // `status:200` without a space is one key.
  const glued = keys.find((key) => written.startsWith(`${key}:`));
  return here(glued ?? same ?? synonym) ?? elsewhere(written, form) ?? here(nearest(written, keys));
}

const has = (form: Form | undefined, key: string) => Object.hasOwn(form?.properties ?? {}, key);

function elsewhere(written: string, form: Form): Meant | undefined {
  const words = [written, ...Object.keys(synonyms).filter((key) => synonyms[key]!.includes(plain(written)))];
  for (const [key, inner] of Object.entries(form.properties ?? {})) {
    const values = typeof inner.additionalProperties === 'object' ? inner.additionalProperties : undefined;
    for (const word of words) {
      if (has(inner, word)) return { key, path: [key, word] };
      if (has(values, word)) return { key, path: [key, '<name>', word] };
    }
  }
  return undefined;
}

/** The name nearest to `written` that has a form: of a name, or of a JSON Pointer. */
export function nameFor(written: string, form: Form): string {
  const plain = written.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').replace(/^-|-$/g, '');
  const letters = plain.replace(/^[^A-Za-z]+/, '');
  return [step('', written), letters, plain && `x-${plain}`].find((name) => fits(form, name)) ?? 'unnamed';
}
