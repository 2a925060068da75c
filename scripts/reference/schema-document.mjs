// A JSON Schema with definitions, told field by field.
import { anchor, cell, code, table } from './markdown.mjs';

const nameOf = (ref) => ref.split('/').at(-1);
const linked = (name) => `[${name}](#${anchor(name)})`;

function kind(schema) {
  if (schema.$ref) return linked(nameOf(schema.$ref));
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((one) => code(JSON.stringify(one))).join(', ');
  if (schema.anyOf) return schema.anyOf.map(kind).join(' or ');
  if (schema.type === 'array') return schema.items ? `list of ${kind(schema.items)}` : 'list';
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object')
    return `map to ${kind(schema.additionalProperties)}`;
  if (schema.type === 'object' && schema.properties)
    return `{ ${Object.keys(schema.properties).map(code).join(', ')} }`;
  return [schema.type ?? 'any value'].flat().join(' or ');
}

const fields = ({ properties = {}, required = [] }) =>
  table(
    ['field', 'type', 'meaning'],
    Object.entries(properties).map(([name, schema]) => [
      required.includes(name) ? code(name) : `${code(name)}, if any`,
      cell(kind(schema)),
      cell(schema.description ?? ''),
    ]),
  );

/** A section for the root and for each definition. */
export function schemaSections(schema, root) {
  const all = [[root, schema], ...Object.entries(schema.$defs)];
  return all.flatMap(([name, one]) => [
    `## ${name}`,
    '',
    ...(one.description ? [cell(one.description), ''] : []),
    ...(one.properties ? fields(one) : [`${kind(one)}`]),
    '',
  ]);
}
