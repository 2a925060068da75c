// A load of keep-alive connections from this process, one request after the other on each.
import net from 'node:net';

const body = JSON.stringify({ query: 'x'.repeat(280), limit: 3 });
export const request = Buffer.from(
  `POST /search HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\ncontent-type: application/json\r\naccept: */*\r\nuser-agent: bench\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
);

/** Drives a server for some milliseconds over `connections` connections; resolves to the number of replies. */
export function drive(port, milliseconds, connections = 16) {
  return new Promise((resolve, reject) => {
    let stopped = false;
    let open = connections;
    let replies = 0;
    setTimeout(() => {
      stopped = true;
    }, milliseconds);
    for (let i = 0; i < connections; i++) {
      const socket = net.connect(port, '127.0.0.1');
      let received = 0;
      let whole = 0;
      socket.on('error', reject);
      socket.on('data', (data) => {
        if (whole === 0) whole = lengthOf(data);
        received += data.length;
        if (received < whole) return;
        received = 0;
        whole = 0;
        replies++;
        if (!stopped) socket.write(request);
        else {
          socket.destroy();
          if (--open === 0) resolve(replies);
        }
      });
      socket.write(request);
    }
  });
}

function lengthOf(data) {
  const text = data.latin1Slice();
  const head = text.indexOf('\r\n\r\n');
  return head + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
}
