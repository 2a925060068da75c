import type { AnswerKind, Claim, Status, StreamFormat } from './contract.ts';

// A contract as it is written, for contracts in TypeScript: the same keys as in YAML. What stands as a name elsewhere in
// the contract is known here by type parameters, so that editors complete it and misspelt ones are type errors.

/** A schema that can tell itself as JSON Schema: of zod 4, ArkType, Valibot and others (Standard JSON Schema). */
export interface StandardSchema {
  readonly '~standard': { readonly version: 1; readonly vendor: string };
}

/** A JSON Schema, also as TypeBox makes it; or a schema of a library that can tell itself as one. */
export type WrittenSchema = boolean | StandardSchema | { readonly [keyword: string]: unknown };

/** `250ms`, `2s`, `1m`. */
export type Duration = `${number}${'ms' | 's' | 'm'}`;
/** `POST /v1/tickets/{id}`. */
export type Call = `${'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'} /${string}`;

interface Percentiles {
  readonly p50?: Duration;
  readonly p95?: Duration;
  readonly p99?: Duration;
}

interface Parts {
  readonly path?: Readonly<Record<string, WrittenSchema>>;
  readonly query?: Readonly<Record<string, WrittenSchema>>;
  readonly body?: WrittenSchema;
}

export interface WrittenLaunch<Env> {
  readonly command?: string;
  readonly module?: string;
  readonly url?: string;
  readonly env?: Env;
  readonly ready?: Call;
  readonly within?: Duration;
  readonly protocol?: 'mcp';
  readonly path?: string;
}

export interface WrittenAnswer {
  readonly status?: Status | readonly Status[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: WrittenSchema;
  readonly where?: Readonly<Record<`/${string}`, unknown>>;
  readonly like?: AnswerKind;
  readonly stream?: StreamFormat;
  readonly events?: Readonly<
    Record<
      string,
      {
        readonly event?: string;
        readonly where?: Readonly<Record<string, unknown>>;
        readonly data?: WrittenSchema;
        readonly ends?: string;
      }
    >
  >;
}

export interface WrittenOperation<Dependency extends string, Answer extends string> {
  readonly call: Call | `tool ${string}`;
  readonly from?: string | readonly string[];
  readonly accepts?: Parts & {
    readonly headers?: Readonly<Record<string, WrittenSchema>>;
    readonly examples?: readonly unknown[];
    readonly tolerates?: readonly string[];
  };
  readonly answers: { readonly [A in Answer]?: WrittenAnswer };
  readonly budget?: {
    readonly latency?: Percentiles;
    readonly rate?: `${number}/s`;
    readonly deadline?: Duration;
    readonly calls?: { readonly [D in NoInfer<Dependency>]?: number };
    readonly tokens?: number;
    readonly 'first-event'?: Duration;
    readonly gap?: Duration;
    readonly cancels?: Duration;
  };
  readonly repeats?: 'same';
  readonly delivers?: readonly {
    readonly effect: `${NoInfer<Dependency>}.${string}`;
    readonly within: Duration;
    readonly key: `/${string}`;
  }[];
  readonly uses?: readonly NoInfer<Dependency>[];
}

interface Effectful {
  readonly effect?: 'none' | 'once';
  readonly 'idempotency-key'?: `header ${string}` | `body /${string}`;
}

export interface WrittenDependency<Answer extends string> {
  readonly protocol:
    | ('http' | 'openapi' | 'openai' | 'anthropic' | 'gemini' | 'qdrant' | 'pinecone' | 'chroma' | 'cohere' | 'kserve')
    | ('mcp' | 'mcp-stdio' | 'tcp');
  readonly spec?: string;
  readonly port?: number;
  readonly tls?: boolean;
  /** `https://api.openai.com`: what a Node component calls whatever it is told, and is led from to the simulator. */
  readonly origin?: string;
  readonly target?: string;
  readonly latency?: Percentiles;
  readonly 'on-failure'?: NoInfer<Answer> | 'ok' | readonly (NoInfer<Answer> | 'ok')[];
  readonly 'recovers-within'?: Duration;
  readonly operations?: Readonly<Record<string, WrittenCall>>;
  readonly replies?: readonly unknown[];
  readonly tools?: Readonly<Record<string, WrittenTool>>;
  readonly stream?: 'sse';
  readonly sessions?: boolean;
  readonly collections?: Readonly<
    Record<
      string,
      { readonly dimension?: number; readonly payload?: WrittenSchema; readonly examples?: readonly unknown[] }
    >
  >;
  readonly treats?: Readonly<Record<string, Claim | readonly (NoInfer<Answer> | 'ok')[]>>;
}

export interface WrittenCall extends Effectful {
  readonly call: Call;
  readonly expects?: Parts & { readonly headers?: Readonly<Record<string, string>> };
  readonly returns?: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: WrittenSchema;
    readonly examples?: readonly unknown[];
    readonly echo?: Readonly<Record<`/${string}`, `${'path' | 'query' | 'header'}.${string}` | `body${string}`>>;
  };
}

export interface WrittenTool extends Effectful {
  readonly description?: string;
  readonly input?: WrittenSchema;
  readonly output?: WrittenSchema;
  readonly text?: WrittenSchema;
  readonly examples?: readonly unknown[];
}

/** What a placeholder can stand for, of these dependencies. */
export type Placeholder<Dependency extends string> =
  | 'port'
  | `secret.${string}`
  | `${Dependency}.${'url' | 'host' | 'port' | 'ca' | 'command'}`;

/** The placeholders of a text that stand for nothing. */
type Unknown<Text extends string, Dependency extends string> = Text extends `${string}\${${infer Name}}${infer Rest}`
  ? (Name extends Placeholder<Dependency> ? never : Name) | Unknown<Rest, Dependency>
  : never;

/** The environment, where each value is one that can be filled in; else a type that says what is wrong with it. */
export type Filled<Env, Dependency extends string> = {
  readonly [Variable in keyof Env]: Env[Variable] extends string
    ? [Unknown<Env[Variable], Dependency>] extends [never]
      ? Env[Variable] | '${port}' | `\${${Dependency}.url}`
      : `there is no \${${Unknown<Env[Variable], Dependency>}}`
    : Env[Variable];
};

export interface WrittenContract<Dependency extends string, Answer extends string, Operation extends string, Env> {
  readonly shakedown: 1;
  readonly component: {
    readonly name: string;
    readonly summary?: string;
    readonly owner?: string;
    readonly escalation?: string;
    readonly runbook?: string;
    readonly launch: WrittenLaunch<Filled<Env, NoInfer<Dependency>>>;
  };
  readonly upstream: Readonly<Record<Operation, WrittenOperation<Dependency, Answer>>>;
  readonly downstream?: Readonly<Record<Dependency, WrittenDependency<Answer>>>;
  readonly waivers?: readonly {
    /** `<operation>/<dependency>/<fault>/<check>`; globs allowed. */
    readonly finding: `${NoInfer<Operation> | '*' | '**'}${'/' | ''}${string}`;
    readonly because: string;
    readonly owner: string;
    readonly until: `${number}-${number}-${number}`;
  }[];
}
