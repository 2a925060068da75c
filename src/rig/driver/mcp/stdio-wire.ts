import { show } from '../../../contract/show.ts';
import type { ComponentProcess } from '../../component/process.ts';
import { isReply, type Message, readMessage, replyTo } from './message.ts';
import { type Told, Unanswered } from './told.ts';
import type { Wire } from './wire.ts';

interface Waiting {
  resolve(told: Told): void;
  reject(error: Error): void;
}

/**
 * A tool server on standard input and output, a message a line. What it writes there that is no message breaks clients:
 * it fails what is under way, or what is asked next.
 */
export class StdioWire implements Wire {
  readonly #process: ComponentProcess;
  readonly #waiting = new Map<number, Waiting>();
  #rest: Buffer[] = [];
  #strange: string | undefined;

  constructor(process: ComponentProcess) {
    this.#process = process;
    process.onAnswer((data) => this.#take(data));
    void process.exited.then(() => this.#failAll('the process ended'));
  }

  ask(id: number, text: string, signal: AbortSignal): Promise<Told> {
    return new Promise((resolve, reject) => {
      if (this.#process.exit) return reject(new Unanswered('the process has ended'));
      if (this.#strange !== undefined) {
        const why = this.#strange;
        this.#strange = undefined;
        return reject(new Unanswered(why));
      }
      this.#waiting.set(id, { resolve, reject });
      const forget = () => {
        this.#waiting.delete(id);
        reject(new Unanswered('its reply was not waited for any longer'));
      };
      signal.addEventListener('abort', forget, { once: true });
      this.#process.write(`${text}\n`);
    });
  }

  async tell(text: string): Promise<void> {
    this.#process.write(`${text}\n`);
  }

  agreed(): void {}

  #take(data: Buffer): void {
    let from = 0;
    for (let end = data.indexOf('\n'); end >= 0; end = data.indexOf('\n', from)) {
      const line = Buffer.concat([...this.#rest, data.subarray(from, end)]).toString();
      this.#rest = [];
      from = end + 1;
      this.#read(line);
    }
    if (from < data.length) this.#rest.push(data.subarray(from));
  }

  #read(line: string): void {
    if (line.trim() === '') return;
    const message = readMessage(line);
    if (!message) {
      this.#process.output.add(Buffer.from(`${line}\n`));
      this.#fail(`it wrote a line to standard output that is no message: ${show(line)}`);
    } else if (isReply(message)) this.#reply(message);
    else {
      const reply = replyTo(message);
      if (reply !== undefined) this.#process.write(`${reply}\n`);
    }
  }

  #reply(message: Message): void {
    const { id } = message;
    const waiting = this.#waiting.get(id as number);
    // Of a request that is not waited for any more, or of none.
    if (!waiting) {
      if (typeof id !== 'number') this.#fail(`it answered with an id that nothing was asked with: ${show(id)}`);
      return;
    }
    this.#waiting.delete(id as number);
    waiting.resolve({ kind: 'reply', message, headers: [] });
  }

  #fail(why: string): void {
    if (this.#waiting.size === 0) this.#strange ??= why;
    this.#failAll(why);
  }

  #failAll(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Unanswered(why));
    this.#waiting.clear();
  }
}
