import { createServer, type Server, type Socket } from 'node:net';

const lines: Readonly<Record<string, string>> = {
  'GET n': 'VALUE 1234567',
  PING: 'PONG',
  BYTE: '',
};

/** A real server of a small protocol: a line in, a line out. `QUIT` is not answered. It says `HELLO` first, if wanted. */
export class LineServer implements AsyncDisposable {
  readonly heard: string[] = [];
  readonly sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(options: { readonly speaksFirst?: boolean } = {}): Promise<LineServer> {
    const server = createServer({ noDelay: true, allowHalfOpen: true });
    const opened = new LineServer(server);
    server.on('connection', (socket) => opened.#talk(socket, options.speaksFirst ?? false));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return opened;
  }

  get target(): string {
    return `127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  #talk(socket: Socket, speaksFirst: boolean): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    if (speaksFirst) socket.write('HELLO\n');
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      const all = (text + bytes.toString('latin1')).split('\n');
      text = all.pop()!;
      for (const line of all) {
        this.heard.push(line);
        const big = /^BIG (\d+)$/.exec(line)?.[1];
        if (big) socket.write(Buffer.alloc(Number(big), 'x'));
        else if (line !== 'QUIT') socket.write(`${lines[line] ?? `ECHO ${line}`}\n`);
      }
    });
    socket.on('end', () => socket.end());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
