import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Client, Place } from './client.ts';
import { awsCli } from './drivers/aws-cli.ts';
import { boto3 } from './drivers/boto3.ts';
import { lives } from './lives/index.ts';
import { makeMaterial } from './material.ts';
import { play, type Verdict } from './play.ts';
import { scenario } from './scenario/index.ts';
import { AWAY, type Chapter, HOME, root, type World } from './scenario/step.ts';
import { startServer } from './server.ts';
import { type Column, printTable } from './table.ts';

/**
 * Sets unmodified AWS clients on Rolecall servers, each client on two of its own at the same time: from an empty store
 * to temporary credentials used, and through the lives of all that IAM keeps.
 *
 *     test/clients/install.sh && node test/clients/run.ts [--only cli-v1,boto3] [--part sts]
 *
 * Exits 1 where a step fails, where a client named by --only is not there, or where none is; 2 for wrong usage.
 */
const clients = fileURLToPath(new URL('../../.cache/clients', import.meta.url));
const REGION = 'eu-central-1';

/** What the AWS CLI that Debian has lacks; whoever has a newer one has it held to everything. */
const OF_DEBIAN = {
  isOld: 'version 2.9 of January 2023 does not know the operation, or a member of it',
  noProfiles: 'version 2.9 knows no endpoint but --endpoint-url, which a role of a profile is not assumed by',
};

/** Loaded when it is used: the SDK may not be there. */
const roster: Readonly<Record<string, (place: Place) => Client | Promise<Client>>> = {
  'cli-v1': (place) =>
    awsCli(
      {
        name: 'cli-v1',
        command: [join(clients, 'venv/bin/python'), join(clients, 'venv/bin/aws')],
        interpreter: join(clients, 'venv/bin/python'),
        userAgent: /^aws-cli\/1\./,
      },
      place,
    ),
  'cli-v2': (place) =>
    awsCli(
      {
        name: 'cli-v2',
        command: ['/usr/bin/aws'],
        interpreter: interpreterOf('/usr/bin/aws'),
        userAgent: /^aws-cli\/2\./,
        ...(versionOf('cli-v2').startsWith('aws-cli/2.9.') ? OF_DEBIAN : {}),
      },
      place,
    ),
  boto3,
  'js-sdk': async (place) => (await import('./drivers/js-sdk.ts')).jsSdk(place),
};

/** What is walked: each part from an empty store with these accounts. */
const parts: Readonly<Record<string, Part>> = {
  sts: { chapters: scenario, accounts: [HOME, AWAY], isForMany: false },
  iam: { chapters: lives, accounts: [HOME], isForMany: true },
};

interface Part extends Pick<Place, 'isForMany'> {
  readonly chapters: readonly Chapter[];
  readonly accounts: readonly string[];
}

const { values } = readArguments();
const wanted = values.only?.split(',') ?? Object.keys(roster);
const walked = values.part?.split(',') ?? Object.keys(parts);
if (!wanted.every((name) => Object.hasOwn(roster, name)) || !walked.every((name) => Object.hasOwn(parts, name)))
  usage();

const folder = mkdtempSync(join(tmpdir(), 'rolecall-clients-'));
const material = walked.includes('iam') ? makeMaterial(folder) : new Map<string, string>();
const columns = await Promise.all(wanted.map(columnOf));
rmSync(folder, { recursive: true, force: true });

const chaptersOf = (part: string): readonly Chapter[] => (walked.includes(part) ? parts[part]!.chapters : []);
printTable(chaptersOf('sts'), chaptersOf('iam'), columns);
const walks = columns.filter((column) => 'verdicts' in column);
const hasFailed = walks.some(({ verdicts }) => verdicts.some(({ result }) => result === 'failed'));
const isNamedAndMissing = values.only !== undefined && walks.length < columns.length;
process.exitCode = hasFailed || isNamedAndMissing || walks.length === 0 ? 1 : 0;

/** What install.sh found; nothing where there is no such client. */
function versionOf(name: string): string {
  const file = join(clients, `${name}.version`);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

/** The Python of a script, as its first line has it. */
function interpreterOf(script: string): string | undefined {
  if (!existsSync(script)) return undefined;
  return /^#!(\/\S*python3?)\n/.exec(readFileSync(script, 'latin1').slice(0, 256))?.[1];
}

function readArguments() {
  try {
    return parseArgs({ options: { only: { type: 'string' }, part: { type: 'string' } } });
  } catch {
    return usage();
  }
}

function usage(): never {
  console.error(`usage: run.ts [--only ${Object.keys(roster).join(',')}] [--part ${Object.keys(parts).join(',')}]`);
  process.exit(2);
}

/** A client's walk, or what install.sh found out about why there is none. */
async function columnOf(name: string): Promise<Column> {
  const version = versionOf(name);
  if (version !== '') {
    const startedAtMs = Date.now();
    const verdicts = (await Promise.all(walked.map((part) => walkWith(name, part)))).flat();
    return { name, version, verdicts, seconds: (Date.now() - startedAtMs) / 1000 };
  }
  const reason = join(clients, `${name}.missing`);
  return { name, missing: existsSync(reason) ? readFileSync(reason, 'utf8').trim() : 'run test/clients/install.sh' };
}

/** One client through one part, on a server of its own, which must end well when it is told to stop. */
async function walkWith(name: string, part: string): Promise<Verdict[]> {
  const { chapters, accounts, isForMany } = parts[part]!;
  const home = join(folder, `${name}-${part}`);
  mkdirSync(home);
  const server = await startServer(accounts);
  const client = await roster[name]!({ endpoint: server.endpoint, region: REGION, home, clients, isForMany });
  const world: World = {
    endpoint: server.endpoint,
    region: REGION,
    credentials: new Map([...server.roots].map(([account, keys]) => [root(account), keys])),
    devices: new Map(),
    kept: new Map(material),
    lacking: new Set(),
    operate: server.operate,
  };
  const verdicts = await play(chapters, client, server, world);

  await client.close();
  const code = await server.stop();
  if (code !== 0) throw new Error(`the server of ${name} ended with ${code}`);
  return verdicts;
}
