// Tells which of many calls under way an unhandled rejection belongs to, and a word on the console.
import { AsyncLocalStorage, createHook } from 'node:async_hooks';

const calls = new AsyncLocalStorage();
/** Of each promise: the call that it was made for. */
const owners = new WeakMap();

/** Runs one call; `notes` are what it does besides giving a result. */
export async function watched(call) {
  const notes = { unhandled: undefined, console: false };
  return { ...(await calls.run(notes, call)), notes };
}

/** From now on, unhandled rejections and the console are noted and not shown. Only for a process of its own. */
export function watch() {
  createHook({
    init(_, type, __, promise) {
      if (type === 'PROMISE') owners.set(promise, calls.getStore());
    },
  }).enable();
  process.on('unhandledRejection', (error, promise) => {
    const notes = owners.get(promise);
    if (!notes) throw error;
    notes.unhandled = error;
  });
  const nobody = { log: console.log };
  for (const way of ['log', 'warn', 'error', 'info', 'debug'])
    console[way] = (...words) => {
      const notes = calls.getStore();
      if (notes) notes.console = true;
      else nobody.log(...words);
    };
}
