import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Example, examplesIn } from './examples.ts';

/**
 * The package as others get it: packed, installed in an empty project, imported, typed, documented, run. `npm run test:package`,
 * after a build. What cannot be had here is said to be NOT RUN, with the reason; exits 1 where a check fails.
 */
const root = resolve(import.meta.dirname, '../..');
const tools = { publint: '0.3.25', '@arethetypeswrong/cli': '0.18.5' };
const folder = mkdtempSync(join(tmpdir(), 'rolecall-package-'));
const project = join(folder, 'project');
const installed = join(project, 'node_modules/rolecall');
const outcome = { ok: 0, failed: 0, notRun: 0 };

/** Thrown where a check cannot be had here. */
class NotRun extends Error {}

/** npm asks the registry as whoever runs this does: proxies and certificates are settled in their environment. */
const NPM = { env: { ...process.env, NO_COLOR: '1' }, encoding: 'utf8', timeout: 180_000 } as const;

/** Without what this run was started with: nothing of ours on PATH but Node, no credentials, no settings. */
const environment = {
  PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
  HOME: join(folder, 'home'),
  NO_COLOR: '1',
};

try {
  await checkAll();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${outcome.ok} checks passed, ${outcome.failed} failed, ${outcome.notRun} not run`);
process.exitCode = outcome.failed > 0 ? 1 : 0;

async function checkAll(): Promise<void> {
  if (!existsSync(join(root, 'dist/index.js'))) throw new Error('not built yet: npm run build');
  mkdirSync(project, { recursive: true });
  mkdirSync(environment.HOME);
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n');

  const tarball = pack();
  await check('packed: what is needed, and nothing else', () => checkContents(tarball));
  await check('alone: without any other package', () => checkAlone(tarball));
  install(tarball);
  link();
  const { exports } = manifest();
  for (const entry of Object.keys(exports).filter((name) => !name.endsWith('.json')))
    await check(`import '${entry.replace(/^\./, 'rolecall')}'`, () => importEntry(entry));
  for (const resolution of ['nodenext', 'bundler'])
    await check(`types, resolved as ${resolution}`, () => compileConsumer(resolution));
  await check('docs/library.md: every public name, every option', () => checkNames());
  await checkExamples();
  await check('npx rolecall --version', () =>
    expectEqual(run('npx', ['rolecall', '--version']).trim(), manifest().version),
  );
  await check('rolecall init, serve', () => serveInstalled());
  await check('the manual, for man', () => readManual());
  await checkWithTools(tarball);
}

function pack(): string {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', args, { ...NPM, cwd: root, stdio: ['ignore', 'pipe', 'ignore'] }));
  console.log(
    `${packed.filename}: ${packed.files.length} files, ${packed.size} bytes packed, ${packed.unpackedSize} unpacked`,
  );
  return join(folder, packed.filename);
}

/** No tests, no sources, no maps, no caches, and no path of the machine that built it. */
function checkContents(tarball: string): void {
  const unpacked = unpack(tarball, join(folder, 'unpacked'));
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1));
  const allowed =
    /^(bin\/rolecall\.js|dist\/[\w.-]+\.(js|br|txt)|dist\/shared\/[\w.-]+\.js|dist\/types\/.*\.d\.ts|dist\/man\/[\w.-]+\.1|docs\/seed\.schema\.json|package\.json|LICENSE|NOTICE|README\.md|CHANGELOG\.md)$/;
  expectEqual(
    files.filter((file) => !allowed.test(file) || /\.test\./.test(file)),
    [],
  );
  const told = files.filter((file) => {
    const text = readFileSync(join(unpacked, file), 'latin1');
    return text.includes(root) || /sourceMappingURL=/.test(text);
  });
  expectEqual(told, []);
  const { man = [] } = manifest(unpacked);
  expectEqual(
    [...man].sort(),
    files
      .filter((file) => file.startsWith('dist/man/'))
      .map((file) => `./${file}`)
      .sort(),
  );
}

/** All that the package needs of others is bundled: it works where only its own files are. */
function checkAlone(tarball: string): void {
  const alone = join(folder, 'alone/node_modules/rolecall');
  unpack(tarball, alone);
  const entries = Object.keys(manifest(alone).exports).filter((name) => !name.endsWith('.json'));
  const imports = entries.map((entry) => `await import('${entry.replace(/^\./, 'rolecall')}');`);
  const script = `${imports.join('\n')}
    const { startTestRolecall } = await import('rolecall/testing');
    const rolecall = await startTestRolecall({ listen: true });
    await rolecall.account({ users: { a: { 'access-keys': 'generate' } } });
    await rolecall.stop();
    const { startRolecall } = await import('rolecall');
    const kept = await startRolecall({ data: 'kept' });
    await kept.addAccount();
    await kept.stop();
    const { readdirSync, readFileSync } = await import('node:fs');
    const trail = readdirSync('kept/audit').map((file) => readFileSync('kept/audit/' + file, 'utf8')).join('');
    if (!trail.includes('"eventName"')) throw new Error('no event in the trail of a store on disk');`;
  const cwd = join(folder, 'alone');
  writeFileSync(join(cwd, 'alone.mjs'), script);
  run(process.execPath, ['alone.mjs'], cwd);
  run(process.execPath, [join(alone, 'bin/rolecall.js'), 'init', '--data', join(cwd, 'data')], cwd);
}

function unpack(tarball: string, target: string): string {
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['xzf', tarball, '-C', target, '--strip-components=1']);
  return target;
}

/** By npm; where no registry answers, its files are put where npm would have put them. */
function install(tarball: string): void {
  const args = ['install', tarball, '--no-audit', '--no-fund', '--prefer-offline'];
  const done = spawnSync('npm', args, { ...NPM, cwd: project });
  if (done.status === 0 && existsSync(join(installed, 'dist/index.js')))
    return passed('npm install in an empty project');
  if (!/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|network/i.test(done.stderr))
    failed('npm install in an empty project', done.stderr);
  else notRun('npm install in an empty project', 'no registry answers; its files are put in place instead');
  if (!existsSync(installed)) unpack(tarball, installed);
  const bin = join(project, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  if (!existsSync(join(bin, 'rolecall'))) symlinkSync('../rolecall/bin/rolecall.js', join(bin, 'rolecall'));
}

/** What people have beside: clients, a test runner, the types of Node. Of this repository, so that nothing is asked for twice. */
function link(): void {
  for (const name of ['@aws-sdk/client-sts', '@aws-sdk/client-iam', 'vitest', '@types/node', 'undici-types']) {
    const [from, to] = [join(root, 'node_modules', name), join(project, 'node_modules', name)];
    if (!existsSync(from) || existsSync(to)) continue;
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(from, to);
  }
}

function importEntry(entry: string): void {
  const name = entry.replace(/^\./, 'rolecall');
  const script = `const names = Object.keys(await import('${name}')); if (names.length === 0) throw new Error('nothing'); console.log(names.join(' '));`;
  console.log(`   ${run(process.execPath, ['--input-type=module', '-e', script]).trim()}`);
}

function compileConsumer(resolution: string): void {
  cpSync(join(root, 'test/package/consumer.ts'), join(project, 'consumer.ts'));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    target: 'es2024',
    module: resolution === 'bundler' ? 'preserve' : 'nodenext',
    moduleResolution: resolution,
    types: ['node'],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
  run(join(root, 'node_modules/.bin/tsc'), ['-p', '.']);
}

/** What the entries that the page documents export, and what `startRolecall` takes, stands there in code. */
function checkNames(): void {
  const page = readFileSync(join(root, 'docs/library.md'), 'utf8');
  const documented = new Set([...page.matchAll(/`[^`\n]+`/g)].flatMap(([code]) => code.match(/[A-Za-z]+/g) ?? []));
  const exported = ['library/index', 'library/testing/index', 'client/index'].flatMap((entry) => {
    const types = readFileSync(join(installed, `dist/types/${entry}.d.ts`), 'utf8');
    const lists = [...types.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list]) => list!.split(','));
    const own = [...types.matchAll(/^export (?:declare )?(?:async )?(?:function|interface|type|const) (\w+)/gm)];
    return [...lists.map((one) => one.trim().split(/\s+/).at(-1)!), ...own.map(([, name]) => name!)];
  });
  const options = [
    ...readFileSync(join(installed, 'dist/types/library/options.d.ts'), 'utf8').matchAll(/readonly (\w+)\??:/g),
  ];
  const names = [...exported, ...options.map(([, name]) => name!)].filter((name) => name !== '');
  const summary =
    /^(requestId|atMs|service|action|region|caller|sourceIp|userAgent|status|code|arn|account|accessKeyId)$/;
  expectEqual(
    [...new Set(names)].filter((name) => !documented.has(name) && !summary.test(name)),
    [],
  );
}

async function checkExamples(): Promise<void> {
  const examples = examplesIn(readFileSync(join(root, 'docs/library.md'), 'utf8'));
  const files = new Map(
    examples.map((example) => [example, `${example.name.replace(' ', '-')}${example.by === 'node' ? '' : '.test'}.ts`]),
  );
  for (const [example, file] of files) writeFileSync(join(project, file), example.code);
  await check(`docs/library.md: ${examples.length} examples, held to their types`, () => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: 'es2024',
      lib: ['es2024', 'esnext.disposable'],
      module: 'nodenext',
      types: ['node'],
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [...files.values()] }));
    run(join(root, 'node_modules/.bin/tsc'), ['-p', '.']);
  });
  for (const [example, file] of files)
    await check(`docs/library.md, ${example.name}, by ${example.by}`, () => runExample(example, file));
}

function runExample({ by, prints }: Example, file: string): void {
  if (by === 'node') expectEqual(run(process.execPath, [file]), prints);
  else if (by === 'node:test') run(process.execPath, ['--test', file]);
  else run(process.execPath, [join(project, 'node_modules/vitest/vitest.mjs'), 'run', file]);
}

function serveInstalled(): Promise<void> {
  const data = join(folder, 'served');
  const program = join(project, 'node_modules/.bin/rolecall');
  const keys = run(program, ['init', '--data', data, '--account', '111122223333']);
  if (!keys.includes('AKIA')) throw new Error(`init printed no key: ${keys}`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['serve', '--data', data, '--port', '0'], { cwd: project, env: environment });
    let printed = '';
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const url = /^listening on (\S+)$/m.exec(printed)?.[1];
      if (url === undefined) return;
      fetch(`${url}/health/ready`)
        .then((answer) => answer.text())
        .then((text) => (text === 'ok\n' ? undefined : reject(new Error(text))), reject)
        .finally(() => child.kill('SIGTERM'));
    });
    child.on('close', (code) =>
      code === 0 && printed !== '' ? resolve() : reject(new Error(`serve ended with ${code}: ${said}`)),
    );
  });
}

function readManual(): void {
  const pages = join(installed, 'dist/man');
  if (!existsSync(pages)) throw new NotRun('the package has no manual pages');
  const manual = join(folder, 'man');
  mkdirSync(manual);
  symlinkSync(pages, join(manual, 'man1'));
  const shown = spawnSync('man', ['-M', manual, 'rolecall'], {
    env: { ...environment, MANPAGER: 'cat', MANWIDTH: '80' },
    encoding: 'utf8',
  });
  if (shown.error !== undefined) throw new NotRun('there is no `man` here');
  // Small images of Debian and Ubuntu bring a `man` that only says that it was left out.
  if (/minimi[sz]ed|unminimize/.test(shown.stdout + shown.stderr))
    throw new NotRun('the `man` of this system was left out of its image');
  if (shown.status !== 0 || !/NAME\s+rolecall/.test(shown.stdout))
    throw new Error(shown.stderr || shown.stdout.slice(0, 300));
}

/** Two tools that know what goes wrong with packages. They are no part of the project: installed here, where they can be had. */
async function checkWithTools(tarball: string): Promise<void> {
  const home = join(root, '.cache/package-tools');
  const wanted = Object.entries(tools).map(([name, version]) => `${name}@${version}`);
  const have = Object.entries(tools).every(([name, version]) => {
    const file = join(home, 'node_modules', name, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
  });
  if (!have) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', ...wanted];
    const done = spawnSync('npm', args, { ...NPM, cwd: home });
    if (done.status !== 0) {
      const reason = done.stderr.split('\n').find((line) => /npm error/.test(line)) ?? 'npm could not install it';
      for (const one of wanted) notRun(one, reason);
      return;
    }
  }
  const bin = (name: string) => join(home, 'node_modules/.bin', name);
  await check(`publint ${tools.publint}`, () => run(bin('publint'), ['run', '--strict', '--pack', 'false', installed]));
  await check(`@arethetypeswrong/cli ${tools['@arethetypeswrong/cli']}, profile esm-only`, () =>
    run(bin('attw'), [tarball, '--profile', 'esm-only', '--no-emoji', '--no-color']),
  );
}

function manifest(of = installed): { version: string; exports: Record<string, unknown>; man?: string[] } {
  return JSON.parse(readFileSync(join(of, 'package.json'), 'utf8'));
}

/** Runs a program to its end; gives what it printed, or throws all that it said. */
function run(program: string, args: readonly string[], cwd = project): string {
  const done = spawnSync(program, [...args], { cwd, env: environment, encoding: 'utf8', timeout: 120_000 });
  if (done.status !== 0)
    throw new Error(
      `${program} ${args.join(' ')}: ${done.error?.message ?? done.status}\n${done.stdout}${done.stderr}`,
    );
  return done.stdout;
}

async function check(name: string, work: () => unknown): Promise<void> {
  try {
    await work();
    passed(name);
  } catch (error) {
    if (error instanceof NotRun) notRun(name, error.message);
    else failed(name, (error as Error).message);
  }
}

function passed(name: string): void {
  outcome.ok++;
  console.log(`ok       ${name}`);
}

function failed(name: string, why: string): void {
  outcome.failed++;
  console.log(`FAILED   ${name}\n${why}`);
}

function notRun(name: string, why: string): void {
  outcome.notRun++;
  console.log(`NOT RUN  ${name}: ${why}`);
}

function expectEqual(found: unknown, expected: unknown): void {
  const [a, b] = [found, expected].map((value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 1)));
  if (a !== b) throw new Error(`found\n${a}\nexpected\n${b}`);
}
