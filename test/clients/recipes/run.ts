import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCertificates } from '../../federation/certificates.ts';
import { startIssuer } from '../../federation/oidc-provider.ts';
import { AWAY, HOME } from '../scenario/step.ts';
import { startServer } from '../server.ts';
import { features, readers, recipeOf, tryFeature } from './config-files.ts';
import { startContainer } from './container.ts';
import { type ClientResult, type FeatureResult, type Results, STEPS, type Word } from './results.ts';
import { AWS, besideRecipes, binOf, type Recipe, roster, standing } from './roster.ts';
import { walk } from './walk.ts';
import { AUDIENCE, furnish } from './world.ts';

/**
 * Runs the recipe of each client, as docs/clients has it, on one Rolecall server; then what shared config files know, with
 * the clients of today that read them.
 *
 *     test/clients/recipes/install.sh && node test/clients/recipes/run.ts [--only go,rust] [--record]
 *
 * Exits 1 where a client fails or does not build, where one that was named is not there, or where none is; another one that
 * cannot be had is said, and does not fail. `--record` keeps what a whole run found in
 * docs/clients/results.json, from which `npm run derive` makes the tables in the documents.
 */
const { values } = readArguments();
const named = values.only?.split(',');
const wanted = roster.filter(({ name }) => named?.includes(name) ?? true);
if (wanted.length < (named?.length ?? 0) || (values.record && named !== undefined)) usage();

const folder = mkdtempSync(join(tmpdir(), 'rolecall-recipes-'));
makeAws();
const certificates = makeCertificates(['DNS:localhost', 'IP:127.0.0.1']);
const issuer = certificates === undefined ? 'there is no openssl' : await startIssuer(certificates);
const authority = join(folder, 'issuer.pem');
if (typeof issuer !== 'string') writeFileSync(authority, certificates!.ca);
const server = await startServer(
  [HOME, AWAY],
  typeof issuer === 'string' ? [] : ['--oidc-allow-private', 'localhost', '--oidc-ca', authority],
);
const wrong: string[] = [];

try {
  const url = typeof issuer === 'string' ? undefined : issuer.url;
  const people = await furnish(
    server,
    wanted.map(({ name }) => name),
    url,
  );
  const clients: ClientResult[] = [];
  for (const recipe of wanted) clients.push(await runRecipe(recipe, people));
  const configFiles = await runFeatures(people);
  const missing = clients.filter((client) => client.missing !== undefined);
  if (missing.length > 0 && (named !== undefined || missing.length === clients.length))
    wrong.push(`${missing.map(({ title }) => title).join(', ')} cannot be had`);
  if (values.record && wrong.length === 0)
    record({ date: new Date().toISOString().slice(0, 10), clients, configFiles });
} catch (error) {
  wrong.push(`FAILED: ${error instanceof Error ? error.stack : error}`);
} finally {
  if (typeof issuer !== 'string') await issuer.stop();
  const code = await server.stop();
  if (code !== 0) wrong.push(`the server ended with ${code}`);
  rmSync(folder, { recursive: true });
}
for (const sentence of wrong) console.log(sentence);
console.log(wrong.length === 0 ? '\nno client failed' : `\n${wrong.length} FAILED`);
process.exitCode = wrong.length === 0 ? 0 : 1;

async function runRecipe(recipe: Recipe, people: Awaited<ReturnType<typeof furnish>>): Promise<ClientResult> {
  const { name, title, page, note } = recipe;
  const stands = standing(name);
  const print = (version: string, steps: readonly Word[], startedAtMs: number) =>
    console.log(
      `${title.padEnd(28)}${version.padEnd(50)}${STEPS.map((step, at) => `${step} ${steps[at]}`.padEnd(18)).join('')}${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`,
    );
  if ('missing' in stands) {
    console.log(`NOT RUN: ${title}: ${stands.missing}`);
    return { title, page, missing: stands.missing, steps: STEPS.map(() => 'NOT RUN') };
  }
  if ('broken' in stands) {
    wrong.push(`${title} does not build: ${stands.broken}`);
    return { title, page, version: '', steps: STEPS.map(() => 'FAILED') };
  }
  const startedAtMs = Date.now();
  const reasons = await walk(recipe, people.get(name)!, server, folder);
  const steps = reasons.map(wordOf);
  for (const [at, step] of STEPS.entries())
    wrong.push(...reasons[at]!.map((reason) => `FAILED: ${title}: ${step}: ${reason}`));
  const version = stands.version.replace(/^(?:aws-cli\/|boto3 |@aws-sdk\/client-sts )(\S+).*/, '$1');
  print(version, steps, startedAtMs);
  return { title, page, version, ...(note === undefined ? {} : { note }), steps };
}

/** Each feature with each client that was asked for. */
async function runFeatures(people: Awaited<ReturnType<typeof furnish>>): Promise<FeatureResult[]> {
  const those = readers.filter(({ name }) => people.has(name) && 'version' in standing(name));
  if (those.length === 0) return [];
  const anybody = people.get(those[0]!.name)!;
  const container = await startContainer(server, anybody, join(folder, 'container'));
  const tokenFile = join(folder, 'token');
  if (typeof issuer === 'string') console.log(`NOT RUN: web identity: ${issuer}`);
  else writeFileSync(tokenFile, await issuer.token(`https://${AUDIENCE}`));

  console.log(`\n${''.padEnd(92)}${those.map((reader) => recipeOf(reader).title.padEnd(28)).join('')}`);
  const found: FeatureResult[] = [];
  for (const [at, feature] of features.entries()) {
    const results: Record<string, Word> = {};
    for (const reader of those) {
      const { title } = recipeOf(reader);
      const home = join(folder, `feature-${at}-${reader.name}`);
      const scene = { server, person: people.get(reader.name)!, container, tokenFile };
      const isRun = !feature.needsIssuer || typeof issuer !== 'string';
      const reasons = isRun ? await tryFeature(feature, reader, scene, home) : [];
      wrong.push(...reasons.map((reason) => `FAILED: ${title}: ${feature.title}: ${reason}`));
      const usual = feature.notFor?.includes(reader.name) ? 'no' : 'ok';
      results[title] = !isRun ? 'NOT RUN' : reasons.length === 0 ? usual : 'FAILED';
    }
    console.log(
      feature.title.padEnd(92) +
        Object.values(results)
          .map((word) => word.padEnd(28))
          .join(''),
    );
    found.push({ title: feature.title, results });
  }
  const code = await container.stop();
  if (code !== 0) wrong.push(`FAILED: \`rolecall serve-credentials\` ended with ${code}`);
  return found;
}

/** Programs `aws` that are each version's. */
function makeAws(): void {
  for (const [which, command] of AWS) {
    mkdirSync(binOf(which), { recursive: true });
    const script = join(binOf(which), 'aws');
    writeFileSync(script, `#!/bin/sh\nexec ${command.map((word) => `'${word}'`).join(' ')} "$@"\n`);
    chmodSync(script, 0o755);
  }
}

function wordOf(reasons: readonly string[]): Word {
  return reasons.length === 0 ? 'ok' : 'FAILED';
}

function record(results: Results): void {
  const file = besideRecipes('../../../docs/clients/results.json');
  const lines = (rows: readonly object[]) => rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  const { date, clients, configFiles } = results;
  writeFileSync(
    file,
    `{\n  "date": "${date}",\n  "clients": [\n${lines(clients)}\n  ],\n  "configFiles": [\n${lines(configFiles)}\n  ]\n}\n`,
  );
  console.log('\nrecorded in docs/clients/results.json: `npm run derive` puts it into the documents');
}

function readArguments() {
  try {
    return parseArgs({ options: { only: { type: 'string' }, record: { type: 'boolean' } } });
  } catch {
    return usage();
  }
}

function usage(): never {
  console.error(
    `usage: run.ts [--only ${roster.map(({ name }) => name).join(',')}] | [--record], which is of a whole run`,
  );
  process.exit(2);
}
