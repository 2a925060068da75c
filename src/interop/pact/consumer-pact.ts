import type { Contract, Dependency } from '../../contract/contract.ts';
import type { Reply } from '../../fault/reply.ts';
import type { Call } from '../../observation/observation.ts';
import type { Interaction, Pact, PactResponse } from './pact.ts';
import { Remarks } from './remarks.ts';
import type { SeenHealthy } from './seen-healthy.ts';
import { type ExportContext, jsonBody, shapeOf, toldBody, toldHead } from './told-parts.ts';

/** What the component was seen to ask a dependency for, and what the contract says that it replies. */
export function consumerPact(
  contract: Contract,
  dependency: Dependency,
  seen: SeenHealthy,
  { remarks, masked }: ExportContext,
): Pact | undefined {
  if (dependency.tools || dependency.target !== undefined) {
    const what = dependency.tools ? 'a tool server' : 'what is not HTTP';
    remarks.say(`\`${dependency.name}\` is left out: Pact has no words for ${what}.`);
    return undefined;
  }
  const interactions: Interaction[] = [];
  const known = new Map<string, number>();
  for (const { operation, calls } of seen.requests)
    for (const call of calls.filter((one) => one.dependency === dependency.name)) {
      if (call.operation === undefined || call.flaws.length > 0) {
        remarks.say(
          `\`${dependency.name}\`: the call ${call.request.method} ${call.request.target} is left out: it is not as the contract declares it.`,
        );
        continue;
      }
      const shape = `${call.operation} ${shapeOf(bodyOf(call, masked))}`;
      if (known.has(shape)) continue;
      known.set(shape, 1);
      const nth = interactions.filter(({ description }) => description.startsWith(`${call.operation}, `)).length + 1;
      const own = new Remarks();
      const interaction = interactionOf(dependency, call, { seen, context: { remarks: own, masked } });
      for (const remark of own.all) remarks.say(remark);
      if (interaction)
        interactions.push({
          ...interaction,
          description: `${call.operation}, for ${operation.name}${nth > 1 ? ` (${nth})` : ''}`,
          comments: own.all,
        });
    }
  for (const name of Object.keys(dependency.operations))
    if (!interactions.some(({ description }) => description.startsWith(`${name}, `)))
      remarks.say(`\`${dependency.name}\`: \`${name}\` was not asked for in a healthy run, and is left out.`);
  return interactions.length > 0
    ? { consumer: contract.component.name, provider: dependency.name, interactions }
    : undefined;
}

const bodyOf = ({ request }: Call, masked: (text: string) => string) => {
  const body = jsonBody(masked(request.body.encoding ? '' : request.body.text));
  return body.kind === 'json' ? body.value : body.kind;
};

function interactionOf(
  dependency: Dependency,
  call: Call,
  { seen, context }: { readonly seen: SeenHealthy; readonly context: ExportContext },
): Omit<Interaction, 'description'> | undefined {
  const declared = dependency.operations[call.operation!];
  const what = `\`${dependency.name}.${call.operation}\``;
  const reply = seen.replies.get(dependency.name)?.get(call.operation!);
  if (!reply || reply.stream || reply.bare) {
    context.remarks.say(`${what} is left out: Pact has no words for replies that come as a stream.`);
    return undefined;
  }
  const { path, parameters, query, headers } = {
    path: declared?.call.path ?? '',
    parameters: declared?.expects.path ?? {},
    query: declared?.expects.query ?? {},
    headers: declared?.expects.headers ?? {},
  };
  const asked = jsonBody(context.masked(call.request.body.encoding ? '' : call.request.body.text));
  if (declared && declared.effect === 'once') context.remarks.say(`${what}: Pact has no words for \`effect: once\`.`);
  return {
    kind: 'http',
    states: [],
    request: {
      ...toldHead(call.request, { path, parameters, query, headers }, context),
      ...toldBody(asked, declared?.expects.body, { trimmed: false, what: `${what}, request` }, context),
    },
    response: responseOf(reply, { dependency, call, what }, context),
  };
}

function responseOf(
  reply: Reply,
  { dependency, call, what }: { readonly dependency: Dependency; readonly call: Call; readonly what: string },
  context: ExportContext,
): PactResponse {
  const declared = dependency.operations[call.operation!];
  const names = ['content-type', ...Object.keys(declared?.returns.headers ?? {})];
  const headers = reply.headers.filter(([name]) => names.includes(name.toLowerCase()));
  const schema = declared?.returns.body ?? reply.documents.find(({ at }) => at === '')?.schema;
  return {
    status: reply.status,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    headerRules: {},
    ...toldBody(jsonBody(reply.body.toString()), schema, { trimmed: true, what: `${what}, reply` }, context),
  };
}
