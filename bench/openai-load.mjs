// A load of chat completions over keep-alive connections from this process, one request after the other on each.
import net from 'node:net';

export const text = 'The parcel left the depot on Monday and is on its way. '.repeat(4);

/** The body of a request, `plain` or `streamed`. */
export const body = (way) =>
  JSON.stringify({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'Where is my parcel? '.repeat(20) }],
    ...(way === 'streamed' ? { stream: true } : {}),
  });

const lastChunk = '\r\n0\r\n\r\n';

/** The bytes of a request with a body of JSON. */
export const bytesOf = (path, content) =>
  `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer key\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;

/** Drives a server for some milliseconds over `connections` connections; resolves to the number of replies. */
export const drive = (port, way, milliseconds, connections) =>
  driveWith(port, bytesOf('/v1/chat/completions', body(way)), milliseconds, connections);

/** The same with any request; its replies have a length, or come in chunks. */
export function driveWith(port, request, milliseconds, connections = 8) {
  return new Promise((resolve, reject) => {
    let [stopped, open, replies] = [false, connections, 0];
    setTimeout(() => {
      stopped = true;
    }, milliseconds);
    for (let i = 0; i < connections; i++) {
      const socket = net.connect(port, '127.0.0.1');
      let seen = '';
      socket.on('error', reject);
      socket.on('end', () => reject(new Error('the server hung up')));
      socket.on('data', (data) => {
        seen += data.latin1Slice();
        if (!isWhole(seen)) return;
        if (!seen.startsWith('HTTP/1.1 200')) return reject(new Error(seen.slice(0, 500)));
        seen = '';
        replies++;
        if (!stopped) return socket.write(request);
        socket.destroy();
        if (--open === 0) resolve(replies);
      });
      socket.write(request);
    }
  });
}

function isWhole(seen) {
  const end = seen.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(seen.slice(0, end + 2))?.[1];
  return length === undefined ? seen.endsWith(lastChunk) : seen.length >= end + 4 + Number(length);
}
