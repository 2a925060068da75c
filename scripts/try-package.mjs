// The package as a user gets it: `npm run try-package [node versions]`. It is packed, installed in an empty project, and runs
// an example there on each version of Node, which comes from the npm registry. Prints what is installed, and how large it is.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const versions = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['20', '22', '24'];
const project = mkdtempSync(join(tmpdir(), 'shakedown-tried-'));
const npm = (args, cwd = project) => execFileSync('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] }).toString();

function bytesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesOf(path) : entry.isSymbolicLink() ? 0 : statSync(path).size);
  }, 0);
}
const megabytes = (folder) => `${(bytesOf(folder) / 1e6).toFixed(1)} MB`;

let failed = 0;
try {
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', project], root));
  writeFileSync(join(project, 'package.json'), '{ "name": "tried", "private": true, "type": "module" }\n');
  npm(['install', '--no-audit', '--no-fund', join(project, filename)]);
  const modules = join(project, 'node_modules');
  const packages = JSON.parse(npm(['query', '*'])).filter(({ location }) => location.startsWith('node_modules/'));
  console.log(
    `installed: ${packages.length} packages, ${megabytes(modules)}; shakedown itself ${megabytes(join(modules, 'shakedown'))}`,
  );
  for (const folder of ['components', 'contracts', 'docs'])
    cpSync(join(root, folder), join(project, folder), { recursive: true });
  // What the example itself needs.
  const { openai } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies;
  npm(['install', '--no-audit', '--no-fund', `openai@${openai}`]);
  for (const version of versions) {
    const prefix = join(project, `node-${version}`);
    npm(['install', '--no-audit', '--no-fund', '--prefix', prefix, `node@${version}`]);
    const bin = join(prefix, 'node_modules/node/bin');
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, NO_COLOR: '1' };
    const only = ['--only', 'classify/{none,llm}/{healthy,server-error,html-in-200}/**'];
    try {
      const args = [
        '--no-install',
        'shakedown',
        'run',
        'contracts/triage.contract.yaml',
        '--profile',
        'quick',
        ...only,
      ];
      const shown = execFileSync('npx', args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
      const node = execFileSync(join(bin, 'node'), ['--version']).toString().trim();
      console.log(`✓ ${node}: ${shown.trim().split('\n').at(-1)}`);
    } catch (error) {
      failed++;
      console.log(`✗ Node ${version}: ${error.stdout ?? ''}${error.stderr ?? error.message}`);
    }
  }
} finally {
  rmSync(project, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
