import type { Care } from './reference-client.ts';

/** An event of a stream, as its reader gets it. */
export interface ReadEvent {
  readonly name: string;
  readonly data: string;
}

/** Reads server-sent events as the standard says; a string is what is wrong. What no empty line ends is no event. */
export function readEvents(body: string, type: string | undefined, care: Care): readonly ReadEvent[] | string {
  if (care === 'strict' && !type?.startsWith('text/event-stream')) return `it is ${type}`;
  const events: ReadEvent[] = [];
  let name = '';
  let data: string[] = [];
  const lines = body.split(/\r\n|\r|\n/);
  for (const line of lines.slice(0, -1)) {
    if (line === '') {
      if (data.length > 0) events.push({ name, data: data.join('\n') });
      name = '';
      data = [];
      continue;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
    if (care === 'strict' && !['', 'event', 'data', 'id', 'retry'].includes(field!)) return `no field: ${field}`;
  }
  return events;
}
