import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ledger } from './ledger.ts';
import { runWriter } from './run-writer.ts';
import { random, type Workload } from './workload.ts';

/**
 * kill -9 in the middle of writes (reliability.md R-01): starts a writer, kills it 5 to 65 ms after one of its first forty acknowledged
 * writes (a server: of its first hundred and sixty), opens what is left and holds it against what was acknowledged; again and again on the same
 * files. Exits 1 on a loss, a resurrection or a damaged file, and where a whole run leaves out a kind of thing that is written.
 *
 *   node test/durability/kill-loop.ts [--cycles 40] [--seed 1] [--workload store|server]
 */
const workloads: Readonly<Record<string, { open: () => Promise<Workload>; killWithinWrites: number }>> = {
  store: { open: async () => (await import('./store-workload.ts')).storeWorkload, killWithinWrites: 40 },
  // Counted in writes: a machine that has other things to do would come to the same few beginnings again and again.
  server: { open: async () => (await import('./server-workload.ts')).serverWorkload, killWithinWrites: 160 },
};
const KILL_WITHIN_MS = 60;
/** From so many cycles on a run is whole: every kind of thing must have been written. */
const WHOLE_CYCLES = 40;
/** In every so many cycles all objects there ever were are looked at. */
const ALL_EVERY = 8;

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '40' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    workload: { type: 'string', default: 'store' },
  },
});
const chosen = workloads[values.workload];
if (chosen === undefined) throw new Error(`no workload \`${values.workload}\`: ${Object.keys(workloads).join(', ')}`);
const { killWithinWrites } = chosen;
const workload = await chosen.open();
const options = { synchronous: 'FULL', writesMax: 1_000_000 } as const;
const seed = Number(values.seed);
const cycles = Number(values.cycles);
const below = random(seed);
const book = ledger();
const folder = mkdtempSync(join(tmpdir(), 'rolecall-kill-'));
const bad: string[] = [];
let unknown = 0;

console.log(`kill loop: workload ${values.workload}, ${cycles} cycles, seed ${seed}`);
console.log('cycle  killed after ms  tried  acknowledged  unknown  lost  resurrected  integrity');
try {
  await workload.found(folder, options);
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const before = { ...book.counts };
    const killAfterMs = 5 + below(KILL_WITHIN_MS + 1);
    const writes = 1 + below(killWithinWrites);
    const ended = await runWriter(workload.writer(folder, seed * 1000 + cycle, options), {
      hear: book.hear,
      env: { NODE_COMPILE_CACHE: join(folder, 'compiled') },
      // The clock starts with the first acknowledgement; in every fourth cycle before it, when the files are being opened and recovered.
      ...(cycle % 4 === 0 ? { clock: 'ready' } : { clock: 'done', lines: writes }),
      onLoad: (kill) => setTimeout(kill, killAfterMs),
    });
    if (ended !== 'SIGKILL' && ended !== 0) bad.push(`the writer ended by itself in cycle ${cycle}: ${ended}`);
    // What earlier cycles wrote is looked at again now and then, and at the end: it takes longer with each.
    const objects = cycle % ALL_EVERY === 0 || cycle === cycles ? book.objects() : book.touched();
    const verdict = book.judge(await workload.survey(folder, objects), objects);
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
console.log(`\n${'kind'.padEnd(28)}  acknowledged  cut by a kill`);
for (const [kind, { acknowledged, cut }] of [...book.byKind].sort())
  console.log(`${kind.padEnd(28)}  ${String(acknowledged).padStart(12)}  ${String(cut).padStart(13)}`);
if (book.byWhat.size > 0) console.log(`${book.byWhat.size} operations acknowledged at least once`);
const isWhole = cycles >= WHOLE_CYCLES;
for (const kind of isWhole ? workload.kinds : [])
  if (!book.byKind.get(kind)?.acknowledged) bad.push(`no write of the kind ${kind} was ever acknowledged`);
const { tried, acknowledged } = book.counts;
console.log(`${tried} tried, ${acknowledged} acknowledged, ${unknown} unknown, ${bad.length} bad; seed ${seed}`);
for (const line of bad) console.error(`bad: ${line}`);
process.exitCode = bad.length > 0 ? 1 : 0;
