/**
 * Runs the instrumented engine's tests, mutant by mutant, in one process: `node worker.ts FOLDER switched|loaded FROM`.
 * Each line that it prints is an event in JSON. The switch counts how often it is asked, so that an endless loop ends.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Collected, collect } from './vitest.ts';

const [folder = '', command = '', argument = ''] = process.argv.slice(2);
const { tests } = JSON.parse(readFileSync(join(folder, 'tests.json'), 'utf8')) as { tests: string[] };

class Endless extends Error {}
const state = {
  active: -1,
  budget: Number.POSITIVE_INFINITY,
  seen: undefined as Set<number> | undefined,
};
Object.assign(globalThis, {
  __mutant: (id: number): boolean => {
    if (--state.budget < 0) throw new Endless();
    state.seen?.add(id);
    return id === state.active;
  },
});

/** Slower tests are left out: what they find, one after another, takes longer than it is worth. */
const SLOW_MS = 150;
const BUDGET = 20_000_000;
/** Modules are never unloaded. */
const LOADED_PER_PROCESS = 60;
const CONTROL = -2;

interface Known {
  readonly name: string;
  readonly seen: ReadonlySet<number>;
  readonly ms: number;
}

const { mutants } = JSON.parse(readFileSync(join(folder, 'mutants.json'), 'utf8')) as { mutants: number[] };
const wanted = mutants.filter((id) => id >= Number(argument));

// Modules are loaded once; with another version in their addresses they are other modules.
let version = 0;
const copy = pathToFileURL(join(folder, '/')).href;
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return found.url.startsWith(copy) ? { ...found, url: `${found.url.split('?')[0]}?${version}` } : found;
  },
});

if (command === 'loaded') {
  const slow = new Set(JSON.parse(readFileSync(join(folder, 'slow.json'), 'utf8')) as string[]);
  // The control: a mutant that does not exist has to survive.
  for (const id of [CONTROL, ...wanted.slice(0, LOADED_PER_PROCESS)]) {
    if (id !== CONTROL) report({ started: id });
    version++;
    state.active = id;
    const verdict = await survives(async () =>
      [...(await load())].map(
        ([file, body]) =>
          () =>
            runAll(body, (test) => !slow.has(`${file} ${test.name}`)),
      ),
    );
    if (id === CONTROL && verdict !== 'survived') throw new Error('the tests do not pass without a mutant');
    if (id !== CONTROL) report({ id, verdict });
  }
} else {
  const bodies = await load();
  const known = new Map<string, { inBody: ReadonlySet<number>; tests: Known[] }>();
  const slow: string[] = [];
  for (const [file, body] of bodies) known.set(file, await baseline(file, body, slow));
  report({ slow });
  const control = await survives(async () =>
    [...known].map(([file, { tests }]) => () => {
      const names = new Set(tests.map(({ name }) => name));
      return runAll(bodies.get(file)!, ({ name }) => names.has(name));
    }),
  );
  if (control !== 'survived') throw new Error('the tests do not pass twice without a mutant');
  for (const id of wanted) {
    report({ started: id });
    const runs = [...known].flatMap(([file, { inBody, tests }]) => {
      const names = new Set(
        (inBody.has(id) ? tests : tests.filter(({ seen }) => seen.has(id))).map(({ name }) => name),
      );
      return names.size === 0
        ? []
        : [
            {
              cost: tests.filter(({ name }) => names.has(name)).reduce((sum, { ms }) => sum + ms, 0),
              run: () => runAll(bodies.get(file)!, ({ name }) => names.has(name)),
            },
          ];
    });
    if (runs.length === 0) {
      report({ id, verdict: 'uncovered' });
      continue;
    }
    state.active = id;
    const verdict = await survives(async () => runs.sort((a, b) => a.cost - b.cost).map(({ run }) => run));
    state.active = -1;
    report({ id, verdict });
  }
}

async function load(): Promise<Map<string, () => void>> {
  const bodies = new Map<string, () => void>();
  for (const file of tests) {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as { default: () => void };
    bodies.set(file, module.default);
  }
  return bodies;
}

async function baseline(
  file: string,
  body: () => void,
  slow: string[],
): Promise<{ inBody: ReadonlySet<number>; tests: Known[] }> {
  const inBody = new Set<number>();
  state.seen = inBody;
  const found = collect(body);
  const kept: Known[] = [];
  for (const test of found) {
    const seen = new Set<number>();
    state.seen = seen;
    const started = performance.now();
    // A test that needs more of vitest than there is here is of no use here.
    const passed = await survives(async () => [async () => void (await test.run())]);
    const ms = performance.now() - started;
    if (passed !== 'survived' || ms > SLOW_MS || /\bcost/.test(test.name)) slow.push(`${file} ${test.name}`);
    else kept.push({ name: test.name, seen, ms });
  }
  state.seen = undefined;
  return { inBody, tests: kept };
}

async function runAll(body: () => void, wanted: (test: Collected) => boolean): Promise<void> {
  state.budget = BUDGET;
  for (const test of collect(body)) {
    if (!wanted(test)) continue;
    state.budget = BUDGET;
    await test.run();
  }
}

async function survives(runs: () => Promise<(() => Promise<void>)[]>): Promise<string> {
  try {
    state.budget = BUDGET;
    for (const run of await runs()) await run();
    return 'survived';
  } catch (failure) {
    return failure instanceof Endless ? 'endless' : 'killed';
  } finally {
    state.budget = Number.POSITIVE_INFINITY;
  }
}

function report(event: unknown): void {
  console.log(JSON.stringify(event));
}
