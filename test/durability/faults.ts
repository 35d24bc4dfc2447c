import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ledger } from './ledger.ts';
import { runWriter } from './run-writer.ts';
import { storeWorkload } from './store-workload.ts';
import type { Line } from './workload.ts';

/**
 * The disk fails at the N-th call (reliability.md ), for N over the whole run of a writer: an fsync that answers EIO, a disk
 * that is full in the middle of a write, a process that ends in the middle of one, and a power cut that takes whatever no fsync had
 * covered. After each the store is opened anew and held against what was acknowledged. Exits 1 on anything bad. Linux, with a C compiler.
 *
 *   node test/durability/faults.ts [--runs 20] [--seed 1]
 *   node test/durability/faults.ts --synchronous OFF     power cuts only, without fsync: must turn red, or the test proves nothing
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    synchronous: { type: 'string', default: 'FULL' },
  },
});
const synchronous = values.synchronous === 'OFF' ? 'OFF' : 'FULL';
const seed = Number(values.seed);
const options = { synchronous, writesMax: 150 } as const;

/** The step from one N to the next spreads the runs over all of the writer's calls, its checkpoint included. */
const kinds = {
  fsync: { step: 7, after: afterFailedSync },
  // The first fsync of the database file is that of the first checkpoint. SQLite left to itself would not tell of it.
  fold: { step: 0, after: afterFailedSync },
  torn: { step: 97, after: afterFullDisk },
  exit: { step: 97, after: nothing },
  cut: { step: 101, after: nothing },
} as const;
type Kind = keyof typeof kinds;

const home = mkdtempSync(join(tmpdir(), 'rolecall-faults-'));
const bad: string[] = [];
console.log(`faults: ${values.runs} of each kind, synchronous=${synchronous}, seed ${seed}`);
console.log('kind   injected  tried  acknowledged  refused  unknown  lost  resurrected');
try {
  const shim = compileShim();
  for (const kind of synchronous === 'OFF' ? (['cut'] as const) : (Object.keys(kinds) as Kind[]))
    await sweep(kind, shim);
} finally {
  rmSync(home, { recursive: true, force: true });
}
console.log(`${bad.length} bad; seed ${seed}`);
for (const line of bad) console.error(`bad: ${line}`);
process.exitCode = bad.length > 0 ? 1 : 0;

async function sweep(kind: Kind, shim: string): Promise<void> {
  const sum = { injected: 0, tried: 0, acknowledged: 0, failed: 0, unknown: 0, lost: 0, resurrected: 0 };
  for (let run = 0; run < Number(values.runs); run++) {
    const nth = 1 + run * kinds[kind].step;
    const folder = join(home, `${kind}-${run}`);
    mkdirSync(folder);
    await storeWorkload.found(folder, options);
    const book = ledger();
    const lines: Line[] = [];
    const call = kind === 'fold' ? { SHIM_KIND: 'fsync', SHIM_FILE: 'db' } : { SHIM_KIND: kind };
    const env = { LD_PRELOAD: shim, ...call, SHIM_N: String(nth), SHIM_FULL: '5', SHIM_SEED: String(seed + run) };
    const hear = (line: Line): void => {
      lines.push(line);
      book.hear(line);
    };
    await runWriter(storeWorkload.writer(folder, seed + run, options), { env, hear });

    const at = lines.findIndex((line) => 'fault' in line);
    const wrongs = at < 0 ? ['the fault never struck'] : kinds[kind].after(lines.slice(at + 1));
    try {
      const { lost, resurrected, unknown } = book.judge(await storeWorkload.survey(folder, book.objects()));
      const integrity = storeWorkload.integrity(folder);
      wrongs.push(...lost, ...resurrected, ...(integrity === 'ok' ? [] : [integrity]));
      sum.lost += lost.length;
      sum.resurrected += resurrected.length;
      sum.unknown += unknown;
    } catch (error) {
      wrongs.push(`does not open: ${error}`);
    }
    bad.push(...wrongs.map((wrong) => `${kind} ${nth}: ${wrong}`));
    sum.injected += at < 0 ? 0 : 1;
    for (const count of ['tried', 'acknowledged', 'failed'] as const) sum[count] += book.counts[count];
    rmSync(folder, { recursive: true });
  }
  const { injected, tried, acknowledged, failed, unknown, lost, resurrected } = sum;
  const widths = [8, 5, 12, 7, 7, 4, 11];
  const cells = [injected, tried, acknowledged, failed, unknown, lost, resurrected].map((n, i) =>
    String(n).padStart(widths[i]!),
  );
  console.log([kind.padEnd(5), ...cells].join('  '));
}

/** The write under way may have been on disk already, where a checkpoint failed behind it; after it nothing is taken any more. */
function afterFailedSync(lines: readonly Line[]): string[] {
  const done = lines.filter((line) => 'done' in line).length;
  const refused = reasonsIn(lines);
  return [
    ...(done > 1 ? [`${done} writes were acknowledged after a failed fsync`] : []),
    ...(refused.length === 0 && lines.some((line) => 'try' in line)
      ? ['no write was refused after a failed fsync']
      : []),
    ...refused.filter((reason) => reason !== 'failed').map((reason) => `refused for another reason: ${reason}`),
  ];
}

/** Writes go on as soon as there is room again. */
function afterFullDisk(lines: readonly Line[]): string[] {
  return [
    ...(lines.some((line) => 'done' in line) ? [] : ['no write was taken once there was room again']),
    ...reasonsIn(lines)
      .filter((reason) => reason !== 'full')
      .map((reason) => `refused for another reason: ${reason}`),
  ];
}

function nothing(lines: readonly Line[]): string[] {
  return lines.length === 0 ? [] : ['the process went on'];
}

function reasonsIn(lines: readonly Line[]): string[] {
  return lines.flatMap((line) => ('failed' in line ? [line.reason] : []));
}

function compileShim(): string {
  const shim = join(home, 'shim.so');
  const source = fileURLToPath(new URL('shim.c', import.meta.url));
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-Wall', '-o', shim, source, '-ldl'], { stdio: 'inherit' });
  return shim;
}
