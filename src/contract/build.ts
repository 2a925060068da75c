import type {
  Accepts,
  Answer,
  AnswerEvent,
  Budget,
  Collection,
  Component,
  Contract,
  Delivery,
  Dependency,
  DependencyOperation,
  Input,
  KeyPlace,
  Latency,
  Launch,
  Operation,
  Route,
  Schema,
  Status,
  StreamFormat,
  Tool,
  Treatment,
  Waiver,
} from './contract.ts';
import { type AnswerKind, answerKinds } from './contract.ts';
import { step } from './pointer.ts';
import type { References } from './refs.ts';
import type { Source } from './source.ts';
import { operationsOf } from './tool.ts';
import { milliseconds, perSecond } from './units.ts';

/** What holds where a contract is silent. `lint --explain` prints a contract with these filled in. */
const defaults = {
  ready: 'GET /',
  within: '10s',
  deadline: '10s',
  /** Calls to one dependency that one request may cause. */
  calls: 10,
  onFailure: ['degraded', 'unavailable'] as readonly string[],
  recoversWithin: '5s',
  status: 200,
  rate: '30/s',
  /** What a reader of server-sent events insists on. */
  sse: { 'content-type': '^text/event-stream *(;|$)' },
} as const;

type Json = Record<string, unknown>;
const entries = (value: unknown) => Object.entries((value ?? {}) as Json) as [string, Json][];
const list = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const map = <T>(value: unknown, make: (v: never, key: string) => T): Record<string, T> =>
  Object.fromEntries(entries(value).map(([k, v]) => [k, make(v as never, k)]));
const lower = (value: unknown) =>
  Object.fromEntries(
    Object.entries((value ?? {}) as Record<string, string>).map(([k, v]) => [k.toLowerCase(), String(v)]),
  );
/** Leaves out what is undefined, as `exactOptionalPropertyTypes` wants it. */
const present = <T extends object>(value: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;

/**
 * Turns what has the form of the format into a contract with every default filled in. A key that the format requires
 * and that is absent becomes an empty value; such a contract is only good for being linted.
 */
export function buildContract(source: Source, project: string, refs: References, effectsOf: EffectsOf): Contract {
  const value = source.value as Json;
  const builder = new Builder(refs, Object.keys((value.downstream ?? {}) as Json), effectsOf);
  const downstream = map(value.downstream, (d: Json, name) => builder.dependency(name, d));
  // How many exchanges a driver needs for a request is its own affair: only what is declared is a limit.
  const limited = Object.values(downstream).filter((d) => d.target === undefined);
  return {
    file: source.file,
    text: source.text,
    project,
    component: builder.component((value.component ?? {}) as Json),
    upstream: map(value.upstream, (o: Json, name) =>
      builder.operation(
        name,
        o,
        limited.map((d) => d.name),
      ),
    ),
    downstream,
    waivers: list(value.waivers).map((w) => ({ ...noWaiver, ...(w as Waiver) })),
    places: source.places(),
  };
}

const anyObject: Schema = { type: 'object' };
/** The operations that change something, of those that a protocol brings. */
export type EffectsOf = (protocol: string) => readonly string[];

const noWaiver: Waiver = { finding: '', because: '', owner: '', until: '' };

const isSecure = (origin: unknown) => typeof origin === 'string' && origin.startsWith('https:');

const optionalMilliseconds = (value: unknown) => (value === undefined ? undefined : milliseconds(value as string));

function route(text: unknown): Route {
  const [method = '', path = ''] = text === undefined ? [] : String(text).split(' ');
  return { method, path };
}

const percentiles = (value: unknown): Latency | undefined =>
  value === undefined ? undefined : map(value, (v: string) => milliseconds(v));

class Builder {
  readonly #refs: References;
  readonly #dependencies: readonly string[];
  readonly #effectsOf: EffectsOf;

  constructor(refs: References, dependencies: readonly string[], effectsOf: EffectsOf) {
    this.#refs = refs;
    this.#dependencies = dependencies;
    this.#effectsOf = effectsOf;
  }

  component(value: Json): Component {
    const about = value as unknown as Component;
    return present<Component>({ ...about, name: about.name ?? '', launch: this.#launch((value.launch ?? {}) as Json) });
  }

  operation(name: string, value: Json, dependencies: readonly string[]): Operation {
    const pointer = step('/upstream', name);
    const call = route(value.call);
    return present<Operation>({
      name,
      call,
      from: list(value.from) as string[],
      accepts: this.#accepts(value.accepts as Json | undefined, `${pointer}/accepts`, call),
      answers: map(value.answers, (a: Json, n) => this.#answer(n, a, step(`${pointer}/answers`, n))),
      budget: this.#budget(value.budget as Json | undefined, dependencies),
      repeats: value.repeats as 'same' | undefined,
      delivers:
        value.delivers === undefined ? undefined : list(value.delivers).map((d) => this.#delivery((d ?? {}) as Json)),
      uses: value.uses as string[] | undefined,
    });
  }

  dependency(name: string, value: Json): Dependency {
    const pointer = step('/downstream', name);
    const tools = value.tools === undefined ? undefined : this.#tools(value.tools, `${pointer}/tools`);
    const protocol = (value.protocol ?? '') as string;
    const operations = {
      ...operationsOf(tools),
      ...map(value.operations, (o: Json, n) => this.#dependencyOperation(n, o, step(`${pointer}/operations`, n))),
    };
    const once = Object.values(operations).filter(({ effect }) => effect === 'once');
    return present<Dependency>({
      name,
      protocol,
      port: value.port as number | undefined,
      tls: value.tls === true || isSecure(value.origin) ? true : undefined,
      origin: value.origin as string | undefined,
      target: value.target as string | undefined,
      latency: percentiles(value.latency),
      onFailure: list(value['on-failure'] ?? defaults.onFailure) as string[],
      recoversWithin: milliseconds((value['recovers-within'] as string) ?? defaults.recoversWithin),
      operations,
      effects: [...once.map((o) => o.name), ...this.#effectsOf(protocol)],
      collections: map(value.collections, (c: Json, n) => this.#collection(c, step(`${pointer}/collections`, n))),
      replies: list(value.replies).map((_, i) => this.#refs.value(`${pointer}/replies/${i}`)),
      tools,
      stream: value.stream as 'sse' | undefined,
      sessions: (value.sessions as boolean | undefined) ?? (tools ? true : undefined),
      treats: (value.treats ?? {}) as Record<string, Treatment>,
    });
  }

  #launch(value: Json): Launch {
    const started = {
      env: map(value.env, (v: unknown) => String(v)),
      ready: route(value.ready ?? defaults.ready),
      within: milliseconds((value.within as string) ?? defaults.within),
      ...(value.protocol === 'mcp' ? { mcp: present({ path: value.path as string | undefined }) } : {}),
    };
    if (typeof value.url === 'string') return { kind: 'url', url: value.url.replace(/\/$/, ''), ...started };
    if (typeof value.module !== 'string')
      return { kind: 'command', command: (value.command ?? '') as string, ...started };
    const [module, exportName = 'default'] = value.module.split('#') as [string, string?];
    return { kind: 'module', module, exportName, ...started };
  }

  #accepts(value: Json | undefined, pointer: string, { path }: Route): Accepts {
    const bare = ![value?.path, value?.query, value?.headers].some((part) => part !== undefined) && !path.includes('{');
    const examples = list(value?.examples).map((_, i): Input => {
      const place = `${pointer}/examples/${i}`;
      return bare ? { body: this.#refs.value(place) } : ((this.#refs.members(place) ?? {}) as Input);
    });
    return present<Accepts>({
      body: this.#schema(value?.body, `${pointer}/body`),
      path: this.#schemas(value?.path, `${pointer}/path`),
      query: this.#schemas(value?.query, `${pointer}/query`),
      headers: this.#schemas(value?.headers, `${pointer}/headers`),
      examples,
      tolerates: list(value?.tolerates) as string[],
    });
  }

  #answer(name: string, value: Json, pointer: string): Answer {
    const meaning = (answerKinds as readonly string[]).includes(name) ? (name as AnswerKind) : 'ok';
    return present<Answer>({
      name,
      like: (value.like as AnswerKind | undefined) ?? meaning,
      status: list(value.status) as Status[],
      headers: { ...(value.stream === 'sse' ? defaults.sse : {}), ...lower(value.headers) },
      body: this.#schema(value.body, `${pointer}/body`),
      where: (value.where ?? {}) as Json,
      stream:
        value.stream === undefined
          ? undefined
          : {
              format: value.stream as StreamFormat,
              events: map(value.events, (e: Json, n) =>
                this.#event(n, e, step(`${pointer}/events`, n), value.stream as StreamFormat),
              ),
            },
    });
  }

  #event(name: string, value: Json, pointer: string, format: StreamFormat): AnswerEvent {
    return present<AnswerEvent>({
      name,
      event: format === 'sse' ? ((value.event as string | undefined) ?? name) : undefined,
      where: (value.where ?? (format === 'ndjson' ? { '/type': name } : {})) as Json,
      data: this.#schema(value.data, `${pointer}/data`),
      ends: value.ends as string | undefined,
    });
  }

  #delivery({ effect = '', within = '0ms', key = '' }: Json): Delivery {
    const named = effect as string;
    // A name may hold dots: the longest that is declared is meant.
    const known = this.#dependencies.filter((name) => named.startsWith(`${name}.`));
    const dependency = known.sort((a, b) => b.length - a.length)[0] ?? named.split('.')[0]!;
    const operation = named.slice(dependency.length + 1);
    return { dependency, operation, within: milliseconds(within as string), key: key as string };
  }

  #budget(value: Json | undefined, dependencies: readonly string[]): Budget {
    return present<Budget>({
      deadline: milliseconds((value?.deadline as string) ?? defaults.deadline),
      calls: {
        ...Object.fromEntries(dependencies.map((d) => [d, defaults.calls])),
        ...(value?.calls as Record<string, number> | undefined),
      },
      tokens: value?.tokens as number | undefined,
      firstEvent: optionalMilliseconds(value?.['first-event']),
      gap: optionalMilliseconds(value?.gap),
      cancels: optionalMilliseconds(value?.cancels),
      latency: percentiles(value?.latency),
      rate: perSecond((value?.rate as string) ?? defaults.rate),
    });
  }

  #dependencyOperation(name: string, value: Json, pointer: string): DependencyOperation {
    const expects = (value.expects ?? {}) as Json;
    const returns = (value.returns ?? {}) as Json;
    return present<DependencyOperation>({
      name,
      call: route(value.call),
      expects: present({
        path: this.#schemas(expects.path, `${pointer}/expects/path`),
        query: this.#schemas(expects.query, `${pointer}/expects/query`),
        headers: lower(expects.headers),
        body: this.#schema(expects.body, `${pointer}/expects/body`),
      }),
      returns: present({
        status: (returns.status as number) ?? defaults.status,
        headers: lower(returns.headers),
        body: this.#schema(returns.body, `${pointer}/returns/body`),
        examples: list(returns.examples).map((_, i) => this.#refs.value(`${pointer}/returns/examples/${i}`)),
        echo: (returns.echo ?? {}) as Record<string, string>,
      }),
      effect: (value.effect as 'none' | 'once') ?? 'none',
      idempotencyKey: keyPlace(value['idempotency-key'] as string | undefined),
    });
  }

  #tools(value: unknown, pointer: string): Record<string, Tool> {
    return map(value, (tool: Json, name) => {
      const place = step(pointer, name);
      return present<Tool>({
        name,
        description: tool.description as string | undefined,
        input: this.#schema(tool.input, `${place}/input`) ?? anyObject,
        output: this.#schema(tool.output, `${place}/output`),
        text: this.#schema(tool.text, `${place}/text`),
        examples: list(tool.examples).map((_, i) => this.#refs.value(`${place}/examples/${i}`)),
        effect: (tool.effect as 'none' | 'once') ?? 'none',
        idempotencyKey: keyPlace(tool['idempotency-key'] as string | undefined),
      });
    });
  }

  #collection(value: Json, pointer: string): Collection {
    return present<Collection>({
      dimension: value.dimension as number | undefined,
      payload: this.#schema(value.payload, `${pointer}/payload`),
      examples: list(value.examples).map((_, i) => this.#refs.value(`${pointer}/examples/${i}`)),
    });
  }

  #schema(value: unknown, pointer: string): Schema | undefined {
    return value === undefined ? undefined : this.#refs.schema(pointer);
  }

  #schemas(value: unknown, pointer: string): Record<string, Schema> {
    return map(value, (_: unknown, name) => this.#refs.schema(step(pointer, name)));
  }
}

function keyPlace(text: string | undefined): KeyPlace | undefined {
  if (text === undefined) return undefined;
  const [where, what] = text.split(' ') as [string, string];
  return where === 'header' ? { in: 'header', name: what.toLowerCase() } : { in: 'body', pointer: what };
}
