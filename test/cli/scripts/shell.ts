import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, PROGRAM_FOLDER, rolecall, start } from '../process.ts';
import { runSteps } from './run-steps.ts';
import type { Step } from './transcript.ts';

/** The secret of all keys of the seed. */
const SECRET = 'u5qT4hV6FGeJLI+sb27t0Nd5Fcn+27jxzGBaQj/d';

/** Who can be named before a command: `as bob rolecall ...`. */
const KEYS = {
  admin: 'AKIARTX3GSDSXAEAMJ4X',
  bob: 'AKIARTX3GSDS5P3QW7HV',
  'demo-admin': 'AKIARZPUZDIKBK23PHZ3',
};

/** The key of one of them. */
export const keyOf = (who: keyof typeof KEYS) => ({ accessKeyId: KEYS[who], secretAccessKey: SECRET });

/** A server over the seed, and a home and a shell in front of it. */
export async function openShell() {
  const home = folder();
  const data = join(home, 'data');
  const seed = join(import.meta.dirname, 'seed.yaml');
  const accounts = ['--account', '111122223333', '--account', '123456789012'];
  for (const args of [
    ['init', '--data', data, ...accounts],
    ['apply', '-f', seed, '--data', data, '--yes'],
  ]) {
    const done = await rolecall(args, { env: { SECRET } });
    if (done.code !== 0) throw new Error(done.stderr);
  }
  const server = await start(['serve', '--data', data, '--port', '0'], { cwd: home });
  writeTools(home);
  return {
    home,
    url: server.url,
    run: (steps: readonly Step[]) =>
      runSteps(steps, {
        cwd: home,
        env: { ...atHome(home), AWS_ENDPOINT_URL: server.url, AWS_REGION: 'us-east-1' },
        prelude: AS,
      }),
    stop: () => server.stop(),
  };
}

/** The environment of somebody at home, with `rolecall` at hand. */
export const atHome = (home: string): NodeJS.ProcessEnv => ({
  PATH: `${join(home, 'bin')}:${process.env.PATH}`,
  HOME: home,
  NODE_NO_WARNINGS: '1',
  LANG: 'C.UTF-8',
});

/** Programs of the scripts: `rolecall`, and `totp` for the codes of a device. */
export function writeTools(home: string): void {
  mkdirSync(join(home, 'bin'));
  const tool = (name: string, program: string) => {
    const file = join(home, 'bin', name);
    writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
    chmodSync(file, 0o755);
  };
  tool('rolecall', join(PROGRAM_FOLDER, 'rolecall.js'));
  tool('totp', join(import.meta.dirname, 'totp.ts'));
}

/** `as bob rolecall ...`: runs a command with his key. */
const AS = [
  `as() { local AWS_SECRET_ACCESS_KEY=${SECRET} AWS_ACCESS_KEY_ID; case $1 in`,
  ...Object.entries(KEYS).map(([who, key]) => `${who}) AWS_ACCESS_KEY_ID=${key} ;;`),
  'esac; shift; export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; "$@"; }',
].join('\n');
