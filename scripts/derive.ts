/**
 * Writes the files that are made from other files. `node scripts/derive.ts` writes them, `--check` writes nothing and
 * fails when one is stale. A source that is not on this machine is skipped, and said so.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { actionCatalogue } from './action-catalogue.ts';
import { cliFacts, type ModelOnTheWire } from './cli-facts.ts';
import { clientPages } from './client-pages.ts';
import type { Model } from './facts.ts';
import { writeFacts } from './facts.ts';
import { patches } from './patches.ts';
import { resourceTemplates } from './resource-templates.ts';
import { serviceNames } from './service-names.ts';

const root = new URL('../', import.meta.url);
const corpora = process.env.ROLECALL_CORPORA
  ? pathToFileURL(`${process.env.ROLECALL_CORPORA}/`)
  : new URL('../shared/corpora/', root);

interface Derived {
  readonly path: string;
  /** Gives the text the file should have, or `undefined` where its source is missing. */
  readonly make: () => string | undefined | Promise<string | undefined>;
}

const derived: readonly Derived[] = [
  { path: 'src/model/generated/sts.ts', make: () => facts('sts', '2011-06-15') },
  { path: 'src/model/generated/iam.ts', make: () => facts('iam', '2010-05-08') },
  { path: 'src/cli/aws/generated/cli-facts.ts', make: () => cliFactsOfBoth() },
  { path: 'src/iam/simulation/generated/resource-templates.ts', make: () => resourceTemplates(root) },
  { path: 'src/lint/generated/actions.ts', make: () => actionCatalogue(root) },
  { path: 'src/iam/usage/generated/service-names.ts', make: () => serviceNames(root) },
  // Loaded when their turn comes: they read what the rows above may only just have written.
  { path: 'docs/seed.schema.json', make: seedSchema },
  { path: 'docs/authorize.openapi.yaml', make: async () => (await import('./openapi.ts')).openApiDocument() },
  { path: 'docs/attacks.md', make: async () => (await import('./pages.ts')).attacksPage() },
  { path: 'docs/coverage.md', make: async () => (await import('./pages.ts')).coveragePage() },
  {
    path: 'docs/comparing-the-operations.md',
    make: async () => (await import('./comparison-page.ts')).comparisonPage(),
  },
  { path: 'docs/cli.md', make: async () => (await import('./cli-page.ts')).cliPage() },
  { path: 'docs/lint-rules.md', make: async () => (await import('./lint-rules-page.ts')).lintRulesPage() },
  {
    path: 'package.json',
    make: async () =>
      (await import('./man-pages.ts')).withManPages(readFileSync(new URL('package.json', root), 'utf8')),
  },
  { path: 'docs/quotas.md', make: async () => (await import('./pages.ts')).quotasPage() },
  ...clientPages(root),
];

const checkOnly = process.argv.includes('--check');
const stale: string[] = [];
for (const file of derived) if ((await bring(file)) === 'stale') stale.push(file.path);
for (const path of stale) console.error(`stale: ${path}; run \`npm run derive\``);
process.exitCode = stale.length > 0 ? 1 : 0;

async function bring({ path, make }: Derived): Promise<'fresh' | 'written' | 'skipped' | 'stale'> {
  const file = new URL(path, root);
  const text = await make();
  if (text === undefined) {
    console.warn(`skipped: ${path}; its source is not under ${fileURLToPath(corpora)}`);
    return 'skipped';
  }
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return 'fresh';
  if (checkOnly) return 'stale';
  mkdirSync(dirname(fileURLToPath(file)), { recursive: true });
  writeFileSync(file, text);
  console.log(`written: ${path}`);
  return 'written';
}

function facts(service: 'sts' | 'iam', version: string): string | undefined {
  const model = modelOf(service, version)?.patched;
  return model && writeFacts(service, model);
}

function cliFactsOfBoth(): string | undefined {
  const [sts, iam] = [modelOf('sts', '2011-06-15'), modelOf('iam', '2010-05-08')];
  return sts === undefined || iam === undefined ? undefined : cliFacts(corpora, [sts, iam]);
}

function modelOf(service: 'sts' | 'iam', version: string): ModelOnTheWire | undefined {
  const source = new URL(`botocore/botocore/data/${service}/${version}/service-2.json`, corpora);
  if (!existsSync(source)) return undefined;
  const [published, patched] = [1, 2].map(() => JSON.parse(readFileSync(source, 'utf8')) as Model);
  for (const patch of patches[service]) patch.apply(patched!);
  return { published: published!, patched: patched! };
}

/** The JSON Schema of the seed file, for editors. */
async function seedSchema(): Promise<string> {
  const { seedJsonSchema } = await import('../src/seed/schema.ts');
  return `${JSON.stringify(seedJsonSchema(), undefined, 2)}\n`;
}
