import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseLoad } from './load.ts';
import { CONNECTIONS } from './options.ts';
import { replay } from './replay.ts';
import { surroundings } from './report.ts';
import { writeRequests } from './request-file.ts';
import { type Built, buildStore } from './scale/build-store.ts';
import { report, type ScaleResult } from './scale/report.ts';
import { type Kind, markersOf, PAGE, signRequests } from './scale/requests.ts';
import { type Measure, measureBoth, type Prepared, summary } from './scale/rounds.ts';
import { timeStartsOf } from './scale/start-up.ts';
import { type Server, startRolecall } from './servers.ts';
import { seeded } from './statistics.ts';

/**
 * What an account of 50,000 roles and 50,000 users costs against one of a hundred of each: two stores, each served by a real
 * `rolecall serve`, asked the same in turns. Ratios only; absolute figures belong to the machine. Exits with 1 where a gate fails.
 *
 *   node bench/scale.ts [--roles 50000] [--rounds 15] [--seconds 1] [--seed SEED] [--folder DIR] [--no-results]
 */
const SMALL = 100;
const RATIO_MAX = 1.25;
/** So many distinct requests where there are fewer things to ask about: session names and callers differ. */
const ENOUGH = 2000;

const { values } = parseArgs({
  options: {
    roles: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '1' },
    starts: { type: 'string', default: '9' },
    seed: { type: 'string', default: 'room-for-all' },
    folder: { type: 'string', default: tmpdir() },
    profile: { type: 'string' },
    'no-results': { type: 'boolean', default: false },
  },
});
const LARGE = Number(values.roles);

if (!existsSync(new URL('../dist/rolecall.js', import.meta.url))) throw new Error('not built yet: npm run build');
let files = 0;
const running: Server[] = [];
const home = mkdtempSync(join(values.folder, 'rolecall-scale-'));
try {
  const result = await measure();
  const page = report(result);
  process.stdout.write(`\n${page}\n`);
  if (!values['no-results'] && values.profile === undefined) {
    writeFileSync(new URL('results/scale.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
    writeFileSync(new URL('results/scale.md', import.meta.url), page);
  }
  const failed = result.measures.filter(
    ({ isGated, ratio, cpuRatio }) => isGated && Math.max(ratio, cpuRatio) > RATIO_MAX,
  );
  for (const { name } of failed) process.stdout.write(`FAILED: ${name} is slower by more than a quarter\n`);
  const errors = result.measures.reduce((sum, each) => sum + each.errors, 0);
  if (errors > 0) process.stdout.write(`FAILED: ${errors} requests failed\n`);
  process.exitCode = failed.length + errors > 0 ? 1 : 0;
} finally {
  await Promise.all(running.map((server) => server.stop()));
  rmSync(home, { recursive: true, force: true });
}

async function measure(): Promise<ScaleResult> {
  const place = surroundings();
  const { name: generator, load } = chooseLoad('auto');
  say(`building stores of ${SMALL} and ${LARGE} roles, with as many users`);
  const built = {
    small: await buildStore(join(home, 'small'), SMALL),
    large: await buildStore(join(home, 'large'), LARGE),
  };
  const fileMegabytes = statSync(join(built.large.data, 'rolecall.db')).size / 2 ** 20;
  say(`${fileMegabytes.toFixed(0)} MB, built in ${built.large.seconds.toFixed(0)} s; timing start-up`);
  const startUp = await timeStartsOf(built.small.data, built.large.data, Number(values.starts));

  const flags = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  const servers = { small: await startRolecall(built.small.data), large: await startRolecall(built.large.data, flags) };
  running.push(servers.small, servers.large);
  const idleMb = rss(servers);
  say('signing requests');
  const markers = await markersOf(built.large, servers.large);
  if (markers.length !== Math.ceil(LARGE / PAGE)) throw new Error(`the list of roles came in ${markers.length} pages`);
  const draw = seeded(values.seed);
  const some = Array.from({ length: SMALL }, (_, n) => n);
  const spread = some.map((n) => Math.floor((n * LARGE) / SMALL));
  const any = shuffled(LARGE, draw);
  const gated: Measure[] = [
    { name: 'GetRole, the same 100 roles', isGated: true, ...prepared('GetRole', some, spread) },
    {
      name: `ListRoles, a page of ${PAGE}`,
      isGated: true,
      ...prepared('ListRoles', [undefined], shuffledOf(markers, draw)),
    },
    { name: 'AssumeRole, the same 100 roles', isGated: true, ...prepared('AssumeRole', some, spread) },
  ];
  const options = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
  say(`${options.rounds} rounds of ${options.seconds} s of each on each, by ${generator}`);
  const rounds = await measureBoth(servers, gated, load, options);
  const loadedMb = rss(servers);

  // Afterwards: roles that are known make a large heap, which is marked in every other request's time too.
  const few = { ...options, rounds: Math.ceil(options.rounds / 3) };
  say(`${few.rounds} rounds of any role`);
  const others: Measure[] = [
    { name: 'GetRole, any role', isGated: false, ...prepared('GetRole', some, any) },
    { name: 'AssumeRole, any role, first time', isGated: false, ...prepared('AssumeRole', some, any) },
  ];
  rounds.push(...(await measureBoth(servers, others, load, few)));

  say(`assuming each of ${LARGE} roles once`);
  const unanswered = await assumeAll(servers.large, built.large);
  const allKnownMb = rss(servers);
  const known: Measure[] = [
    { name: 'AssumeRole, any role, known', isGated: false, ...prepared('AssumeRole', some, any.slice(0, LARGE / 2)) },
  ];
  rounds.push(...(await measureBoth(servers, known, load, few)));
  if (unanswered > 0) throw new Error(`${unanswered} of ${LARGE} roles could not be assumed`);
  return {
    ...place,
    options: { ...options, small: SMALL, large: LARGE, seed: values.seed, connections: CONNECTIONS },
    generator,
    ratioMax: RATIO_MAX,
    fileMegabytes,
    buildSeconds: built.large.seconds,
    startUp,
    memoryMb: { idle: idleMb, loaded: loadedMb, allKnown: allKnownMb },
    measures: [...gated, ...others, ...known].map((each) => summary(each, rounds)),
    rounds,
  };

  function prepared(
    kind: Kind,
    small: readonly (number | undefined)[],
    large: readonly (number | string | undefined)[],
  ) {
    const file = (size: 'small' | 'large', about: readonly (number | string | undefined)[]): Prepared => {
      const enough = about.length >= ENOUGH ? about : Array.from({ length: ENOUGH }, (_, n) => about[n % about.length]);
      const requests = signRequests(kind, built[size], servers[size], enough);
      const path = join(home, `${kind}-${size}-${files++}`);
      writeRequests(
        path,
        requests.map((raw) => ({ raw })),
      );
      return { path, requests: requests.length };
    };
    return { kind, small: file('small', small), large: file('large', large) };
  }
}

async function assumeAll(server: Server, built: Built): Promise<number> {
  const requests = signRequests(
    'AssumeRole',
    built,
    server,
    Array.from({ length: built.roles }, (_, n) => n),
  );
  let following = 0;
  let unanswered = 0;
  await replay({
    port: server.port,
    connections: CONNECTIONS,
    next: () => (following < requests.length ? following++ : undefined),
    raw: (n) => requests[n]!,
    answered: (_n, { status }) => {
      if (status !== 200) unanswered++;
    },
    broken: () => unanswered++,
  });
  return unanswered;
}

function rss({ small, large }: { readonly small: Server; readonly large: Server }) {
  return { small: small.rssMegabytes(), large: large.rssMegabytes() };
}

function shuffled(count: number, draw: (below: number) => number): number[] {
  return shuffledOf(
    Array.from({ length: count }, (_, n) => n),
    draw,
  );
}

/** Fisher and Yates. */
function shuffledOf<Item>(items: readonly Item[], draw: (below: number) => number): Item[] {
  const list = [...items];
  for (let n = list.length - 1; n > 0; n--) {
    const other = draw(n + 1);
    [list[n], list[other]] = [list[other]!, list[n]!];
  }
  return list;
}

function say(what: string): void {
  process.stdout.write(`${what}\n`);
}
