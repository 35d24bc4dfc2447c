/**
 * The canary run (attack/J01): unmodified clients walk through the whole scenario and the lives of all that IAM keeps, in front of a
 * relay that notes every secret that goes by; afterwards all that the servers wrote is searched for them. `npm run test:canary`;
 * more clients with `--only js-sdk,boto3`, where they are installed. Exits 1 where a secret is found, or where nothing was searched.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

interface Report {
  readonly requests: number;
  readonly refusals: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly bytes: Readonly<Record<string, number>>;
  readonly found: readonly string[];
  /** Where something was found that does belong there. */
  readonly control: readonly string[];
}

const KINDS =
  'signature|SecretAccessKey|SessionToken|session token|NewPassword|PrivateKey|seed in base32|ServicePassword|WebIdentityToken|SAMLAssertion|root key'.split(
    '|',
  );

const given = process.argv.slice(2);
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const folder = mkdtempSync(here('../../.cache/canary-'));
const report = join(folder, 'report.jsonl');
const program = join(folder, 'rolecall.js');
const bundle = await rolldown({
  input: { rolecall: here('../../src/main/rolecall.ts'), 'trail-writer': here('../../src/audit/trail-writer.ts') },
  platform: 'node',
  external: [/^@aws-sdk\//],
});
await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js' });
const { status } = spawnSync(
  process.execPath,
  [here('../clients/run.ts'), ...(given.length > 0 ? given : ['--only', 'js-sdk'])],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      ROLECALL_PROGRAM: here('canary-program.ts'),
      CANARY_PROGRAM: program,
      CANARY_REPORT: report,
    },
  },
);
const reports = existsSync(report)
  ? readFileSync(report, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Report)
  : [];
rmSync(folder, { recursive: true, force: true });

const total = (of: (one: Report) => number) => reports.reduce((sum, one) => sum + of(one), 0);
const kinds = new Map<string, number>();
for (const one of reports)
  for (const [what, count] of Object.entries(one.kinds)) kinds.set(what, (kinds.get(what) ?? 0) + count);
const found = reports.flatMap((one) => one.found);
const places = new Set(reports.flatMap(({ bytes }) => Object.keys(bytes)));
console.log(
  `canary run: ${reports.length} servers, ${total(({ requests }) => requests)} requests, ${total(({ refusals }) => refusals)} refusals; ` +
    `${[...kinds].map(([what, count]) => `${count} ${what}`).join(', ')}`,
);
console.log(
  `searched: ${[...places].sort().join(', ')}; ${total(({ bytes }) => Object.values(bytes).reduce((a, b) => a + b, 0))} bytes`,
);
const isBlind =
  reports.length === 0 || reports.some(({ control }) => !control.some((one) => one.endsWith(' in the log')));
if (isBlind) console.error('the search finds not even what belongs into the log');
const missing = KINDS.filter((kind) => !kinds.has(kind));
if (missing.length > 0) console.error(`no such secret went by: ${missing.join(', ')}`);
for (const one of found) console.error(`FOUND: ${one}`);
if (status !== 0) console.error(`the clients' own run ended with ${status}`);
console.log(`${found.length} found`);
process.exitCode = found.length > 0 || isBlind || missing.length > 0 || status !== 0 ? 1 : 0;
