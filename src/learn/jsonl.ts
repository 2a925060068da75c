import { linesOf } from './lines.ts';
import { type SeenRequest, seenRequest } from './request.ts';
import { TrafficError } from './traffic-error.ts';

/** The requests of a file with one JSON object a line. Throws `TrafficError` with the number of the line that is wrong. */
export async function* readJsonLines(file: string): AsyncGenerator<SeenRequest> {
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    const text = number === 1 ? line.replace(/^\ufeff/, '') : line;
    if (text.trim() !== '') yield requestIn(text, `${file}:${number}`);
  }
}

function requestIn(text: string, where: string): SeenRequest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TrafficError(
      `${where} is not JSON. One request stands on each line, as an object in UTF-8; a HAR file has to be named .har.`,
    );
  }
  const { method, path, url, headers, body, encoding } = (
    typeof value === 'object' && value !== null ? value : {}
  ) as Record<string, unknown>;
  return seenRequest({ method, address: path ?? url, headers, body, encoding }, where);
}
