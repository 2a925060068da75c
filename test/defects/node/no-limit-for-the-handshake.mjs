// Its clock starts when the connection stands: until then it waits as long as the other side likes.
import { SecureService } from './over-tls.mjs';

const service = new SecureService();
const { ask } = service.wire;
service.wire.ask = (url, { signal, ...options }, heard) => {
  const call = ask(url, options, heard);
  const abort = () => call.destroy(signal.reason);
  const watch = () => (signal.aborted ? abort() : signal.addEventListener('abort', abort, { once: true }));
  call.once('socket', (socket) => (socket.connecting ? socket.once('secureConnect', watch) : watch()));
  return call;
};
service.listen();
