import type { StreamFormat } from '../../../contract/contract.ts';
import type { EventLog } from './event-log.ts';
import type { EventReader } from './event-reader.ts';
import { ndjson } from './ndjson.ts';
import { sse } from './sse.ts';

/** How each format of a streamed answer is read. */
export const eventReaders: Readonly<Record<StreamFormat, (log: EventLog) => EventReader>> = { sse, ndjson };
