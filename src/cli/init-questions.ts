import { cancel, confirm, isCancel, multiselect, select, text } from '@clack/prompts';
import type { FoundCommand } from '../init/launch-commands.ts';
import type { Survey } from '../init/survey.ts';
import type { InitFlags } from './init-flags.ts';

const other = '';

/** Asks for what was not said and cannot be seen for certain. Undefined where the user leaves. */
export async function asked(flags: InitFlags, found: Survey): Promise<InitFlags | undefined> {
  try {
    return await questions(flags, found);
  } catch (error) {
    if (error !== left) throw error;
    cancel('Nothing was written.');
    return undefined;
  }
}

const left = Symbol('left');
const answered = <T>(value: T): Exclude<T, symbol> => {
  if (isCancel(value)) throw left;
  return value as Exclude<T, symbol>;
};

async function questions(flags: InitFlags, found: Survey): Promise<InitFlags> {
  const launch = flags.command === undefined && flags.url === undefined ? await launchAsked(found.commands) : {};
  const served = flags.from === undefined && flags.call.length === 0 ? await servedAsked(found) : {};
  const unwanted = flags.dependency.length === 0 ? await unwantedAsked(found) : [];
  const run =
    flags.run && answered(await confirm({ message: 'Run the contract once when it is written?', initialValue: true }));
  return { ...flags, ...launch, ...served, run, without: unwanted };
}

async function launchAsked(commands: readonly FoundCommand[]): Promise<Pick<InitFlags, 'command'>> {
  const options = commands.map(({ command, from }) => ({ value: command, label: command, hint: from }));
  const chosen =
    options.length === 0
      ? other
      : answered(
          await select({
            message: 'How is the component started?',
            options: [...options, { value: other, label: 'another command' }],
          }),
        );
  if (chosen !== other) return { command: chosen };
  const validate = (value: string | undefined) => (value?.trim() ? undefined : 'A command, such as node server.mjs.');
  return {
    command: answered(await text({ message: 'Which command starts it?', placeholder: 'node server.mjs', validate })),
  };
}

async function servedAsked({ documents, routes }: Survey): Promise<Partial<InitFlags>> {
  const served = 'it serves its document, or its sources are to be read';
  const options = [
    ...documents.map((file) => ({ value: file, label: file, hint: 'OpenAPI document' })),
    ...routes.map(({ method, path, file }) => ({ value: `${method} ${path}`, label: `${method} ${path}`, hint: file })),
    { value: other, label: 'something else', hint: served },
  ];
  const chosen = answered(await select({ message: 'What may callers send?', options }));
  if (documents.includes(chosen)) return { from: chosen };
  const call =
    chosen === other
      ? answered(
          await text({
            message: 'Which request does it serve? Leave it empty if it serves its OpenAPI document.',
            placeholder: 'POST /v1/ask',
            defaultValue: '',
          }),
        )
      : chosen;
  if (call === '') return {};
  const example = answered(
    await text({
      message: 'The body of a healthy request: JSON, or a file with it.',
      placeholder: '{"question":"…"}',
      defaultValue: '',
    }),
  );
  return { call: [call], example: example === '' ? [] : [example] };
}

/** The variables of dependencies that were found and are none. */
async function unwantedAsked({ variables }: Survey): Promise<string[]> {
  const all = variables.dependencies;
  if (all.length === 0) return [];
  const options = all.map(({ name, protocol, variable }) => ({
    value: variable,
    label: `${name}: ${protocol}`,
    hint: variable,
  }));
  const wanted = answered(
    await multiselect({
      message: 'What does it call?',
      options,
      initialValues: all.map(({ variable }) => variable),
      required: false,
    }),
  );
  return all.map(({ variable }) => variable).filter((variable) => !wanted.includes(variable));
}
