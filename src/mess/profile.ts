/** The version of the file format. A change that would break a reader raises it. */
export const messProfileVersion = 1;

/**
 * How messy the real traffic of a component is: shapes and counts, and never a value of the traffic. Members that the
 * contract does not declare, and items of lists, are `*` in its pointers.
 */
export interface MessProfile {
  readonly 'shakedown-profile': typeof messProfileVersion;
  /** The name of the component. */
  readonly contract: string;
  readonly operations: Readonly<Record<string, OperationMess>>;
}

/** What was seen in the requests of one operation. */
export interface OperationMess {
  /** How many requests were seen. */
  readonly requests: number;
  /** Name of a mess kind → where it was seen; kinds that were not seen are absent. */
  readonly mess: Readonly<Record<string, SeenMess>>;
}

/** How often one mess kind was seen; a request in which it occurs several times counts once. */
export interface SeenMess {
  readonly requests: number;
  /** JSON Pointer into the request, `*` for any step → requests with it there. */
  readonly at: Readonly<Record<string, number>>;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

/** Reads the text of a profile. A string says what is wrong with it, continuing "the file …". */
export function parseMessProfile(text: string): MessProfile | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  if (!isMap(value) || !('shakedown-profile' in value)) return 'is no mess profile';
  if (value['shakedown-profile'] !== messProfileVersion)
    return `has another version than ${messProfileVersion}, the one that is read here`;
  return typeof value.contract === 'string' && isMap(value.operations) && Object.values(value.operations).every(isSeen)
    ? (value as unknown as MessProfile)
    : 'is damaged';
}

const isSeen = (operation: unknown) =>
  isMap(operation) &&
  isCount(operation.requests) &&
  isMap(operation.mess) &&
  Object.values(operation.mess).every(
    (seen) => isMap(seen) && isCount(seen.requests) && isMap(seen.at) && Object.values(seen.at).every(isCount),
  );
