import { recognise } from '../../check/recognise.ts';
import type { Contract, Operation } from '../../contract/contract.ts';
import { violations } from '../../contract/json-schema.ts';
import { suggest } from '../../contract/nearest.ts';
import { cite } from '../../report/cite.ts';
import type { ContractRequest, Question, Ruling, SeenResponse } from './question.ts';

/** What a contract says of a request, an answer, or both. */
export function ruling(contract: Contract, { operation: name, request, response, answer }: Question): Ruling {
  const operation = contract.upstream[name];
  if (!operation) {
    const names = Object.keys(contract.upstream);
    const meant = suggest(name, names, 'Its operations');
    return unclear(`\`${name}\` cannot be judged: it is no operation of the contract (${contract.file}). ${meant}`);
  }
  const flaw = request && flawOf(operation, request);
  if (!response) return ofRequest(contract, operation, flaw);
  const declared = ofAnswer(contract, operation, response, answer);
  return declared.pass && request ? ofBoth(contract, operation, flaw, response) : declared;
}

function ofRequest(contract: Contract, { name }: Operation, flaw: string | undefined): Ruling {
  const where = place(contract, `/upstream/${name}/accepts`);
  return flaw === undefined
    ? {
        pass: true,
        told: `\`${name}\` accepts this request (${where}). Break what it accepts, or expect that it is served.`,
      }
    : {
        pass: false,
        told: `\`${name}\` does not accept this request: ${flaw} (${where}). Send what is declared, or declare what is sent.`,
      };
}

function ofAnswer(
  contract: Contract,
  operation: Operation,
  response: SeenResponse,
  wanted: string | undefined,
): Ruling {
  const { name, answers } = operation;
  const names = Object.keys(answers);
  if (wanted !== undefined && !answers[wanted])
    return unclear(
      `\`${wanted}\` cannot be expected: it is no answer of \`${name}\` (${place(contract, `/upstream/${name}/answers`)}). It has: ${names.join(', ')}.`,
    );
  const found = recognised(operation, response);
  if (found.kind === 'declared') {
    const where = place(contract, `/upstream/${name}/answers/${found.answer.name}`);
    const fits = wanted === undefined || found.answer.name === wanted;
    return {
      pass: fits,
      told: `\`${name}\` answered with \`${found.answer.name}\` (${where}). Expected ${fits ? 'something else' : `\`${wanted}\``}.`,
    };
  }
  if (found.kind === 'none') return unclear(`\`${name}\` gave no answer.`);
  const where = place(contract, `/upstream/${name}/answers${found.closest ? `/${found.closest.name}` : ''}`);
  if (found.inStream)
    return unclear(
      `Whether \`${name}\` answered as declared cannot be told: \`${found.closest?.name}\` is a stream, and its events are judged as they come (${where}). Leave it to the trials of \`describeContract\`.`,
    );
  const why = found.closest ? `it is not \`${found.closest.name}\`, ${found.why}` : found.why;
  return {
    pass: false,
    told: `\`${name}\` answered ${found.status} with something that it never declared: ${why} (${where}). Answer with ${wanted === undefined ? `one of ${names.join(', ')}` : `\`${wanted}\``}, or declare it.`,
  };
}

/** A declared answer to a known request: what is not accepted is rejected, and nothing else is. */
function ofBoth(contract: Contract, operation: Operation, flaw: string | undefined, response: SeenResponse): Ruling {
  const { name, accepts } = operation;
  const found = recognised(operation, response);
  const { name: answer, like } = found.kind === 'declared' ? found.answer : { name: '', like: undefined };
  const where = place(contract, `/upstream/${name}/accepts`);
  const rejected = like === 'rejected';
  if (flaw === undefined && rejected)
    return {
      pass: false,
      told: `\`${name}\` rejected a request that it accepts (${where}). Serve it, or declare what it must not have.`,
    };
  // Which mess it is that the request has in it is not known.
  if (flaw !== undefined && !rejected && accepts.tolerates.length === 0)
    return {
      pass: false,
      told: `\`${name}\` answered with \`${answer}\` to a request that it does not accept: ${flaw} (${where}). Reject it, or declare that it is accepted or tolerated.`,
    };
  return {
    pass: true,
    told: `\`${name}\` answered with \`${answer}\`, as the contract has it (${where}). Expected something else.`,
  };
}

function recognised(operation: Operation, { status, headers, body }: SeenResponse) {
  return recognise(operation, {
    kind: 'response',
    status,
    headers,
    body: { text: body, length: Buffer.byteLength(body) },
    ended: 0,
  });
}

/** Why a request is not accepted. */
function flawOf({ accepts }: Operation, request: ContractRequest): string | undefined {
  const parts = [
    ...(['path', 'query', 'headers'] as const).flatMap((part) =>
      Object.entries(request[part] ?? {}).map(([name, value]) => ({
        what: `${part} ${name}`,
        schema: accepts[part][name],
        value,
      })),
    ),
    { what: 'the body', schema: accepts.body, value: request.body },
  ];
  for (const { what, schema, value } of parts) {
    if (schema === undefined) continue;
    if (value === undefined) return `${what} is missing`;
    const [violation] = violations(schema, value);
    if (violation) return `${violation.pointer ? `${violation.pointer} of ${what}` : what} ${violation.message}`;
  }
  return undefined;
}

const unclear = (told: string): Ruling => ({ pass: false, told, unclear: true });

function place(contract: Contract, pointer: string): string {
  const { file, line } = cite(contract, pointer);
  return `${file}:${line}`;
}
