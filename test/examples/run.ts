import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Server, startServer } from '../clients/server.ts';
import { freePort } from '../tools/ports.ts';
import { ECHO } from './echo.ts';
import { builtExample, generatedKeys, startExample } from './program.ts';

/**
 * Runs the examples for frameworks that are no dependencies of ours: type-checked against the frameworks' own types, built,
 * and asked. Exits 1 where one fails; one whose framework is not there is NOT RUN, and why.
 *
 *     test/examples/install.sh && node test/examples/run.ts
 */
const root = resolve(import.meta.dirname, '../..');
const cache = join(root, '.cache/examples');
const FRAMEWORKS = ['express', 'fastify'];

let failed = 0;
for (const framework of FRAMEWORKS) {
  const missing = whyNot(framework);
  if (missing !== undefined) console.log(`NOT RUN: verify-${framework}: ${missing}`);
  else await run(framework);
}
console.log(failed === 0 ? 'all steps passed' : `${failed} steps failed`);
process.exitCode = failed === 0 ? 0 : 1;

function whyNot(framework: string): string | undefined {
  const missing = join(cache, `${framework}.missing`);
  if (existsSync(missing)) return readFileSync(missing, 'utf8').trim();
  return existsSync(join(cache, 'node_modules', framework)) ? undefined : 'test/examples/install.sh was not run';
}

async function run(framework: string): Promise<void> {
  const name = `verify-${framework}`;
  await step(`${name}: fits the framework's own types`, () => typeCheck(name));
  const server = await startServer(['111122223333']);
  const keys = await seeded(server);
  const { accessKeyId, secretAccessKey } = keys.get('echo')!;
  const service = await startExample(await builtExample(name, cache, [framework]), {
    ROLECALL_URL: server.endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    PORT: String(await freePort()),
  });
  for (const [what, holds] of Object.entries(ECHO)) await step(`${name}: ${what}`, () => holds(service.url, keys));
  await service.stop();
  await server.stop();
}

async function step(what: string, holds: () => Promise<void> | void): Promise<void> {
  try {
    await holds();
    console.log(`ok    ${what}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${what}\n${(error as Error).stack}`);
  }
}

/** The users of the example's seed, with the keys that were made for them. */
async function seeded(server: Server) {
  const seed = join(root, 'examples/verify-node-http/seed.yaml');
  return generatedKeys(await server.operate(['apply', '-f', seed, '--yes'], ''));
}

/** A copy of the example beside what was installed, so that it finds the framework's types as it would at its reader's. */
function typeCheck(name: string): void {
  const copy = join(cache, `${name}.ts`);
  copyFileSync(join(root, 'examples', name, 'service.ts'), copy);
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      typeRoots: [join(root, 'node_modules/@types')],
      paths: { 'rolecall/sigv4': [join(root, 'src/authorizer/index.ts')] },
    },
    include: [],
    exclude: [],
    files: [copy],
  };
  const file = join(cache, `${name}.tsconfig.json`);
  writeFileSync(file, JSON.stringify(config));
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', file], { encoding: 'utf8' });
  } catch (error) {
    throw new Error((error as { stdout?: string }).stdout ?? String(error));
  }
}
