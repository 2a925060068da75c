import { request } from 'undici';
import type { Wanted } from './order.ts';
import { findPass } from './pass.ts';
import type { ToldFault } from './wire.ts';

type Asked =
  | { readonly method: 'GET' }
  | { readonly method: 'POST'; readonly wanted: Wanted }
  | { readonly method: 'DELETE'; readonly dependency?: string };

/** Asks the mock whose pass is in a folder. A text says why nothing came of it. */
export async function ask(folder: string, asked: Asked): Promise<readonly ToldFault[] | string> {
  const pass = findPass(folder);
  if (!pass) return notRunning(folder);
  const query =
    asked.method === 'DELETE' && asked.dependency !== undefined
      ? `?dependency=${encodeURIComponent(asked.dependency)}`
      : '';
  try {
    const { statusCode, body } = await request(`http://127.0.0.1:${pass.port}/v1/faults${query}`, {
      method: asked.method,
      headers: { authorization: `Bearer ${pass.token}` },
      ...(asked.method === 'POST' ? { body: JSON.stringify(asked.wanted) } : {}),
    });
    const said = (await body.json()) as { faults: readonly ToldFault[]; error: string };
    return statusCode < 300 ? said.faults : said.error;
  } catch {
    // Killed mocks leave their pass behind; whoever listens there now is a stranger.
    return notRunning(folder);
  }
}

const notRunning = (folder: string) =>
  `No mock is running in ${folder}. Start one with \`shakedown mock <contract>\`, or name its folder with --out.`;
