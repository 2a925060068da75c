// Runs as the tool server that a component starts: what it is told on standard input goes to the simulator, line by
// line, and what the simulator says to standard output. Argument: the simulator's port.
import { connect } from 'node:net';

const socket = connect({ host: '127.0.0.1', port: Number(process.argv[2]), noDelay: true });

process.stdin.pipe(socket);
socket.on('data', (data) => process.stdout.write(data));
// A server whose client has gone ends in order; one whose simulator closes has crashed.
process.stdin.once('end', () => process.exit(0));
socket.once('error', (error) => crash(error.message));
socket.once('end', () => crash('the connection was closed'));
socket.once('close', () => crash('the connection was closed'));

/** What was written before has to arrive. */
function crash(why: string): void {
  process.stderr.write(`tool server: ${why}\n`);
  if (process.stdout.writableLength === 0) process.exit(1);
  process.stdout.once('drain', () => process.exit(1));
}
