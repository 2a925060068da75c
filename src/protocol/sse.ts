// https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream

/** An event with some JSON as its data, or with a word in place of it; with a name, if it has one. */
export function sseEvent(data: unknown, name?: string): Buffer {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return Buffer.from(`${name === undefined ? '' : `event: ${name}\n`}data: ${text}\n\n`);
}

/** What is not data, and no event either. */
export function sseComment(text: string): Buffer {
  return Buffer.from(`: ${text}\n\n`);
}
