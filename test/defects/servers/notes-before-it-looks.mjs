import { OrderServer } from './service.mjs';

class NotesBeforeItLooks extends OrderServer {
  #seen = new Set();

  async note({ orderId }) {
    this.#seen.add(orderId.slice(2));
  }

  async call(given) {
    this.note(given);
    return await super.call(given);
  }
}

await new NotesBeforeItLooks().listen();
