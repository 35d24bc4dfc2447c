import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Corrupt, StoreRefusal } from '../../src/store/refusal.ts';
import { ledger } from './ledger.ts';
import { runWriter } from './run-writer.ts';
import { storeIn, storeWorkload } from './store-workload.ts';
import { random } from './workload.ts';

/**
 * Bits rot (reliability.md R-05): flips one bit of the database file, opens it and reads everything. It may be refused, a row may be
 * refused, or all may be as it was because nothing lives at that place; what must not happen is another answer. Exits 1 if one does.
 *
 *   node test/durability/flips.ts [--runs 300] [--seed 1]
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(values.seed);
const below = random(seed);
const options = { synchronous: 'FULL', writesMax: 150 } as const;
const folder = mkdtempSync(join(tmpdir(), 'rolecall-flips-'));
const counts = { refusedAtOpen: 0, refusedRow: 0, otherError: 0, asItWas: 0, silent: 0 };
try {
  await storeWorkload.found(folder, options);
  const book = ledger();
  await runWriter(storeWorkload.writer(folder, seed, options), { hear: book.hear });
  const survey = async () => JSON.stringify([...(await storeWorkload.survey(folder, book.objects()))]);
  const truth = await survey();
  const { file } = storeIn(folder);
  const clean = readFileSync(file);
  for (let run = 0; run < Number(values.runs); run++) {
    const flipped = Buffer.from(clean);
    const at = below(clean.length);
    flipped[at] = flipped[at]! ^ (1 << below(8));
    for (const left of ['-wal', '-shm']) rmSync(file + left, { force: true });
    writeFileSync(file, flipped);
    counts[await survey().then((found) => (found === truth ? 'asItWas' : 'silent'), kindOf)]++;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${values.runs} flips, seed ${seed}: ${JSON.stringify(counts)}`);
process.exitCode = counts.silent > 0 || counts.refusedAtOpen + counts.refusedRow === 0 ? 1 : 0;

function kindOf(error: unknown): keyof typeof counts {
  return error instanceof StoreRefusal ? 'refusedAtOpen' : error instanceof Corrupt ? 'refusedRow' : 'otherError';
}
