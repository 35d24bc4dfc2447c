import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Model } from '../../scripts/facts.ts';
import { patches } from '../../scripts/patches.ts';
import { runAws } from '../../src/cli/aws/run.ts';
import { type Ended, loadedOnce, type Program } from '../clients/drivers/aws-cli-program.ts';

const AWS = '/usr/bin/aws';
const root = resolve(import.meta.dirname, '../..');
const cache = join(root, '.cache/cli-agreement');

/** The AWS CLI v2 of this machine; or why there is none. */
export function theirs(): Program | { readonly missing: string } {
  if (!existsSync(AWS)) return { missing: `no ${AWS}: test/clients/install.sh installs it where apt can` };
  const version = spawnSync(AWS, ['--version'], { encoding: 'utf8' }).stdout;
  if (!version.startsWith('aws-cli/2.')) return { missing: `${AWS} is not version 2: ${version}` };
  const interpreter = /^#!\s*(\S+)/.exec(readFileSync(AWS, 'utf8'))?.[1];
  const without = SERVICES.map(([service, version]) => modelFile(service, version)).find((file) => !existsSync(file));
  if (without !== undefined) return { missing: `the AWS CLI is older than our facts, and there is no ${without}` };
  if (interpreter === undefined) return { missing: `${AWS} is no script of Python` };
  console.log(`the AWS CLI is ${version.trim()}`);
  return loadedOnce(interpreter, { ...environment(), ...newerModels() });
}

/** Neither the profiles of whoever runs this, nor a terminal. */
export function environment(): Record<string, string> {
  mkdirSync(join(cache, 'home'), { recursive: true });
  return {
    HOME: join(cache, 'home'),
    PATH: process.env.PATH ?? '',
    LANG: 'C.UTF-8',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '3',
  };
}

/**
 * Gives the AWS CLI the service models from which our own facts are derived: an old program then knows every operation and every
 * member of an answer, and prints them in the published order, whatever order they are sent in.
 */
function newerModels(): Record<string, string> {
  for (const [service, version] of SERVICES) {
    const source = modelFile(service, version);
    const model = JSON.parse(readFileSync(source, 'utf8')) as Model;
    for (const { ofTheWire, apply } of patches[service]) if (ofTheWire !== true) apply(model);
    mkdirSync(join(cache, 'models', service, version), { recursive: true });
    writeFileSync(join(cache, 'models', service, version, 'service-2.json'), JSON.stringify(inOrder(model)));
    const paginators = source.replace('service-2', 'paginators-1');
    if (existsSync(paginators)) {
      copyFileSync(paginators, join(cache, 'models', service, version, 'paginators-1.json'));
    }
  }
  return { AWS_DATA_PATH: join(cache, 'models') };
}

const CORPORA = process.env.ROLECALL_CORPORA ?? fileURLToPath(new URL('../../../shared/corpora', import.meta.url));
const modelFile = (service: string, version: string): string =>
  join(CORPORA, 'botocore/botocore/data', service, version, 'service-2.json');

/** Operations by name, and each result in its wrapper, as the published models have them. */
function inOrder(model: Model): Model {
  const operations = Object.entries(model.operations).sort(([left], [right]) => (left < right ? -1 : 1));
  const wrapped = operations.map(([name, operation]) => {
    const output = operation.output && { resultWrapper: `${name}Result`, ...operation.output };
    return [name, { ...operation, ...(output === undefined ? {} : { output }) }];
  });
  return { ...model, operations: Object.fromEntries(wrapped) };
}

const SERVICES = [
  ['sts', '2011-06-15'],
  ['iam', '2010-05-08'],
] as const;

/** Our program, without a process for each command. */
export async function ours(words: readonly string[], env: Record<string, string>): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  const service = words.find((word) => word === 'sts' || word === 'iam') as 'sts' | 'iam';
  const code = await runAws(service, words, {
    env: { ...environment(), ...env },
    version: '0',
    terminal: {
      print: (text) => {
        stdout += text;
      },
      error: (text) => {
        stderr += text;
      },
      progress: () => {},
      confirm: async () => undefined,
    },
  });
  return { code, stdout, stderr };
}
