import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/run/load.ts';

/** Inside of the project, so that components run in its folder. */
const folder = join(resolve(import.meta.dirname, '../..'), '.shakedown/defects');
const programs = { mjs: 'node', py: 'python3' } as const;

/**
 * The contract of one part of the zoo, for one of its components: a file in the folder of that part. `changed`: the text
 * of the contract, where it is started in another way than the correct one.
 */
export function contractIn(part: string, component: string, changed = (text: string) => text): Contract {
  const [name, ending] = component.split('.') as [string, keyof typeof programs];
  const text = readFileSync(join(import.meta.dirname, part, 'contract.yaml'), 'utf8');
  const own = join(folder, part, changed(text) === text ? name : `${name}-otherwise`);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  const file = join(own, 'contract.yaml');
  const path = `test/defects/${part}`;
  writeFileSync(
    file,
    changed(text)
      .replace('name: correct', `name: ${name}`)
      .replace(`node ${path}/correct.mjs`, `${programs[ending]} ${path}/${component}`),
  );
  const { contract, problems } = loadContract(file);
  if (!contract) throw new Error(JSON.stringify(problems));
  return contract;
}
