/** What faults miss that need a socket, where calls are intercepted in the process of the caller. */
export const noConnection = 'nothing is connected: each call stands for itself';
export const noTls = 'nothing is encrypted: no handshake takes place';
export const noParser = 'no bytes are read as HTTP: a reply has a status, headers and a body, and no other form';
