import type { Collection, Dependency } from '../../contract/contract.ts';

const undeclared: Collection = { examples: [] };

/**
 * What a vector store holds. Where the contract declares collections there are those and the ones that the component
 * makes; where it declares none, every name is one. A dimension that is not declared is that of the first vector seen.
 */
export class Collections {
  readonly #declared: Readonly<Record<string, Collection>>;
  readonly #made = new Set<string>();
  readonly #dimensions = new Map<string, number>();
  /** The fewest hits that are an answer: none where the contract says that a search may be without any. */
  readonly leastHits: 0 | 1;

  constructor({ collections, treats }: Dependency) {
    this.#declared = collections;
    const treated = treats['zero-hits'];
    this.leastHits = treated === 'intact' || (Array.isArray(treated) && treated.includes('ok')) ? 0 : 1;
  }

  get declared(): readonly string[] {
    return Object.keys(this.#declared);
  }

  get names(): readonly string[] {
    return [...new Set([...this.declared, ...this.#made])];
  }

  has(name: string): boolean {
    return this.declared.length === 0 || this.names.includes(name);
  }

  /** The component makes one; false if there is one with this name. */
  make(name: string, dimension?: number): boolean {
    if (this.declared.length > 0 && this.has(name)) return false;
    this.#made.add(name);
    if (dimension !== undefined) this.#dimensions.set(name, dimension);
    return true;
  }

  of(name: string): Collection {
    return Object.hasOwn(this.#declared, name) ? this.#declared[name]! : undeclared;
  }

  /** Of its vectors; of those of one name where it has several. Undefined as long as nobody has said it. */
  dimension(name: string, vector = ''): number | undefined {
    return this.of(name).dimension ?? this.#dimensions.get(spelt(name, vector)) ?? this.#dimensions.get(name);
  }

  /** The dimension that vectors must have instead of `length`; undefined where that is right. */
  misfit(name: string, length: number, vector = ''): number | undefined {
    const wanted = this.dimension(name, vector);
    if (wanted === undefined) this.#dimensions.set(spelt(name, vector), length);
    return wanted === undefined || wanted === length ? undefined : wanted;
  }
}

const spelt = (name: string, vector: string) => (vector === '' ? name : `${name}/${vector}`);
