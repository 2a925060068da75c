import { Document, isCollection, isMap, isPair, isScalar, type Node, type Pair, visit, type YAMLMap } from 'yaml';
import { at, step, steps } from '../contract/pointer.ts';
import type { Proposal, ProposedDependency, Written } from './proposal.ts';

const widest = 100;
// Of the ports that a component which already runs calls, while they are not known.
const firstPort = 4010;
/** Maps that are read line by line, however short they are. */
const tall =
  /^(|\/component(\/launch(\/env)?)?|\/(upstream|downstream)(\/[^/]+)?|\/upstream\/[^/]+\/(answers|accepts)|\/downstream\/[^/]+\/operations(\/[^/]+)?)$/;

/** A proposal as a contract file: what is to be decided next stands in it as comments. `schema`: where that of the format is. */
export function contractYaml(proposal: Proposal, schema: string): string {
  const { value, notes } = contractOf(proposal);
  const document = new Document(value, { aliasDuplicateObjects: false });
  for (const [pointer, note] of notes) {
    const parent = document.getIn(steps(pointer).slice(0, -1), true);
    const pair = isMap(parent) ? pairOf(parent, steps(pointer).at(-1)!) : undefined;
    if (pair && isScalar(pair.key))
      pair.key.commentBefore = note
        .split('\n')
        .map((line) => ` ${line}`)
        .join('\n');
  }
  visit(document, {
    Collection(_, node, path) {
      const pointer = pointerOf([...path, node]);
      const short = JSON.stringify(at(value, pointer)).length <= widest;
      if (short && !tall.test(pointer) && ![...notes.keys()].some((noted) => noted.startsWith(`${pointer}/`)))
        node.flow = true;
    },
  });
  for (const key of ['component', 'upstream', 'downstream']) {
    const pair = pairOf(document.contents as YAMLMap, key);
    if (pair && isScalar(pair.key)) pair.key.spaceBefore = true;
  }
  return `# yaml-language-server: $schema=${schema}\n${document.toString({ lineWidth: 0, flowCollectionPadding: true })}`;
}

const pairOf = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);

/** The pointer of the last node of a path from the root. */
function pointerOf(path: readonly (Document | Node | Pair)[]): string {
  let pointer = '';
  for (const [i, node] of path.entries()) {
    if (isPair(node) && isScalar(node.key)) pointer = step(pointer, String(node.key.value));
    const above = path[i - 1];
    if (above && isCollection(above) && !isMap(above)) pointer = step(pointer, above.items.indexOf(node as never));
  }
  return pointer;
}

/** What stands in the file, and pointer → the comment before it. */
export function contractOf(proposal: Proposal): {
  readonly value: Written;
  readonly notes: ReadonlyMap<string, string>;
} {
  const { name, summary, launch, env, ready, operations, dependencies } = proposal;
  const notes = new Map<string, string>();
  notes.set('/component/owner', 'Who answers when the gate is red?');
  for (const operation of operations) {
    const pointer = step('/upstream', operation.name);
    for (const [inside, note] of Object.entries(operation.notes)) notes.set(pointer + inside, note);
  }
  const first = operations[0];
  if (first)
    notes.set(
      `${step('/upstream', first.name)}/budget`,
      'How long may a caller wait, whatever fails? And which latency is promised: latency: { p95: 600ms }',
    );
  for (const one of dependencies)
    for (const [inside, note] of Object.entries({
      ...notesOf(one),
      ...('url' in launch ? { '/port': 'The port that the component calls: start it so.' } : {}),
    }))
      notes.set(step('/downstream', one.name) + inside, note);
  const failing = failures(operations.map(({ answers }) => Object.keys(answers)));
  const value = {
    shakedown: 1,
    component: {
      name,
      ...(summary ? { summary } : {}),
      owner: 'nobody-yet',
      launch: { ...launch, ...('command' in launch && Object.keys(env).length > 0 ? { env } : {}), ready },
    },
    upstream: Object.fromEntries(
      operations.map(({ name: key, call, accepts, answers }) => [
        key,
        { call, ...(accepts ? { accepts } : {}), answers, budget: { deadline: '5s' } },
      ]),
    ),
    ...(dependencies.length > 0
      ? {
          downstream: Object.fromEntries(
            dependencies.map((one, i) => [
              one.name,
              dependencyOf(one, failing, 'url' in launch ? firstPort + i : undefined),
            ]),
          ),
        }
      : {}),
  };
  return { value, notes };
}

function failures(names: readonly (readonly string[])[]): string | readonly string[] {
  const all = ['degraded', 'unavailable'].filter((name) => names.some((one) => one.includes(name)));
  return all.length === 1 ? all[0]! : all;
}

function dependencyOf({ protocol, spec, target, calls }: ProposedDependency, failing: unknown, port?: number): Written {
  return {
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(spec ? { spec } : {}),
    ...(target ? { target } : {}),
    'on-failure': failing,
    ...(calls && calls.length > 0
      ? { operations: Object.fromEntries(calls.map(({ name, ...rest }) => [name, rest])) }
      : {}),
  };
}

function notesOf({ protocol, calls = [] }: ProposedDependency): Record<string, string> {
  const guessed = calls.map(({ name, returns }): [string, string] => [
    `${step('/operations', name)}/returns`,
    returns?.examples
      ? 'Does a real reply look like this?'
      : 'What does it reply? Paste a real reply, examples: [{ … }], and its schema as body.',
  ]);
  return {
    '/on-failure': 'What may callers get when it gives nothing usable?',
    ...(protocol === 'tcp' ? { '/target': 'The real server: it has to run.' } : {}),
    ...Object.fromEntries(guessed),
  };
}
