/**
 * How good the policy engine's tests are: every small change of the engine should make one of them fail.
 * `npm run mutate:policy [-- --only FILE]` writes docs/reports/mutation-policy.md. Started by hand; it takes minutes.
 *
 * All mutants are written into one copy of the engine, each behind a switch, and the unit tests that touch a mutant are
 * run with it switched on, in one process and without vitest's start-up. What is decided when a module is loaded cannot
 * be switched later, so for such mutants all modules are loaded anew.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { equivalents } from './mutation/equivalents.ts';
import { instrument, type Mutant } from './mutation/mutants.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache/mutation/run');
const WORKER = join(import.meta.dirname, 'mutation/worker.ts');
const GOAL = 92;
const LEAST = 85;

const { values: flags } = parseArgs({
  options: { only: { type: 'string', default: '' }, report: { type: 'boolean', default: true } },
  allowNegative: true,
});

type Verdict = 'killed' | 'endless' | 'crashed' | 'survived' | 'uncovered';
const BASE = new Set(['json', 'set-key', 'dates', 'integers', 'addresses'].map((name) => `src/base/${name}.ts`));
const lineOf = ({ file, line, kind, original, replacement }: Mutant): string =>
  `${file}:${line} ${kind}: ${short(original)} -> ${short(replacement)}`;
const startedAt = Date.now();
const mutants = prepare();
const verdicts = await runAll();
const score = print();
process.exitCode = score >= LEAST ? 0 : 1;

/** Copies the engine with its mutants, and its tests as bodies that can be run again and again. */
function prepare(): Mutant[] {
  rmSync(folder, { recursive: true, force: true });
  const all: Mutant[] = [];
  let id = 0;
  const tests: string[] = [];
  for (const file of sources()) {
    const text = readFileSync(join(root, file), 'utf8');
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    if (isTest(file)) {
      writeFileSync(target, asBody(text));
      tests.push(file);
    } else if (isEngine(file)) {
      const made = instrument(file, text, () => id++);
      writeFileSync(target, made.text);
      all.push(...made.mutants);
    } else cpSync(join(root, file), target);
  }
  // Tables that tests read.
  for (const name of readdirSync(join(root, 'test/policy'))) {
    if (name.endsWith('.json')) cpSync(join(root, 'test/policy', name), join(folder, 'test/policy', name));
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'tests.json'), JSON.stringify({ tests }));
  writeFileSync(join(folder, 'slow.json'), '[]');
  return all;
}

function sources(): string[] {
  const under = (path: string) =>
    readdirSync(join(root, path))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${path}/${name}`);
  return ['src/policy', 'src/base', 'test/policy', 'test/naive'].flatMap(under);
}

function isTest(file: string): boolean {
  return (
    file.endsWith('.test.ts') &&
    (!file.startsWith('src/base/') || BASE.has(file.replace('.test.ts', '.ts'))) &&
    !file.startsWith('test/naive/')
  );
}

function isEngine(file: string): boolean {
  if (file.endsWith('.test.ts') || /\/(?:testing|types|index|tree|explanation)\.ts$/.test(file)) return false;
  return file.startsWith('src/policy/') || BASE.has(file);
}

/** A test file as a function: its imports stay on top, the rest becomes a body. */
function asBody(text: string): string {
  const shim = join(import.meta.dirname, 'mutation/vitest.ts');
  const end = [...text.matchAll(/^(?:import [^;]*|\} from [^;]*);$/gm)].at(-1)!;
  const cut = end.index + end[0].length;
  const imports = text.slice(0, cut).replace("'vitest'", JSON.stringify(shim));
  const fewer = text
    .slice(cut)
    .replaceAll('numRuns: 20_000', 'numRuns: 500')
    .replace(/^export /gm, '');
  return `${imports}\nexport default function body() {${fewer}\n}\n`;
}

async function runAll(): Promise<Map<number, Verdict>> {
  const wanted = mutants.filter(({ file }) => file.includes(flags.only));
  const verdicts = new Map<number, Verdict>();
  await runList('switched', wanted, verdicts);
  writeFileSync(
    join(folder, 'alive.txt'),
    wanted
      .filter(({ id }) => verdicts.get(id) === 'survived')
      .map(lineOf)
      .join('\n'),
  );
  const unswitched = wanted.filter(({ id }) => verdicts.get(id) === 'uncovered');
  console.error(`${unswitched.length} mutants that no test switches: modules loaded anew for each`);
  await runList('loaded', unswitched, verdicts);
  return verdicts;
}

async function runList(
  command: 'switched' | 'loaded',
  list: readonly Mutant[],
  verdicts: Map<number, Verdict>,
): Promise<void> {
  writeFileSync(join(folder, 'mutants.json'), JSON.stringify({ mutants: list.map(({ id }) => id) }));
  const last = list.at(-1)?.id ?? -1;
  for (let from = 0; from <= last; ) from = await runFrom(command, from, verdicts);
}

/** Runs a worker until it ends or a mutant takes it down. Gives where to go on. */
function runFrom(command: string, from: number, verdicts: Map<number, Verdict>): Promise<number> {
  return new Promise((resolve, reject) => {
    const arguments_ = ['--max-old-space-size=1500', WORKER, folder, command, String(from)];
    const worker = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
    let current = -1;
    let running = -1;
    const kill = () => worker.kill('SIGKILL');
    let watchdog = setTimeout(kill, 120_000);
    createInterface(worker.stdout).on('line', (line) => {
      clearTimeout(watchdog);
      watchdog = setTimeout(kill, 30_000);
      if (!line.startsWith('{')) return;
      const event = JSON.parse(line) as { id?: number; verdict?: Verdict; started?: number; slow?: string[] };
      if (event.slow !== undefined) writeFileSync(join(folder, 'slow.json'), JSON.stringify(event.slow));
      if (event.started !== undefined) current = running = event.started;
      if (event.id === undefined) return;
      verdicts.set(event.id, event.verdict!);
      running = -1;
      if (verdicts.size % 500 === 0) console.error(`${verdicts.size} mutants`);
    });
    worker.on('close', () => {
      clearTimeout(watchdog);
      if (current < 0) return reject(new Error('the tests do not pass without a mutant'));
      if (running >= 0) verdicts.set(running, 'crashed');
      resolve(current + 1);
    });
  });
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', "'");
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
}

/** Prints the survivors and writes the report. Gives the score in percent. */
function print(): number {
  const ran = mutants.filter(({ id }) => verdicts.has(id));
  const alive = ran.filter(({ id }) => verdicts.get(id) === 'survived' || verdicts.get(id) === 'uncovered');
  const reasonOf = (mutant: Mutant) =>
    equivalents.find((each) => mutant.file.endsWith(`/${each.file}`) && mutant.original.includes(each.original))?.why;
  const percent = (some: number, of: number) => (of === 0 ? 100 : (100 * some) / of);
  const rows = [...Map.groupBy(ran, ({ file }) => file)].map(([file, all]) => {
    const left = all.filter((mutant) => alive.includes(mutant));
    return { file, all: all.length, left: left.length, score: percent(all.length - left.length, all.length) };
  });
  const total = percent(ran.length - alive.length, ran.length);
  const excused = alive.filter((mutant) => reasonOf(mutant) !== undefined);
  const open = alive.filter((mutant) => reasonOf(mutant) === undefined);
  for (const mutant of open) console.log(lineOf(mutant));
  const kinds = [...Map.groupBy(ran, ({ kind }) => kind)].map(
    ([kind, all]) => `| ${kind} | ${all.length} | ${all.filter((mutant) => alive.includes(mutant)).length} |`,
  );
  const slow = JSON.parse(readFileSync(join(folder, 'slow.json'), 'utf8')) as string[];
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const summary = `${ran.length} mutants, ${ran.length - alive.length} killed, ${alive.length} alive (${excused.length} of them classified): ${total.toFixed(1)} %; without the classified ${percent(ran.length - alive.length, ran.length - excused.length).toFixed(1)} %; at least ${LEAST} %, goal ${GOAL} %; ${seconds} s`;
  console.log(summary);
  const table = (list: readonly Mutant[], last: (mutant: Mutant) => string) =>
    list
      .map(
        (mutant) =>
          `| ${mutant.file.replace('src/', '')}:${mutant.line} | ${mutant.kind} | \`${short(mutant.original)}\` | \`${short(mutant.replacement)}\` |${last(mutant)}`,
      )
      .join('\n');
  if (flags.report && flags.only === '') {
    mkdirSync(join(root, 'docs/reports'), { recursive: true });
    writeFileSync(
      join(root, 'docs/reports/mutation-policy.md'),
      `# Mutation score of the policy engine

Made by \`npm run mutate:policy\` on ${new Date().toISOString().slice(0, 10)} with Node ${process.version}. Every mutant of every file below was run; nothing was sampled.

**${summary}**

A mutant is one small change: a comparison turned, a condition fixed, a literal emptied, a statement or block removed, a regular expression without an anchor. It is killed when a unit test of the engine fails, never ends, or takes the process down. ${slow.length} slow or timing tests were left out, so that what they alone would find counts as alive.

| file | mutants | alive | score |
|---|---:|---:|---:|
${rows.map(({ file, all, left, score }) => `| ${file.replace('src/', '')} | ${all} | ${left} | ${score.toFixed(1)} % |`).join('\n')}

| kind | mutants | alive |
|---|---:|---:|
${kinds.join('\n')}

## Alive, and why no test can tell, or none should

| where | kind | original | mutant | why |
|---|---|---|---|---|
${table(excused, (mutant) => ` ${reasonOf(mutant)} |`)}

## Alive: a test is missing

| where | kind | original | mutant |
|---|---|---|---|
${table(open, () => '')}
`,
    );
  }
  return total;
}
