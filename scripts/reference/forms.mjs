// A format, told key by key: a section for each map with known keys.
import { anchor, cell, code, table } from './markdown.mjs';

/** The map with known keys that a form is, or that stands in it as a value or an item, and where. */
function inner(form) {
  if (form?.properties) return { form, step: '' };
  const values = typeof form?.additionalProperties === 'object' ? form.additionalProperties : undefined;
  for (const [part, step] of [
    [values, '.<name>'],
    [form?.items, '[]'],
  ]) {
    const found = part && inner(part);
    if (found) return { form: found.form, step: step + found.step };
  }
  return undefined;
}

const heading = (path) => (path === '' ? 'The file' : code(path));
const linked = (path) => `[more](#${anchor(heading(path))})`;
const value = (one) => code(typeof one === 'string' ? one : JSON.stringify(one));

/** What can stand there, in a few words. */
function kind(form) {
  if (form.properties) return 'a map';
  if (form.const !== undefined) return value(form.const);
  if (form.enum) return form.enum.map(value).join(', ');
  if (form.title) return cell(form.title);
  return form.additionalProperties || form.type === 'object' ? 'a map' : 'any value';
}

function row(path, key, form, required) {
  const nested = inner(form);
  const meant = form.description ?? nested?.form.description ?? '';
  const usual = form.default ?? form.additionalProperties?.default;
  const more = nested ? linked(path + key + nested.step) : '';
  return [
    code(key),
    kind(form),
    required ? 'required' : usual === undefined ? '' : value(usual),
    [cell(meant), more].filter(Boolean).join('; '),
  ];
}

/** Sections for a form and all maps in it, in the order of the file. */
export function formSections(form, path = '') {
  const prefix = path === '' ? '' : `${path}.`;
  const { properties, required = [] } = form;
  const rows = Object.entries(properties).map(([key, part]) => row(prefix, key, part, required.includes(key)));
  const deeper = Object.entries(properties).flatMap(([key, part]) => {
    const found = inner(part);
    return found ? formSections(found.form, prefix + key + found.step) : [];
  });
  return [
    `## ${heading(path)}`,
    '',
    ...(form.description ? [`${form.description[0].toUpperCase()}${form.description.slice(1)}.`, ''] : []),
    ...table(['key', 'what stands there', 'default', 'what it means'], rows),
    '',
    ...deeper,
  ];
}
