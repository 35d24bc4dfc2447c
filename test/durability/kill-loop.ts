import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ledger } from './ledger.ts';
import { runWriter } from './run-writer.ts';
import { serverWorkload } from './server-workload.ts';
import { storeWorkload } from './store-workload.ts';
import { random, type Workload } from './workload.ts';

/**
 * kill -9 in the middle of writes (reliability.md R-01): starts a writer, kills it after 5 to 65 ms of load (a server: 5 to 400 ms), opens what
 * is left and holds it against what was acknowledged; again and again on the same files. Exits 1 on a loss, a resurrection or a damaged file.
 *
 *   node test/durability/kill-loop.ts [--cycles 40] [--seed 1] [--workload store|server]
 */
const workloads: Readonly<Record<string, { target: Workload; killWithinMs: number }>> = {
  store: { target: storeWorkload, killWithinMs: 60 },
  server: { target: serverWorkload, killWithinMs: 395 },
};

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '40' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    workload: { type: 'string', default: 'store' },
  },
});
const chosen = workloads[values.workload];
if (chosen === undefined) throw new Error(`no workload \`${values.workload}\`: ${Object.keys(workloads).join(', ')}`);
const { target: workload, killWithinMs } = chosen;
const options = { synchronous: 'FULL', writesMax: 1_000_000 } as const;
const seed = Number(values.seed);
const below = random(seed);
const book = ledger();
const folder = mkdtempSync(join(tmpdir(), 'rolecall-kill-'));
const bad: string[] = [];
let unknown = 0;

console.log(`kill loop: workload ${values.workload}, ${values.cycles} cycles, seed ${seed}`);
console.log('cycle  killed after ms  tried  acknowledged  unknown  lost  resurrected  integrity');
try {
  await workload.found(folder, options);
  for (let cycle = 1; cycle <= Number(values.cycles); cycle++) {
    const before = { ...book.counts };
    const killAfterMs = 5 + below(killWithinMs + 1);
    await runWriter(workload.writer(folder, seed * 1000 + cycle, options), {
      hear: book.hear,
      // The clock starts with the first acknowledgement; in every fourth cycle before it, when the files are being opened and recovered.
      clock: cycle % 4 === 0 ? 'ready' : 'done',
      onLoad: (kill) => setTimeout(kill, killAfterMs),
    });
    const verdict = book.judge(await workload.survey(folder, book.objects()));
    const integrity = workload.integrity(folder);
    unknown += verdict.unknown;
    bad.push(...verdict.lost, ...verdict.resurrected, ...(integrity === 'ok' ? [] : [integrity]));
    const row = [
      cycle,
      killAfterMs,
      book.counts.tried - before.tried,
      book.counts.acknowledged - before.acknowledged,
      verdict.unknown,
      verdict.lost.length,
      verdict.resurrected.length,
      integrity,
    ];
    const widths = [5, 15, 5, 12, 7, 4, 11, 9];
    console.log(row.map((cell, column) => String(cell).padStart(widths[column]!)).join('  '));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (book.counts.acknowledged === 0) bad.push('nothing was ever acknowledged: the loop proves nothing');
if (book.counts.failed > 0)
  bad.push(`${book.counts.failed} writes were refused, though nothing but the kill was wrong`);
const { tried, acknowledged } = book.counts;
console.log(`${tried} tried, ${acknowledged} acknowledged, ${unknown} unknown, ${bad.length} bad; seed ${seed}`);
for (const line of bad) console.error(`bad: ${line}`);
process.exitCode = bad.length > 0 ? 1 : 0;
