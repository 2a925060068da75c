import { useEffect, useState } from 'preact/hooks';

/** Where a link in the page leads: `#finding-8362ce`, `#trial-classify/llm/refused/every`; of the second run on, `#2-…`. */
export const anchor = (run: number, kind: 'finding' | 'trial' | 'section', name: string): string =>
  `${run > 0 ? `${run + 1}-` : ''}${kind}-${name}`;

/** What names a section; from the second run on, its contract as well. */
export const labelledBy = (id: string): string =>
  /^\d/.test(id) ? `${id}-title ${id.replace(/\w+$/, 'overview')}-title` : `${id}-title`;

/** The address without its `#`, as it is now. */
export function useAddress(): string {
  const [address, setAddress] = useState(read);
  useEffect(() => {
    const changed = () => setAddress(read());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return address;
}

function read(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

/** Shows the element that has just been opened by its address, and moves the focus there. */
export function useArrival(arrived: boolean, id: string): void {
  useEffect(() => {
    if (!arrived) return;
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: 'start' });
    target?.querySelector<HTMLElement>('button, summary, a')?.focus({ preventScroll: true });
  }, [arrived, id]);
}
