import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client, Place } from './client.ts';
import { awsCli } from './drivers/aws-cli.ts';
import { boto3 } from './drivers/boto3.ts';
import { play } from './play.ts';
import { scenario } from './scenario/index.ts';
import { AWAY, HOME, root } from './scenario/step.ts';
import { startServer } from './server.ts';
import { type Column, printTable, type Walk } from './table.ts';

/**
 * Sets unmodified AWS clients on a Rolecall server each, from an empty store to temporary credentials used:
 *
 *     test/clients/install.sh && node test/clients/run.ts [--only cli-v1,boto3]
 *
 * Exits 1 where a step fails, where a client named by --only is not there, or where none is; 2 for wrong usage.
 */
const clients = fileURLToPath(new URL('../../.cache/clients', import.meta.url));
const REGION = 'eu-central-1';

/** Loaded when it is used: the SDK may not be there. */
const roster: Readonly<Record<string, (place: Place) => Client | Promise<Client>>> = {
  'cli-v1': (place) =>
    awsCli(
      {
        name: 'cli-v1',
        command: [join(clients, 'venv/bin/python'), join(clients, 'venv/bin/aws')],
        userAgent: /^aws-cli\/1\./,
      },
      place,
    ),
  'cli-v2': (place) =>
    awsCli(
      {
        name: 'cli-v2',
        command: ['/usr/bin/aws'],
        userAgent: /^aws-cli\/2\./,
        noProfiles: 'version 2.9.19 knows no endpoint but --endpoint-url, which a role of a profile is not assumed by',
      },
      place,
    ),
  boto3,
  'js-sdk': async (place) => (await import('./drivers/js-sdk.ts')).jsSdk(place),
};

const { wanted, areNamed } = readArguments(process.argv.slice(2));
const columns = await Promise.all(wanted.map(columnOf));

printTable(scenario, columns);
const walks = columns.filter((column) => 'verdicts' in column);
const hasFailed = walks.some(({ verdicts }) => verdicts.some(({ result }) => result === 'failed'));
const isNamedAndMissing = areNamed && walks.length < columns.length;
process.exitCode = hasFailed || isNamedAndMissing || walks.length === 0 ? 1 : 0;

function readArguments(words: readonly string[]): { wanted: readonly string[]; areNamed: boolean } {
  const [flag, list] = words;
  if (flag === undefined) return { wanted: Object.keys(roster), areNamed: false };
  const names = list?.split(',') ?? [];
  if (flag === '--only' && words.length === 2 && names.every((name) => Object.hasOwn(roster, name)))
    return { wanted: names, areNamed: true };
  console.error(`usage: run.ts [--only ${Object.keys(roster).join(',')}]`);
  process.exit(2);
}

/** A client's walk, or what install.sh found out about why there is none. */
async function columnOf(name: string): Promise<Column> {
  if (existsSync(join(clients, `${name}.version`))) return walkWith(name);
  const reason = join(clients, `${name}.missing`);
  return { name, missing: existsSync(reason) ? readFileSync(reason, 'utf8').trim() : 'run test/clients/install.sh' };
}

/** One client on a server of its own, which must end well when it is told to stop. */
async function walkWith(name: string): Promise<Walk> {
  const startedAtMs = Date.now();
  const home = mkdtempSync(join(tmpdir(), `rolecall-${name}-`));
  const server = await startServer([HOME, AWAY]);
  const client = await roster[name]!({ endpoint: server.endpoint, region: REGION, home, clients });

  const credentials = new Map([...server.roots].map(([account, keys]) => [root(account), keys]));
  const world = { endpoint: server.endpoint, region: REGION, credentials, devices: new Map() };
  const verdicts = await play(scenario, client, server, world);

  await client.close();
  const code = await server.stop();
  if (code !== 0) throw new Error(`the server of ${name} ended with ${code}`);
  rmSync(home, { recursive: true, force: true });
  const version = readFileSync(join(clients, `${name}.version`), 'utf8').trim();
  return { name, version, verdicts, seconds: (Date.now() - startedAtMs) / 1000 };
}
