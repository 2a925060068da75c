/** Lets so many things go on side by side, and some of them alone: in the order in which they came. */
export class Turns {
  readonly #most: number;
  readonly #waiting: { readonly alone: boolean; readonly go: () => void }[] = [];
  #active = 0;
  #alone = false;

  constructor(most: number) {
    this.#most = most;
  }

  async take<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.#waiting.push({ alone, go });
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#active--;
      this.#alone = false;
      this.#next();
    }
  }

  #next(): void {
    for (let first = this.#waiting[0]; first && this.#hasRoomFor(first.alone); first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#active++;
      this.#alone = first.alone;
      first.go();
    }
  }

  #hasRoomFor(alone: boolean): boolean {
    return alone ? this.#active === 0 : !this.#alone && this.#active < this.#most;
  }
}
