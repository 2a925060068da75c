// The browser that the HTML report is tried in. It comes with `npm ci`, compressed, with the libraries and the font that it
// needs, so that it runs where no browser was ever installed; it is unpacked once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const packed = join(dirname(require.resolve('@sparticuz/chromium')), '../../bin');
const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));

/** A Chromium without a window, that asks nothing of the network of its own accord. */
export async function launchChromium() {
  const folder = await unpacked();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-background-networking'],
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_PATH: folder },
  });
}

/** Unpacked beside, then renamed: what was interrupted is never taken for the whole. */
async function unpacked() {
  const folder = join(cache, `chromium-${statSync(join(packed, 'chromium.br')).size}`);
  if (existsSync(folder)) return folder;
  const part = `${folder}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  await Promise.all([
    unpack('chromium.br', 'sh', ['-c', 'cat > "$0" && chmod 755 "$0"', join(part, 'chromium')]),
    unpack('al2023.tar.br', 'tar', ['-x', '-C', part]),
    unpack('fonts.tar.br', 'tar', ['-x', '-C', part]),
  ]);
  writeFileSync(
    join(part, 'fonts.conf'),
    `<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
  );
  try {
    renameSync(part, folder);
  } catch (error) {
    // Another one was first.
    if (!existsSync(folder)) throw error;
    rmSync(part, { recursive: true });
  }
  return folder;
}

async function unpack(name, command, args) {
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'inherit'] });
  const closed = once(child, 'close');
  // `tar` stops reading at the end of the archive, and what pads it then goes nowhere: whether all is there, it says itself.
  const full = ['ERR_STREAM_PREMATURE_CLOSE', 'EPIPE'];
  await pipeline(
    createReadStream(join(packed, name)),
    createBrotliDecompress({ chunkSize: 2 ** 21 }),
    child.stdin,
  ).catch((error) => {
    if (!full.includes(error.code)) throw error;
  });
  const [code] = await closed;
  if (code !== 0) throw new Error(`${name} was not unpacked: ${command} ended with ${code}.`);
}
