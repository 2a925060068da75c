import { excerpt, printable } from '../../printable.ts';
import { Scrolling } from './scrolling.tsx';

/** Text of unknown origin on one line. What controls or reorders text is made visible. */
export function Text({ of, most = 2000 }: { readonly of: string; readonly most?: number }) {
  return <bdi dir="ltr">{excerpt(of, most)}</bdi>;
}

/** Prose of ours in which names stand in backticks. */
export function Prose({ of }: { readonly of: string }) {
  return (
    <bdi dir="ltr">
      {excerpt(of, 4000)
        .split('`')
        .map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}
    </bdi>
  );
}

/** Text of unknown origin in its lines; JSON is laid out. */
export function Block({
  of,
  most = 4000,
  name,
}: {
  readonly of: string;
  readonly most?: number;
  readonly name: string;
}) {
  const text = laidOut(of);
  const shown = text.slice(0, most).split('\n').map(printable).join('\n');
  const left = text.length - most;
  return (
    <Scrolling name={name} lines>
      {shown}
      {left > 0 && <i>{`\n… ${left.toLocaleString('en')} more characters`}</i>}
    </Scrolling>
  );
}

function laidOut(text: string): string {
  if (!/^\s*[[{]/.test(text) || text.length > 100_000) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** A link where it is an address on the web, and text else: nothing that would run. */
export function Reference({ to }: { readonly to: string }) {
  return /^https?:\/\/[^\s]+$/i.test(to) ? (
    <a href={to} rel="noopener noreferrer">
      <Text of={to} />
    </a>
  ) : (
    <Text of={to} />
  );
}

export const count = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;

/** `8 ms`, `2.45 s`, `3 min 20 s`. */
export function time(ms: number): string {
  if (ms < 1000) return `${ms < 10 && ms % 1 !== 0 ? ms.toFixed(1) : Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 1))} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
