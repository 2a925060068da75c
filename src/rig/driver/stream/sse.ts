import { createParser } from 'eventsource-parser';
import type { EventLog } from './event-log.ts';
import type { EventReader } from './event-reader.ts';

const endOfEvent = '\n\n';
const fieldName = /^[A-Za-z][\w-]*$/;
const shown = 100;

/** Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function sse(log: EventLog): EventReader {
  let at = 0;
  let over = false;
  const parser = createParser({
    onEvent: ({ event = 'message', data }) => {
      if (over) log.rest(`event: ${event}\ndata: ${data}`);
      else log.add({ at, name: event, data });
    },
    onError: ({ type, field = '', line = '' }) => {
      // Fields that they do not know are passed over by clients: what was meant as data is lost without a word.
      if (type !== 'unknown-field' || fieldName.test(field)) return;
      if (over) log.rest(line);
      else log.flaw(`it has a line that is no field of SSE: ${line.slice(0, shown)}`);
    },
  });
  return {
    take(text, now) {
      at = now;
      parser.feed(text);
    },
    end() {
      over = true;
      parser.feed(endOfEvent);
    },
  };
}
