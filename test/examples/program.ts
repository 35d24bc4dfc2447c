import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

/** The examples as their readers run them, each a process; with the library as it stands here in the place of the package. */
const root = resolve(import.meta.dirname, '../..');

/** A folder for what a test builds: the programs find in it what was installed for them, and nothing of ours. */
export function workshop(): { readonly folder: string; clear(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-examples-'));
  return { folder, clear: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Puts an example and the library that it imports into one file. `external`: what its reader installs. */
export async function builtExample(name: string, folder: string, external: readonly string[] = []): Promise<string> {
  const bundle = await rolldown({
    input: join(root, 'examples', name, 'service.ts'),
    platform: 'node',
    external: [...external],
    resolve: { alias: { 'rolecall/sigv4': join(root, 'src/authorizer/index.ts') } },
  });
  const file = `${name}.mjs`;
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: file });
  return join(folder, file);
}

/** The seed of an example, where the server of a test may read it. */
export function seedOf(name: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const seed = join(folder, basename(`${name}.yaml`));
  copyFileSync(join(root, 'examples', name, 'seed.yaml'), seed);
  return seed;
}

export interface RunningExample {
  readonly url: string;
  readonly process: ChildProcess;
  output(): string;
  stop(): Promise<void>;
}

/** Starts an example and waits until it says where it is. */
export function startExample(file: string, env: Readonly<Record<string, string>>): Promise<RunningExample> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [file], { env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', ...env } });
    let output = '';
    const exited = new Promise<void>((gone) => child.on('close', () => gone()));
    const read = (chunk: Buffer) => {
      output += chunk;
      const url = /is at (http\S+)\/|are at (http\S+)\//.exec(output);
      if (url !== null) {
        done({
          url: (url[1] ?? url[2])!,
          process: child,
          output: () => output,
          stop: () => {
            child.kill();
            return exited;
          },
        });
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then(() => failed(new Error(`it ended: ${output}`)));
  });
}

/** Access keys that a seed has made, by user, as `up` prints them. */
export function generatedKeys(printed: string): ReadonlyMap<string, { accessKeyId: string; secretAccessKey: string }> {
  const blocks = printed.matchAll(/^user +(\S+)\naccess key +(\S+)\nsecret key +(\S+)$/gm);
  return new Map([...blocks].map(([, user, id, secret]) => [user!, { accessKeyId: id!, secretAccessKey: secret! }]));
}
