import type { ComponentChildren } from 'preact';

interface Props {
  readonly name: string;
  readonly children: ComponentChildren;
  /** Text in its lines. */
  readonly lines?: boolean;
}

/** What may be wider than the page: it scrolls, with the keyboard as well. */
export function Scrolling({ name, children, lines = false }: Props) {
  const Tag = lines ? 'pre' : 'div';
  return (
    <Tag class={lines ? undefined : 'scroll'} tabIndex={0} role="group" aria-label={name} dir="ltr">
      {children}
    </Tag>
  );
}
