import { schemaFlaws, whyUnusable } from '../json-schema.ts';
import { flawOf } from '../pattern.ts';
import { at, steps } from '../pointer.ts';
import { remedyFor } from '../remedy.ts';
import { show } from '../show.ts';
import { type Rule, schemasOf } from './rule.ts';

export const schemaValid: Rule = {
  name: 'schema-valid',
  summary: 'a schema is a valid JSON Schema of draft 2020-12',
  *check({ contract }) {
    for (const { pointer, schema } of schemasOf(contract)) {
      let sound = true;
      for (const { pointer: inside, form, kind } of schemaFlaws(schema)) {
        sound = false;
        const found = kind === 'unnameable' ? steps(inside).at(-1) : at(schema, inside);
        const why = form.format === 'regex' && typeof found === 'string' ? ` (${flawOf(found)})` : '';
        yield {
          pointer,
          inside,
          of: kind === 'unnameable' ? 'key' : 'value',
          message: `This is not a valid JSON Schema: ${named(inside)} is ${show(found)}; it must be ${form.title}${why}.`,
          remedy: remedyFor(form, found),
        };
      }
      const unusable = sound ? whyUnusable(schema) : undefined;
      if (unusable)
        yield {
          pointer,
          message: `This JSON Schema cannot be used: ${unusable}.`,
          remedy: 'Correct it; schemas are read as draft 2020-12.',
        };
    }
  },
};

/** A definition got its name here; its author knows only what stands in it. */
function named(inside: string): string {
  const path = inside.startsWith('/$defs/') ? steps(inside).slice(2) : steps(inside);
  return path.length > 0 ? `\`${path.join('.')}\`` : 'it';
}
