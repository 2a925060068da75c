import { recognise } from '../../check/recognise.ts';
import type { Answer, Contract, Operation, Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { step, withAt } from '../../contract/pointer.ts';
import { toWholeBody } from '../../observation/body.ts';
import { orderOf } from '../../rig/control/order.ts';
import { flattenFor } from '../../schema/flatten.ts';
import { sampleValue } from '../../schema/sample-value.ts';
import type { Interaction, Pact, PactResponse, State } from './pact.ts';
import { Remarks } from './remarks.ts';
import { inventedBody } from './rules-of.ts';
import type { SeenHealthy, SeenRequest } from './seen-healthy.ts';
import { patternOfParameter } from './text-forms.ts';
import { type ExportContext, jsonBody, regex, toldBody, toldHead } from './told-parts.ts';

/** What a caller sends the component and was promised: the examples, and what it gets while a dependency is down. */
export function callerPact(
  contract: Contract,
  caller: string,
  seen: SeenHealthy,
  context: ExportContext,
): Pact | undefined {
  const interactions = Object.values(contract.upstream)
    .filter(({ from }) => from.includes(caller))
    .flatMap((operation) => interactionsOf(contract, operation, seen, context));
  return interactions.length > 0 ? { consumer: caller, provider: contract.component.name, interactions } : undefined;
}

function interactionsOf(
  contract: Contract,
  operation: Operation,
  seen: SeenHealthy,
  context: ExportContext,
): Interaction[] {
  const ours = seen.requests.filter((one) => one.operation === operation);
  const interactions: Interaction[] = [];
  const add = (
    one: SeenRequest,
    more: Pick<Interaction, 'description' | 'states'>,
    respond: (context: ExportContext) => PactResponse | undefined,
  ) => {
    const own: ExportContext = { ...context, remarks: new Remarks() };
    const request = requestOf(one, own);
    const response = respond(own);
    for (const remark of own.remarks.all) context.remarks.say(remark);
    if (response) interactions.push({ kind: 'http', ...more, request, response, comments: own.remarks.all });
  };
  for (const [i, one] of ours.entries())
    add(one, { description: `${operation.name}${i > 0 ? ` (${i + 1})` : ''}`, states: [] }, (own) =>
      healthyResponse(one, own),
    );
  const [first] = ours;
  if (first)
    for (const { state, answer } of failures(contract, first, context))
      add(first, { description: `${operation.name}: ${answer.name}`, states: [state] }, (own) =>
        declaredResponse(operation, answer, own),
      );
  const refused = first && rejected(first);
  if (refused)
    add(refused.request, { description: `${operation.name}: ${refused.answer.name}`, states: [] }, (own) =>
      declaredResponse(operation, refused.answer, own),
    );
  lose(operation, interactions, context);
  return interactions;
}

function requestOf({ operation, request }: SeenRequest, context: ExportContext): Interaction['request'] {
  const { accepts, call } = operation;
  const headers = Object.fromEntries(
    Object.entries(accepts.headers).map(([name, schema]) => [name.toLowerCase(), patternOfParameter(schema)]),
  );
  const body = jsonBody(request.body.encoding ? '' : request.body.text);
  return {
    ...toldHead(request, { path: call.path, parameters: accepts.path, query: accepts.query, headers }, context),
    ...toldBody(body, accepts.body, { trimmed: false, what: `\`${operation.name}\`, request` }, context),
  };
}

function healthyResponse({ operation, answer }: SeenRequest, context: ExportContext): PactResponse | undefined {
  if (answer.stream || typeof answer.status !== 'number') return undefined;
  const { status } = answer;
  const found = recognise(operation, answer);
  if (found.kind !== 'declared') return undefined;
  const values = Object.fromEntries(answer.headers.map(([name, value]) => [name.toLowerCase(), value]));
  return response(
    found.answer,
    { operation, status, values, body: jsonBody(context.masked(answer.body.text)) },
    context,
  );
}

/** An answer that nobody has seen: its body and headers are invented from what the contract says of them. */
function declaredResponse(operation: Operation, answer: Answer, context: ExportContext): PactResponse | undefined {
  const [status] = answer.status;
  if (typeof status !== 'number' || answer.stream) return undefined;
  const withConstants = (value: unknown) =>
    Object.entries(answer.where).reduce((v, [pointer, one]) => withAt(v, pointer, one), value);
  const value = answer.body === undefined ? undefined : inventedBody(answer.body, withConstants);
  const values = Object.fromEntries(
    Object.entries(answer.headers).map(([name, pattern]) => [
      name,
      String(sampleValue({ type: 'string', pattern } as Schema, 1)),
    ]),
  );
  return response(
    answer,
    { operation, status, values, body: value === undefined ? { kind: 'none' } : { kind: 'json', value } },
    context,
  );
}

function response(
  answer: Answer,
  given: {
    readonly operation: Operation;
    readonly status: number;
    readonly values: Readonly<Record<string, string>>;
    readonly body: ReturnType<typeof jsonBody>;
  },
  context: ExportContext,
): PactResponse {
  const { operation, status, values, body } = given;
  const names = Object.keys(answer.headers).filter((name) => values[name] !== undefined);
  const several = answer.status.filter((one) => typeof one === 'number');
  const what = `\`${operation.name}\`, ${answer.name}`;
  return {
    status,
    ...(several.length > 1
      ? { statusRule: { path: [], combine: 'AND', matchers: [{ match: 'statusCode', status: several }] } }
      : {}),
    headers: Object.fromEntries(names.map((name) => [name, values[name]!])),
    headerRules: Object.fromEntries(names.map((name) => [name, regex(answer.headers[name]!)])),
    ...toldBody(body, answer.body, { trimmed: true, constants: answer.where, what }, context),
  };
}

/** A request that misses what it needs. */
function rejected(seen: SeenRequest): { readonly request: SeenRequest; readonly answer: Answer } | undefined {
  const { accepts, answers } = seen.operation;
  const answer = Object.values(answers).find(({ like }) => like === 'rejected');
  const body = jsonBody(seen.request.body.encoding ? '' : seen.request.body.text);
  if (!answer || accepts.body === undefined || accepts.tolerates.length > 0 || body.kind !== 'json') return undefined;
  const { required = [] } = flattenFor(accepts.body, accepts.body, body.value);
  const [name] = required;
  const broken = name === undefined ? undefined : withAt(body.value, step('', name), undefined);
  if (broken === undefined || isValid(accepts.body, broken)) return undefined;
  return {
    request: { ...seen, request: { ...seen.request, body: toWholeBody(Buffer.from(JSON.stringify(broken))) } },
    answer,
  };
}

/** What callers get while one dependency refuses connections, where there is but one answer to that. */
function failures(
  contract: Contract,
  { operation, calls }: SeenRequest,
  { remarks }: ExportContext,
): { state: State; answer: Answer }[] {
  const names = [...new Set(calls.map(({ dependency }) => dependency))];
  return names.flatMap((name) => {
    const dependency = contract.downstream[name]!;
    const answers = dependency.onFailure.filter((one) => operation.answers[one]);
    const [only] = answers;
    const order = orderOf(contract, { dependency: name, fault: 'refused' }, () => new Map());
    if (typeof order === 'string' || dependency.treats.refused !== undefined) return [];
    if (answers.length !== 1 || only === undefined) {
      remarks.say(
        `\`${operation.name}\`: Pact has no words for ${answers.map((one) => `\`${one}\``).join(' or ')} while \`${name}\` is down: it wants one answer.`,
      );
      return [];
    }
    const answer = operation.answers[only]!;
    return answer.like === 'ok' ? [] : [{ state: { name: `${name} is down` }, answer }];
  });
}

function lose(
  { name, accepts, budget, answers, repeats, delivers }: Operation,
  told: readonly Interaction[],
  { remarks }: ExportContext,
): void {
  const untold = Object.values(answers).filter(
    (answer) => !told.some(({ response: { status } }) => answer.status.includes(status)),
  );
  const said = [
    ...(accepts.tolerates.length > 0 ? ['what it tolerates'] : []),
    ...(budget.latency || budget.tokens !== undefined || Object.keys(budget.calls).length > 0 ? ['its budget'] : []),
    ...(repeats ? ['`repeats`'] : []),
    ...(delivers ? ['`delivers`'] : []),
  ];
  if (said.length > 0) remarks.say(`\`${name}\`: Pact has no words for ${said.join(', ')}.`);
  const streams = untold.filter(({ stream }) => stream || answers.ok?.stream);
  const rest = untold.filter((one) => !streams.includes(one));
  const names = (all: readonly Answer[]) => all.map((one) => `\`${one.name}\``).join(', ');
  if (streams.length > 0)
    remarks.say(`\`${name}\` leaves out ${names(streams)}: Pact has no words for answers that come as a stream.`);
  if (rest.length > 0) remarks.say(`\`${name}\` leaves out ${names(rest)}: no request of a healthy run leads there.`);
}
