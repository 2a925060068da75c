import type { ProjectFile } from './project-files.ts';

/** A request that the sources seem to serve. */
export interface FoundRoute {
  readonly method: string;
  readonly path: string;
  readonly file: string;
}

const verbs = 'get|post|put|patch|delete';
const declared = [
  // app.post('/v1/ask', …) of Express, Fastify, Hono, Koa; @app.post("/v1/ask") of FastAPI, Flask, Litestar; r.POST("/ask") of Gin
  new RegExp(
    `(?:@?\\b(?:app|router|server|fastify|api|route|routes|blueprint|bp|r|e|hono)\\b)\\.(${verbs})\\(\\s*['"\`](/[^'"\`\\s]*)['"\`]`,
    'gi',
  ),
  // @Post('/ask') of Nest, @PostMapping("/ask") of Spring
  new RegExp(`@(${verbs})(?:Mapping)?\\(\\s*['"](/?[^'"\\s]+)['"]`, 'gi'),
];
const flask = /@\w+\.route\(\s*['"](\/[^'"\s]*)['"](?:[^)]*methods\s*=\s*\[([^\]]*)\])?/g;
// request.url === '/v1/ask', self.path != "/ask"
const compared = /\b(?:url|pathname|path|PATH_INFO)\b[^\n]{0,40}?[!=]==?\s*['"](\/[^'"\s]*)['"]/g;
const isHealth = /\/(healthz?|readyz?|livez?|ping|status|metrics|ready|live|health-?check)$/;

/** The requests that the sources of a project seem to serve; paths as contracts write them. */
export function routesIn(files: readonly ProjectFile[]): FoundRoute[] {
  const found = files.flatMap(({ file, text }) => [
    ...declared.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([, method, path]) => ({ method: method!.toUpperCase(), path: path!, file })),
    ),
    ...[...text.matchAll(flask)].map(([, path, methods]) => ({ method: firstOf(methods) ?? 'GET', path: path!, file })),
    ...[...text.matchAll(compared)].map((match) => ({ method: nearMethod(text, match), path: match[1]!, file })),
  ]);
  const plain = found.map((one) => ({ ...one, path: asTemplate(one.path) }));
  return [...new Map(plain.map((one) => [`${one.method} ${one.path}`, one])).values()];
}

/** Those that only ask whether the component is well. */
export const healthRoutes = (routes: readonly FoundRoute[]): string[] =>
  routes.filter(({ path }) => isHealth.test(path)).map(({ path }) => path);

/** Those that callers come for. */
export const calls = (routes: readonly FoundRoute[]): FoundRoute[] =>
  routes.filter(({ path }) => !isHealth.test(path) && !/^\/(docs|openapi|redoc|static|favicon|\*)|^\/$/.test(path));

const firstOf = (methods: string | undefined) =>
  /['"](POST|PUT|PATCH|DELETE|GET)['"]/i.exec(methods ?? '')?.[1]?.toUpperCase();

/** What is compared on the same line; work is usually asked for with POST, health with GET. */
function nearMethod(text: string, { index, 0: whole, 1: path }: RegExpExecArray): string {
  const from = text.lastIndexOf('\n', index) + 1;
  const to = text.indexOf('\n', index + whole.length);
  const line = text.slice(from, to < 0 ? undefined : to);
  // A handler of one method, as in Python's http.server, has it in its name.
  const handler = [...text.slice(0, index).matchAll(/def do_(GET|POST|PUT|PATCH|DELETE)\b/g)].at(-1)?.[1];
  return /['"](POST|PUT|PATCH|DELETE|GET)['"]/.exec(line)?.[1] ?? handler ?? (isHealth.test(path!) ? 'GET' : 'POST');
}

/** `/items/:id`, `/items/<int:id>` and `/items/{id:int}` → `/items/{id}`. */
const asTemplate = (path: string): string =>
  (path.startsWith('/') ? path : `/${path}`)
    .replaceAll(/<(?:\w+:)?(\w+)>/g, '{$1}')
    .replaceAll(/\{(\w+):[^}]*\}/g, '{$1}')
    .replaceAll(/:(\w+)/g, '{$1}');
