type Written = Readonly<Record<string, unknown>>;

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
};

/**
 * The narrowest schema in plain words that all of these values satisfy: types, members and which of them are always
 * there. Nothing is said of what members there may be besides, of lengths, or of limits.
 */
export function inferredSchema(values: readonly unknown[]): Written {
  const types = [...new Set(values.map(typeOf))];
  // A whole number is a number, too.
  const said = types.includes('number') ? types.filter((type) => type !== 'integer') : types;
  const objects = values.filter((value) => typeOf(value) === 'object') as Written[];
  const items = values.filter((value) => Array.isArray(value)).flat();
  return {
    ...(said.length === 0 ? {} : { type: said.length === 1 ? said[0] : said }),
    ...(objects.length > 0 ? members(objects) : {}),
    ...(items.length > 0 ? { items: inferredSchema(items) } : {}),
  };
}

function members(objects: readonly Written[]): Written {
  const names = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  const required = names.filter((name) => objects.every((one) => Object.hasOwn(one, name)));
  const of = (name: string) => objects.filter((one) => Object.hasOwn(one, name)).map((one) => one[name]);
  return {
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(names.map((name) => [name, inferredSchema(of(name))])),
  };
}
