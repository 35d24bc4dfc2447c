import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the log must tell of a request: the action, the status, and how the client names itself where it is not as usual. */
export type Seen = readonly [action: string, status: number, userAgent?: RegExp];

/** A client, and the program of its recipe: what to run, and what of it the server's log must tell. */
export interface Recipe {
  /** As install.sh calls it. */
  readonly name: string;
  /** As the tables call it. */
  readonly title: string;
  /** Its page under docs/clients. */
  readonly page: string;
  /** What it names its session. */
  readonly session: string;
  /** The role that it assumes, where it is not `deploy`. */
  readonly role?: string;
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
  /** The shared config file that it is run with. */
  readonly config?: string;
  /** Whether it knows no other endpoints than AWS's own. */
  readonly needsAwsNames?: boolean;
  /** How it names itself. */
  readonly userAgent: RegExp;
  /** Whether it shows the id of a refused request. */
  readonly showsRequestId: boolean;
  /** What is to be known of its steps, for the table. */
  readonly note?: string;
  /** What the log must tell of each of the four steps, where it is not one request each as usual. */
  readonly sees?: Sees;
  /** Why the last step is refused: the session policy that was passed does not allow it, where nothing is said. */
  readonly refusedBecause?: string;
}

export type Sees = readonly [
  identity: readonly Seen[],
  assumeRole: readonly Seen[],
  iam: readonly Seen[],
  refusal: readonly Seen[],
];

export const USUAL: Sees = [
  [['GetCallerIdentity', 200]],
  [['AssumeRole', 200]],
  [['GetRole', 200]],
  [['ListUsers', 403]],
];

/** A file by its way from this folder. */
export const besideRecipes = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const cache = besideRecipes('../../../.cache/recipes/');
const clients = besideRecipes('../../../.cache/clients/');
const bin = join(cache, 'bin/');
/** Before anything else: where `aws` is the one that is meant. */
const withAws = (which: string): Record<string, string> => ({ PATH: `${join(bin, which)}:${bin}:${process.env.PATH}` });

/** `aws`, by its interpreter: the scripts of a checkout that was moved name the old place. */
export const AWS: ReadonlyMap<string, readonly string[]> = new Map([
  ['cli-v1', [join(clients, 'venv/bin/python'), join(clients, 'venv/bin/aws')]],
  ['cli-v2', ['/usr/bin/aws']],
]);
export const binOf = (which: string): string => join(bin, which);
export const PYTHON = join(clients, 'venv/bin/python');
export const WHOAMI_GO = join(bin, 'whoami');

const OF_GO = /^aws-sdk-go-v2\/1\./;

export const roster: readonly Recipe[] = [
  {
    name: 'cli-v1',
    title: 'AWS CLI v1',
    page: 'aws-cli.md',
    session: 'from-aws-cli',
    command: ['sh', besideRecipes('aws-cli/recipe.sh')],
    environment: withAws('cli-v1'),
    userAgent: /^aws-cli\/1\./,
    showsRequestId: false,
  },
  {
    name: 'cli-v2',
    title: 'AWS CLI v2',
    page: 'aws-cli.md',
    session: 'from-aws-cli',
    command: ['sh', besideRecipes('aws-cli/recipe.sh')],
    environment: withAws('cli-v2'),
    userAgent: /^aws-cli\/2\./,
    showsRequestId: false,
  },
  {
    name: 'boto3',
    title: 'boto3',
    page: 'boto3.md',
    session: 'from-boto3',
    command: [PYTHON, besideRecipes('boto3/recipe.py')],
    userAgent: /^Boto3\/1\./,
    showsRequestId: true,
  },
  {
    name: 'boto3-debian',
    title: 'boto3, as Debian 12 has it',
    page: 'boto3.md',
    session: 'from-boto3',
    command: ['/usr/bin/python3', besideRecipes('boto3/recipe.py')],
    userAgent: /^Boto3\/1\.26\./,
    showsRequestId: true,
  },
  {
    name: 'js-sdk',
    title: 'AWS SDK for JavaScript v3',
    page: 'javascript.md',
    session: 'from-javascript',
    command: [process.execPath, besideRecipes('javascript/recipe.mjs')],
    userAgent: /^aws-sdk-js\/3\./,
    showsRequestId: true,
  },
  {
    name: 'go',
    title: 'AWS SDK for Go v2',
    page: 'go.md',
    session: 'from-go',
    command: [join(bin, 'recipe')],
    userAgent: OF_GO,
    showsRequestId: true,
  },
  {
    name: 'java',
    title: 'AWS SDK for Java v2',
    page: 'java.md',
    session: 'from-java',
    command: ['java', '-cp', `${join(cache, 'java/classes')}:${textOf('java/classpath')}`, 'Recipe'],
    userAgent: /^aws-sdk-java\/2\./,
    showsRequestId: true,
  },
  {
    name: 'rust',
    title: 'AWS SDK for Rust',
    page: 'rust.md',
    session: 'from-rust',
    command: [join(cache, 'rust/debug/recipe')],
    userAgent: /^aws-sdk-rust\/1\./,
    showsRequestId: true,
  },
  {
    name: 'ruby',
    title: 'AWS SDK for Ruby v3',
    page: 'ruby.md',
    session: 'from-ruby',
    command: ['/usr/bin/ruby', besideRecipes('ruby/recipe.rb')],
    userAgent: /^aws-sdk-ruby3\/3\./,
    note: 'calls to IAM by its signer: the gem aws-sdk-iam is not in Debian',
    // Only the SDK's signer in the last two: its client for IAM is in a gem that Debian does not have.
    sees: [USUAL[0], USUAL[1], [['GetRole', 200, /^Ruby$/]], [['ListUsers', 403, /^Ruby$/]]],
    showsRequestId: true,
  },
  {
    name: 'aws-vault',
    title: 'aws-vault',
    page: 'aws-vault.md',
    session: 'from-aws-vault',
    role: 'vaulted',
    command: ['sh', besideRecipes('aws-vault/recipe.sh')],
    environment: {
      ...withAws('cli-v1'),
      AWS_VAULT_BACKEND: 'file',
      AWS_VAULT_FILE_PASSPHRASE: 'of this run',
    },
    config: besideRecipes('aws-vault/config.ini'),
    needsAwsNames: true,
    note: 'without a session policy: it passes none',
    userAgent: /^aws-cli\/1\./,
    showsRequestId: false,
    sees: [
      USUAL[0],
      [
        ['AssumeRole', 200, OF_GO],
        ['GetCallerIdentity', 200],
      ],
      USUAL[2],
      USUAL[3],
    ],
    refusedBecause: 'no identity-based policy allows the iam:ListUsers action',
  },
  {
    name: 'granted',
    title: 'Granted',
    page: 'aws-vault.md',
    session: '',
    command: ['false'],
    userAgent: /^$/,
    showsRequestId: false,
  },
  {
    name: 'aws4',
    title: 'aws4 (npm)',
    page: 'signers.md',
    session: 'from-aws4',
    command: [process.execPath, besideRecipes('aws4/recipe.mjs')],
    userAgent: /^node$/,
    showsRequestId: true,
  },
  {
    name: 'requests-aws4auth',
    title: 'requests-aws4auth (PyPI)',
    page: 'signers.md',
    session: 'from-requests',
    command: [PYTHON, besideRecipes('requests-aws4auth/recipe.py')],
    environment: { PYTHONPATH: join(cache, 'requests-aws4auth') },
    userAgent: /^python-requests\/2\./,
    showsRequestId: true,
  },
  {
    name: 'curl',
    title: 'curl --aws-sigv4',
    page: 'signers.md',
    session: 'from-curl',
    command: ['sh', besideRecipes('curl/recipe.sh')],
    userAgent: /^curl\//,
    showsRequestId: true,
  },
];

/** What install.sh found: the version, or why there is none, or that it does not build. */
export function standing(name: string): { version: string } | { missing: string } | { broken: string } {
  for (const folder of [cache, clients]) {
    const text = (kind: string): string => textAt(join(folder, `${name}.${kind}`));
    if (text('version') !== '') return { version: text('version') };
    if (text('broken') !== '') return { broken: text('broken') };
    if (text('missing') !== '') return { missing: text('missing') };
  }
  return { missing: 'run test/clients/recipes/install.sh' };
}

function textOf(relative: string): string {
  return textAt(join(cache, relative));
}

function textAt(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}
