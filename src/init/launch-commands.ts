import type { ProjectFile } from './project-files.ts';

/** A way in which the component can be started, and the file that says so. */
export interface FoundCommand {
  readonly command: string;
  readonly from: string;
}

const runs = /^(node|deno|bun|python3?|uvicorn|gunicorn|flask|hypercorn|fastapi|java|ruby|php|go|cargo|dotnet)\b/;

/** The commands that a project says it is started with, the likeliest first. */
export function launchCommands(files: readonly ProjectFile[]): FoundCommand[] {
  const found = [...procfile(files), ...packageJson(files), ...dockerfile(files), ...mainFiles(files)];
  const unique = new Map(found.map((one) => [one.command, one] as const).reverse());
  return [...unique.values()].reverse();
}

const named = (files: readonly ProjectFile[], name: string) => files.filter(({ file }) => file === name);

function procfile(files: readonly ProjectFile[]): FoundCommand[] {
  return named(files, 'Procfile').flatMap(({ text }) =>
    [...text.matchAll(/^(?:web|api|app):\s*(.+)$/gm)].map(([, line]) => ({ command: line!.trim(), from: 'Procfile' })),
  );
}

function packageJson(files: readonly ProjectFile[]): FoundCommand[] {
  return named(files, 'package.json').flatMap(({ text }) => {
    const { scripts = {}, main } = parsed(text) as { scripts?: Record<string, string>; main?: string };
    const from = (name: string): FoundCommand[] => {
      const script = scripts[name];
      if (typeof script !== 'string') return [];
      // What npm would only pass on is started directly: signals and its output then come from the component itself.
      const direct = runs.test(script) && !/[&|;]/.test(script);
      return [
        {
          command: direct ? script : name === 'start' ? 'npm start' : `npm run ${name}`,
          from: `package.json, scripts.${name}`,
        },
      ];
    };
    const entry =
      typeof main === 'string' && /\.[cm]?js$/.test(main)
        ? [{ command: `node ${main}`, from: 'package.json, main' }]
        : [];
    return [...from('start'), ...from('serve'), ...entry, ...from('dev')];
  });
}

function dockerfile(files: readonly ProjectFile[]): FoundCommand[] {
  return named(files, 'Dockerfile').flatMap(({ text }) => {
    const last = [...text.matchAll(/^\s*CMD\s+(.+)$/gim)].at(-1)?.[1]?.trim();
    const words = last?.startsWith('[') ? parsed(last) : undefined;
    const command = Array.isArray(words) ? words.join(' ') : last;
    return command && !command.startsWith('[') ? [{ command, from: 'Dockerfile, CMD' }] : [];
  });
}

const serving = [
  {
    of: /\.py$/,
    says: /\bFastAPI\(|\bStarlette\(/,
    command: (module: string, app: string) => `python -m uvicorn ${module}:${app}`,
  },
  {
    of: /\.py$/,
    says: /\bFlask\(/,
    command: (module: string, app: string) => `python -m flask --app ${module}:${app} run`,
  },
];

/** Files in the root that serve something when they are run. */
function mainFiles(files: readonly ProjectFile[]): FoundCommand[] {
  const near = files.filter(({ file }) => /^((src|app)\/)?[\w.-]+\.([cm]?js|ts|py)$/.test(file));
  return near.flatMap(({ file, text }) => {
    const framework = serving.find(({ of, says }) => of.test(file) && says.test(text));
    if (framework && !/\b(uvicorn\.run|app\.run)\(/.test(text)) {
      const app = /^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:FastAPI|Starlette|Flask)\(/m.exec(text)?.[1] ?? 'app';
      return [{ command: framework.command(file.replace(/\.py$/, '').replaceAll('/', '.'), app), from: file }];
    }
    if (/\.py$/.test(file) && /__main__|serve_forever|uvicorn\.run|app\.run\(/.test(text))
      return [{ command: `python ${file}`, from: file }];
    if (/\.[cm]?js$/.test(file) && /\.listen\(|\bserve\(/.test(text)) return [{ command: `node ${file}`, from: file }];
    return /\.ts$/.test(file) && /\.listen\(|\bserve\(/.test(text) ? [{ command: `npx tsx ${file}`, from: file }] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** A command that is told its port by its arguments, with a free one in that place; undefined where it is told none. */
export function withPort(command: string): string | undefined {
  const port = '${port}';
  const flagged = command.replace(
    /((?:^|\s)(?:--port|-p|--server\.port)[ =])(\d{2,5}|\$\{?PORT(?::-\d+)?\}?)/,
    `$1${port}`,
  );
  if (flagged !== command) return flagged;
  const bound = command.replace(/((?:--bind|-b)[ =](?:[\w.]+)?:)(\d{2,5}|\$\{?PORT(?::-\d+)?\}?)/, `$1${port}`);
  if (bound !== command) return bound;
  if (/\b(uvicorn|hypercorn)\b|\bflask\b.* run\b|\bfastapi (run|dev)\b/.test(command))
    return `${command} --port ${port}`;
  return /\bgunicorn\b/.test(command) ? `${command} --bind 127.0.0.1:${port}` : undefined;
}
