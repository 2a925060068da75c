// The JSON Schema of the JSON report, from the types that it is written with.
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

let schema;

/** What a later version adds to a report does not make it invalid. It takes two seconds: once is enough. */
export const reportSchema = () => {
  schema ??= made();
  return schema;
};

function made() {
  const generator = createGenerator({
    path: path('src/report/document.ts'),
    tsconfig: path('tsconfig.json'),
    type: 'ReportDocument',
    additionalProperties: true,
    skipTypeCheck: true,
    topRef: false,
  });
  const { $schema: _, definitions, ...root } = generator.createSchema('ReportDocument');
  const whole = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The JSON report of Shakedown',
    ...root,
    $defs: definitions,
  };
  return JSON.parse(JSON.stringify(whole, inDraft2020).replaceAll('"#/definitions/', '"#/$defs/'));
}

/** The generator writes draft 7, in which a list of `items` says what is one after the other. */
function inDraft2020(_, value) {
  if (!Array.isArray(value?.items)) return value;
  const { items, additionalItems = true, ...rest } = value;
  return { ...rest, prefixItems: items, items: additionalItems };
}
