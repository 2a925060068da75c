import type { Fault } from '../fault/fault.ts';
import { faults } from '../fault/index.ts';
import { anthropic } from './anthropic/anthropic.ts';
import { chroma } from './chroma/chroma.ts';
import { cohere } from './cohere/cohere.ts';
import { documentFaults } from './documents/index.ts';
import { gemini } from './gemini/gemini.ts';
import { hitFaults, rankFaults } from './hits/index.ts';
import { http } from './http.ts';
import { kserve } from './kserve/kserve.ts';
import { mcp } from './mcp/mcp.ts';
import { mcpStdio } from './mcp/mcp-stdio.ts';
import { openai } from './openai/openai.ts';
import { pinecone } from './pinecone/pinecone.ts';
import type { Kind, Protocol, Proxied } from './protocol.ts';
import { qdrant } from './qdrant/qdrant.ts';
import { tcp } from './tcp/tcp.ts';

const simulated: readonly Protocol[] = [
  http,
  openai,
  anthropic,
  gemini,
  qdrant,
  pinecone,
  chroma,
  cohere,
  kserve,
  mcp,
  mcpStdio,
];
const proxied: readonly Proxied[] = [tcp];

export const protocols: readonly Kind[] = [...simulated, ...proxied];

/** Ways to declare one of them: what a contract says with such a word becomes another protocol as it is read. */
export const declaredAs: readonly Kind[] = [
  {
    name: 'openapi',
    summary: 'JSON over HTTP: the operations that an OpenAPI document (3.0 or 3.1) declares, named at `spec`',
    operations: 'declared',
    faults: documentFaults,
  },
];

/** The protocol of this name that a simulator can speak. */
export function protocolNamed(name: string): Protocol {
  const found = simulated.find((p) => p.name === name);
  if (!found) throw new Error(`there is no protocol "${name}" to simulate`);
  return found;
}

/** The protocol of this name whose servers are real; undefined where it is simulated. */
export function proxiedNamed(name: string): Proxied | undefined {
  return proxied.find((p) => p.name === name);
}

/** Its calls are requests of HTTP, which are answered here. */
export const isAnswered = ({ name, wire }: Kind): boolean => wire === undefined && !proxiedNamed(name);

const ranking: readonly Fault[] = [...new Set([...hitFaults, ...rankFaults])];
/** The faults that several protocols have in common. */
const shared: readonly Fault[] = [...documentFaults, ...ranking];

/** Every fault kind: those of all services by layer, then those of what services know and find, then those of each protocol. */
export const allFaults: readonly { readonly fault: Fault; readonly layer: string }[] = [
  ...Object.entries(faults).flatMap(([layer, list]) => list.map((fault) => ({ fault, layer }))),
  ...documentFaults.map((fault) => ({ fault, layer: 'documents' })),
  ...ranking.map((fault) => ({ fault, layer: 'hits' })),
  ...protocols.flatMap((p) => p.faults.filter((f) => !shared.includes(f)).map((fault) => ({ fault, layer: p.name }))),
];

export function faultNamed(name: string): Fault {
  const found = allFaults.find(({ fault }) => fault.name === name);
  if (!found) throw new Error(`there is no fault "${name}"`);
  return found.fault;
}

/** The faults that a dependency of this protocol can have. */
export function faultsOf(protocol: Kind): readonly Fault[] {
  if (protocol.common) return [...protocol.common, ...protocol.faults];
  return allFaults
    .filter(({ fault }) => protocol.faults.includes(fault) || !protocols.some((p) => p.faults.includes(fault)))
    .map(({ fault }) => fault);
}
