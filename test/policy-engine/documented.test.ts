import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePolicy } from '../../scripts/bundle.ts';

/*
 * The engine as others get it: built, as the subpath `rolecall/policy` of an installed package, in plain Node. Every
 * example of docs/policy-engine.md is run and prints what stands under it.
 */

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/policy-engine.md'), 'utf8');
const examples = [...page.matchAll(/```js\n(.*?)```\n\n```text\n(.*?)```/gs)].map(([, code, printed], i) => ({
  name: `example ${i + 1}: ${/^import \{ (.*) \}/.exec(code!)![1]}`,
  code: code!,
  printed: printed!,
}));

const folder = mkdtempSync(join(tmpdir(), 'rolecall-embedded-'));
const installed = join(folder, 'node_modules/rolecall');

beforeAll(async () => {
  mkdirSync(installed, { recursive: true });
  copyFileSync(join(root, 'package.json'), join(installed, 'package.json'));
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      outDir: join(installed, 'dist/types'),
      rootDir: join(root, 'src'),
      types: [],
    },
    files: [join(root, 'src/policy/index.ts')],
    include: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { stdio: 'inherit' });
  await bundlePolicy(pathToFileURL(`${root}/`), pathToFileURL(`${join(installed, 'dist')}/`));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(code: string): string {
  const file = join(folder, 'example.js');
  writeFileSync(file, code);
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8', env: { NO_COLOR: '1' } });
}

describe('rolecall/policy, embedded', () => {
  it('there are examples, and none without what it prints', () => {
    expect(examples.length).toBeGreaterThanOrEqual(6);
    expect(page.match(/```js\n/g)).toHaveLength(examples.length);
  });

  it.each(examples)('$name', ({ code, printed }) => expect(run(code)).toBe(printed));

  it('is built without the types of Node, and needs nothing but its own files', () => {
    // `types: []` above: a use of anything that only Node has would not have compiled.
    expect(readdirSync(join(installed, 'dist')).sort()).toEqual(['policy.js', 'types']);
    const code = readFileSync(join(installed, 'dist/policy.js'), 'utf8');
    const foreign = [...code.matchAll(/^import .*|\bimport\(.*|getBuiltinModule.*/gm)].map(([found]) => found);
    expect(foreign).toEqual([]);
  });

  it('has types that an embedder’s compiler accepts', () => {
    const code = `
      import { compile, decide, type Decision, describe, type Explanation, explanation, type Layers, type PolicyRequest, readPolicy } from 'rolecall/policy';
      const read = readPolicy('{}', 'identity');
      const line: number | undefined = read.ok ? undefined : read.problem.line;
      const ask = (layers: Layers, request: PolicyRequest): Decision => decide(layers, request);
      const tell = (layers: Layers, request: PolicyRequest): string => describe(explanation(layers, request) satisfies Explanation);
      export { ask, compile, line, tell };
    `;
    writeFileSync(join(folder, 'embedder.ts'), code);
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--types',
      '',
    ];
    execFileSync(join(root, 'node_modules/.bin/tsc'), [...options, 'embedder.ts'], { cwd: folder, stdio: 'inherit' });
  });

  it('gives nothing of the house away but this', () => {
    const tried = `
      const tried = await import('rolecall/dist/rolecall.js').catch((error) => error.code);
      console.log(tried, Object.keys(await import('rolecall/policy')).sort().join(' '));
    `;
    expect(run(tried)).toBe(
      'ERR_PACKAGE_PATH_NOT_EXPORTED TooMuchEffort awsPrincipalForm compactSize compile consulted contextKeys decide describe effortOfLast explain explanation headline holderOf nobody placesIn readPolicy sharedIssuerProblem trustPrincipals\n',
    );
  });
});
