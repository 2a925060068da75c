// The main thread reads and answers requests; what is said in between is found in one of two worker threads.
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { AnswerService, CallError, underWay } from './service.mjs';

class InThreads extends AnswerService {
  workers = [1, 2].map(() => this.started());
  asked = new Map();
  count = 0;

  started() {
    const worker = new Worker(new URL(import.meta.url));
    worker.on('message', ({ n, answer, failed }) => {
      const { resolve, reject } = this.asked.get(n);
      this.asked.delete(n);
      if (answer) resolve(answer);
      else reject(new CallError(failed));
    });
    return worker;
  }

  answer(question) {
    const n = this.count++;
    const { gone, key } = underWay.getStore();
    const worker = this.workers[n % this.workers.length];
    worker.postMessage({ n, question, key });
    gone.addEventListener('abort', () => worker.postMessage({ n }), { once: true });
    return new Promise((resolve, reject) => this.asked.set(n, { resolve, reject })).finally(() =>
      this.stopIfCallerLeft(),
    );
  }
}

if (isMainThread) {
  new InThreads().listen();
} else {
  const service = new AnswerService();
  const callers = new Map();
  parentPort.on('message', ({ n, question, key }) => {
    if (!question) return callers.get(n)?.abort();
    const caller = new AbortController();
    callers.set(n, caller);
    underWay
      .run({ gone: caller.signal, key }, () => service.answer(question))
      .then(
        (answer) => parentPort.postMessage({ n, answer }),
        (error) => parentPort.postMessage({ n, failed: error.message }),
      )
      .finally(() => callers.delete(n));
  });
}
