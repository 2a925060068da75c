import { flawOf } from './pattern.ts';
import { step } from './pointer.ts';

/** A part of the format: the keywords of JSON Schema that it uses. See `format.ts`. */
export interface Form {
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  /** What holds where it is left out. */
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: 'date' | 'regex';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly items?: Form;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Form>>;
  readonly additionalProperties?: Form | boolean;
  readonly propertyNames?: Form;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  /** Forms of values that may have one of several types. Not a keyword of JSON Schema. */
  readonly byType?: Readonly<Record<string, Form>>;
  readonly oneOf?: readonly { readonly required: readonly [string] }[];
}

/** One way in which a value does not have its form. */
export interface Flaw {
  /**
   * `wrong`: the value at the pointer. `missing`: nothing stands there. `unknown`: the key there is none of the format.
   * `unnameable`: the key there cannot be a name. `empty`: the map there. `choice`: none or several of its choices.
   */
  readonly kind: 'wrong' | 'missing' | 'unknown' | 'unnameable' | 'empty' | 'choice';
  readonly pointer: string;
  /** The form of the value there; of the map around it for `unknown`, of the name for `unnameable`. */
  readonly form: Form;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * All flaws of a value, in the order of the file; each mistake once. Says the same as a validator of JSON Schema would,
 * for the keywords that the format uses, and needs no time to begin.
 */
export function* flawsOf(form: Form, value: unknown, pointer = ''): Generator<Flaw> {
  const { byType } = form;
  if (byType && Object.hasOwn(byType, typeOf(value))) yield* flawsOf(byType[typeOf(value)]!, value, pointer);
  else if (byType || !fits(form, value)) yield { kind: 'wrong', pointer, form };
  else if (Array.isArray(value)) {
    for (const [i, item] of form.items ? value.entries() : []) yield* flawsOf(form.items!, item, step(pointer, i));
  } else if (typeof value === 'object' && value !== null) yield* flawsOfMap(form, value as Json, pointer);
}

function* flawsOfMap(form: Form, map: Json, pointer: string): Generator<Flaw> {
  const { properties = {}, additionalProperties: others = true, propertyNames: name, required = [] } = form;
  for (const [key, value] of Object.entries(map)) {
    const at = step(pointer, key);
    if (name && !fits(name, key)) yield { kind: 'unnameable', pointer: at, form: name };
    else if (Object.hasOwn(properties, key)) yield* flawsOf(properties[key]!, value, at);
    else if (others === false) yield { kind: 'unknown', pointer: at, form };
    else if (others !== true) yield* flawsOf(others, value, at);
  }
  for (const key of required)
    if (!Object.hasOwn(map, key)) yield { kind: 'missing', pointer: step(pointer, key), form: properties[key] ?? {} };
  if (Object.keys(map).length < (form.minProperties ?? 0)) yield { kind: 'empty', pointer, form };
  if (form.oneOf && choicesOf(form, map).length !== 1) yield { kind: 'choice', pointer, form };
}

/** Which of the choices of a form a map has taken. */
export function choicesOf(form: Form, map: unknown): string[] {
  return (form.oneOf ?? []).map(({ required }) => required[0]).filter((key) => Object.hasOwn(map as object, key));
}

/** Whether a value itself has a form, whatever stands in it. */
export function fits(form: Form, value: unknown): boolean {
  if (!hasType(form, value)) return false;
  if ('const' in form && value !== form.const) return false;
  if (form.enum && !form.enum.includes(value)) return false;
  if (typeof value === 'string') return fitsText(form, value);
  if (typeof value === 'number') return fitsNumber(form, value);
  return !Array.isArray(value) || fitsList(form, value);
}

function fitsNumber(
  { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity }: Form,
  n: number,
): boolean {
  return n >= minimum && n > exclusiveMinimum && n <= maximum;
}

function fitsList({ minItems = 0, uniqueItems = false }: Form, items: readonly unknown[]): boolean {
  return items.length >= minItems && (!uniqueItems || new Set(items).size === items.length);
}

/** Whether a value can have a form, as far as its type tells. */
export function hasType({ type }: Form, value: unknown): boolean {
  if (type === undefined) return true;
  const types = [type].flat();
  return types.includes(typeOf(value)) || (types.includes('integer') && Number.isInteger(value));
}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

function fitsText(form: Form, text: string): boolean {
  const { pattern, minLength = 0, maxLength = Infinity, format } = form;
  if (text.length < minLength || text.length > maxLength) return false;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) return false;
  if (format === 'regex') return flawOf(text) === undefined;
  return format !== 'date' || isDate(text);
}

function isDate(text: string): boolean {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
