/** One way in which a request differs from a clean one that its operation accepts. */
export interface Deviation {
  /** A mess kind's name where one does the same, else a name of its own. */
  readonly kind: string;
  /** JSON Pointer into the request, with `*` for items of lists and for members that the schema does not name. */
  readonly pointer: string;
  /**
   * The component need not serve it: the schema forbids it, or standards leave it to the reader. All other mess is
   * allowed or tolerated, and worth trying all the same.
   */
  readonly breaks: boolean;
  /** The keyword of the schema that it breaks; absent where it is not about the schema. */
  readonly keyword?: string;
  /** What stood there: a value of the traffic, which goes nowhere but to the screen. Undefined where it was missing. */
  readonly value: unknown;
  /** Of an unknown member its name. */
  readonly member?: string;
}
