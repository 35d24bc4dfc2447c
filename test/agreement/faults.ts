/**
 * Shows that the agreement of the two engines would find a mistake: each of these faults is seeded into a copy of the
 * first engine, which is then asked random pairs until it disagrees, 200,000 at most. `npm run test:seeded-faults`; ends
 * with 1 if one is not found, if its place is not in the engine exactly once, or if the engine as it stands disagrees.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { naiveDecide } from '../naive/evaluate.ts';
import { pairs } from '../naive/generate.ts';
import { type Fault, faults } from './fault-table.ts';
import { realAnswer } from './real.ts';

const { values: flags } = parseArgs({
  options: {
    pairs: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    until: { type: 'boolean', default: false },
  },
});
const most = Number(flags.pairs);
const seed = Number(flags.seed);

if (flags.until) console.log(pairsUntilDisagreement(most));
else seedAll();

/** How many pairs it takes, or 0 where the engines never disagree. */
function pairsUntilDisagreement(limit: number): number {
  let asked = 0;
  for (const pair of pairs(seed)) {
    if (asked++ === limit) return 0;
    if (realAnswer(pair) !== naiveDecide(pair).because) return asked;
  }
  return 0;
}

function seedAll(): void {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-faults-'));
  try {
    const root = join(import.meta.dirname, '../..');
    for (const part of ['src/policy', 'src/base', 'test/naive', 'test/agreement']) {
      cpSync(join(root, part), join(folder, part), { recursive: true });
    }
    const numbers = faults.map((one) => tried(one, folder));
    const slowest = Math.max(...numbers, 10_000);
    // The engine as it stands has to agree for as long as any fault took: else the disagreements prove nothing.
    const untouched = run(folder, slowest);
    const found = numbers.filter((number) => number > 0).length;
    console.log(
      `${found} of ${faults.length} faults found, after ${slowest} pairs at most; without a fault ${untouched === 0 ? 'no disagreement' : `a disagreement at pair ${untouched}`}`,
    );
    if (found < faults.length || untouched !== 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seeds one fault, runs, and takes it out again. */
function tried({ file, search, replace, what }: Fault, folder: string): number {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const places = text.split(search).length - 1;
  let found = 0;
  if (places === 1) {
    writeFileSync(
      path,
      text.replace(search, () => replace),
    );
    found = run(folder, most);
    writeFileSync(path, text);
  }
  const verdict =
    places !== 1 ? `ITS PLACE STANDS ${places} TIMES` : found > 0 ? `found at pair ${found}` : 'NOT FOUND';
  console.log(`${file.padEnd(26)} ${what.padEnd(72)} ${verdict}`);
  return found;
}

function run(folder: string, limit: number): number {
  const script = join(folder, 'test/agreement/faults.ts');
  const flags = ['--until', '--pairs', String(limit), '--seed', String(seed)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...flags], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the copy does not run: ${stderr}`);
  return Number(stdout);
}
