import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createStore } from '../src/store/open.ts';
import type { UserRecord } from '../src/store/records.ts';
import { surroundings } from './report.ts';
import { median, quantile } from './statistics.ts';

/**
 * What a durable change costs: one user put into the embedded store, against a record of the same size that is appended to a
 * file in the same folder and synced with fdatasync. Both in turns, one by one, so that whatever else the machine and its
 * disk do falls on both; the figure is the median over blocks of the ratio of their medians.
 *
 *   node bench/store-write.ts [--blocks 20] [--writes 25] [--no-results] [--folder DIR]
 */
const { values } = parseArgs({
  options: {
    blocks: { type: 'string', default: '20' },
    writes: { type: 'string', default: '25' },
    folder: { type: 'string', default: tmpdir() },
    'no-results': { type: 'boolean', default: false },
  },
});
const RATIO_MAX = 1.3;
const WARM_UP = 20;
const ACCOUNT = '111111111111';

const home = mkdtempSync(join(values.folder, 'rolecall-bench-'));
const key = createSecretKey(randomBytes(32));
const statements: string[] = [];
const store = await createStore({
  file: join(home, 'store.db'),
  mac: (parts) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64'),
  onStatement: (sql) => statements.push(sql),
});
const raw = openSync(join(home, 'raw'), 'a', 0o600);
try {
  await store.change((tx) => tx.put.account({ id: ACCOUNT, uuid: 'u', createdAt: 1 }));
  let users = 0;
  const put = () => {
    const record = user(users++);
    return store.change((tx) => tx.put.user(record));
  };
  const append = () => {
    writeSync(raw, Buffer.from(`${JSON.stringify(user(users))}\n`));
    fdatasyncSync(raw);
  };
  for (let n = 0; n < WARM_UP; n++) {
    await put();
    append();
  }
  statements.length = 0;
  const blocks: { readonly storeMs: number; readonly rawMs: number }[] = [];
  const all = { storeMs: [] as number[], rawMs: [] as number[] };
  for (let block = 0; block < Number(values.blocks); block++) {
    const storeMs: number[] = [];
    const rawMs: number[] = [];
    for (let n = 0; n < Number(values.writes); n++) {
      // Who goes first changes: a disk may take the second of two syncs faster.
      const turns =
        n % 2 === 0 ? [timed(put, storeMs), timed(append, rawMs)] : [timed(append, rawMs), timed(put, storeMs)];
      for (const turn of turns) await turn();
    }
    blocks.push({ storeMs: median(storeMs), rawMs: median(rawMs) });
    all.storeMs.push(...storeMs);
    all.rawMs.push(...rawMs);
  }
  const ratios = blocks.map(({ storeMs, rawMs }) => storeMs / rawMs);
  const result = {
    ...surroundings(),
    options: {
      blocks: Number(values.blocks),
      writes: Number(values.writes),
      recordBytes: JSON.stringify(user(0)).length,
    },
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    ratioMax: RATIO_MAX,
    storeMs: { median: median(all.storeMs), p90: quantile(all.storeMs, 0.9) },
    rawMs: { median: median(all.rawMs), p90: quantile(all.rawMs, 0.9) },
    statementsPerChange: statements.filter((sql) => !sql.startsWith('PRAGMA')).length / all.storeMs.length,
    checkpoints: statements.filter((sql) => sql.includes('wal_checkpoint')).length,
    blocks,
  };
  const page = report(result);
  console.log(page);
  if (!values['no-results']) {
    writeFileSync(new URL('results/store-write.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
    writeFileSync(new URL('results/store-write.md', import.meta.url), page);
  }
  process.exitCode = result.ratio <= RATIO_MAX ? 0 : 1;
} finally {
  await store.close();
  closeSync(raw);
  rmSync(home, { recursive: true, force: true });
}

function timed(work: () => unknown, into: number[]): () => Promise<void> {
  return async () => {
    const began = performance.now();
    await work();
    into.push(performance.now() - began);
  };
}

function user(n: number): UserRecord {
  const name = `user-${String(n).padStart(6, '0')}`;
  return {
    id: `AIDA${String(n).padStart(16, '0')}`,
    account: ACCOUNT,
    name,
    path: '/',
    createdAt: 1_800_000_000 + n,
    tags: [{ key: 'team', value: 'storage' }],
    boundaryArn: undefined,
  };
}

function report(result: {
  readonly date: string;
  readonly commit: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly load: number };
  readonly versions: { readonly node: string; readonly sqlite: string };
  readonly options: { readonly blocks: number; readonly writes: number; readonly recordBytes: number };
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  readonly storeMs: Times;
  readonly rawMs: Times;
  readonly statementsPerChange: number;
  readonly checkpoints: number;
}): string {
  const { date, commit, machine, versions, options, ratio, lowest, highest, storeMs, rawMs } = result;
  const ms = (value: number) => `${value.toFixed(3)} ms`.padStart(10);
  return `# A durable write

| | median | 90 % below |
|---|---:|---:|
| one user put into the store, acknowledged | ${ms(storeMs.median)} | ${ms(storeMs.p90)} |
| ${options.recordBytes} bytes appended, fdatasync | ${ms(rawMs.median)} | ${ms(rawMs.p90)} |

**${ratio.toFixed(2)} times the raw write** (blocks: ${lowest.toFixed(2)} to ${highest.toFixed(2)}; at most ${RATIO_MAX}), ${options.blocks} blocks of
${options.writes} of each in turns; ${result.statementsPerChange} statements a change, ${result.checkpoints} checkpoints among them.

${date}, commit ${commit}; ${machine.cpu}, ${machine.cores} cores, load ${machine.load.toFixed(1)}; Node ${versions.node}, SQLite ${versions.sqlite}.
Run with \`node bench/store-write.ts\`.
`;
}

interface Times {
  readonly median: number;
  readonly p90: number;
}
