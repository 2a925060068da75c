import type { Socket } from 'node:net';
import type { Hearing } from './connection.ts';

// A line is a message; whoever sends more than this without ending it says none.
const longest = 64 * 1024 * 1024;

/** Reads requests from a socket, a line each. They do not wait for each other: replies may come in another order. */
export function connectLines(socket: Socket, { onRequest, onGarbage }: Hearing): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const body = rest.subarray(0, end);
      rest = rest.subarray(end + 1);
      if (body.toString().trim() !== '') void onRequest({ method: 'LINE', target: '', headers: [], body }, false);
    }
    if (rest.length > longest) onGarbage(`a line of more than ${longest} bytes`);
  });
  socket.on('error', () => socket.destroy());
}
