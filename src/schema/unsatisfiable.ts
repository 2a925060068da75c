/** No value that satisfies a schema was found: `pointer` names the place in the schema where it failed. */
export class Unsatisfiable extends Error {
  readonly pointer: string;

  constructor(pointer: string, reason: string) {
    super(`${pointer === '' ? 'the schema' : pointer}: ${reason}`);
    this.name = 'Unsatisfiable';
    this.pointer = pointer;
  }
}
