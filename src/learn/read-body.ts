import type { Schema } from '../contract/contract.ts';
import { violations } from '../contract/json-schema.ts';
import type { Deviation } from './deviation.ts';
import { decoded } from './encoding.ts';
import { messNamed, unreadableKinds, wrappedKinds, writtenKinds } from './kinds/index.ts';
import type { SeenRequest } from './request.ts';

interface ReadBody {
  readonly found: readonly Deviation[];
  /** Absent where the body cannot be read at all. */
  readonly value?: unknown;
}

const atBody = (kind: string, value: unknown, breaks = true): Deviation => ({ kind, pointer: '/body', breaks, value });

/** The value of a body as far as it can be guessed, and what had to be overlooked for it. */
export function readBody({ body, written }: SeenRequest, schema: Schema): ReadBody {
  if (body === undefined || body.length === 0) return { found: [atBody('empty-body', undefined)] };
  const { text, found } = decoded(body);
  const read = parsed(text);
  if (!read) {
    const unreadable = mended(text);
    return { ...unreadable, found: [...found, ...unreadable.found] };
  }
  const odd = written ? writtenKinds.filter((kind) => kind.fits(text)) : [];
  const inner = unwrapped(read.value, schema);
  return {
    value: inner.value,
    found: [...found, ...odd.map(({ name }) => atBody(name, text, messNamed(name)?.leeway ?? true)), ...inner.found],
  };
}

function mended(text: string): ReadBody {
  for (const { name, mend, fits } of unreadableKinds) {
    const read = mend && parsed(mend(text));
    if (read) return { value: read.value, found: [atBody(name, text)] };
    if (fits?.(text)) return { found: [atBody(name, text)] };
  }
  return { found: [] };
}

/** What is inside of a body counts where it fits the schema better than the whole. */
function unwrapped(value: unknown, schema: Schema): ReadBody & { readonly value: unknown } {
  const flaws = violations(schema, value).length;
  if (flaws === 0) return { value, found: [] };
  for (const { name, unwrap } of wrappedKinds) {
    const inner = unwrap(value);
    if (inner !== undefined && violations(schema, inner).length < flaws)
      return { value: inner, found: [atBody(name, value)] };
  }
  return { value, found: [] };
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
