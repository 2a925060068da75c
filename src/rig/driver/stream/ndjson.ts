import type { EventLog } from './event-log.ts';
import type { EventReader } from './event-reader.ts';

const shown = 100;

/** A JSON value a line: https://github.com/ndjson/ndjson-spec. Empty lines are passed over; the last one needs no end. */
export function ndjson(log: EventLog): EventReader {
  let pieces: string[] = [];
  let at = 0;
  const take = (line: string) => {
    if (line.trim() === '') return;
    if (isJson(line)) log.add({ at, data: line.trim() });
    else log.flaw(`it has a line that is no JSON: ${line.slice(0, shown)}`);
  };
  return {
    take(text, now) {
      at = now;
      const [first = '', ...others] = text.split('\n');
      pieces.push(first);
      for (const other of others) {
        take(pieces.join(''));
        pieces = [other];
      }
    },
    end() {
      const rest = pieces.join('');
      if (isJson(rest)) take(rest);
      else if (rest.trim() !== '') log.rest(rest);
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
