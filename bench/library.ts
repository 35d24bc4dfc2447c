import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProcess } from './library/in-process.ts';
import { startUps } from './library/start-ups.ts';
import { surroundings } from './report.ts';

/**
 * Measures the package as it is installed, from the packed JavaScript: how long `rolecall --version` takes, how long a process
 * takes that starts the fixture and ends, and how long 1,000 AssumeRole calls take against 1,000 requests to a bare
 * `node:http` server. Ratios only, each taken within a round, all in turn. Exits with 1 where a gate fails.
 */
const gates = { versionMax: 3, fixtureMax: 5, callsMax: 5 } as const;

const root = new URL('..', import.meta.url);
if (!existsSync(new URL('dist/index.js', root))) throw new Error('not built yet: npm run build');
const argv = process.argv.slice(2);
const rounds = Number(argv[argv.indexOf('--rounds') + 1] || 0) || 15;

const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-library-'));
try {
  const place = surroundings();
  const installed = unpacked(folder);
  const starts = await startUps(installed, folder, rounds);
  const calls = await inProcess(installed, Math.max(5, Math.round(rounds / 2)));
  const two = (value: number) => value.toFixed(2);
  const row = (what: string, { ratio, range }: Measured, gate?: number) =>
    `| ${what} | ${two(ratio)} | ${two(range[0])} to ${two(range[1])} | ${gate ?? ''} |`;
  const table = [
    '| against | ratio, median | lowest to highest | at most |',
    '|---|--:|--:|--:|',
    row('`rolecall --version`, the launcher of the package, to `node -e 0`', starts.version, gates.versionMax),
    row('`rolecall --help`, to `node -e 0`', starts.help),
    row('a process that starts the fixture, stops it and ends, to `node -e 0`', starts.fixture, gates.fixtureMax),
    row('the same over a port, by `startRolecall`', starts.port),
    row('the same with a seed', starts.seeded),
    row(
      '1,000 AssumeRole calls over a port, to 1,000 requests to a bare server, same client',
      calls.overPort,
      gates.callsMax,
    ),
    row('1,000 AssumeRole calls in the process, to the same', calls.without),
    '',
    `Medians of ${rounds} rounds of start-ups and ${calls.rounds} of calls; the first of each is thrown away. Within a round all are measured in turn.`,
    `${place.date}, ${place.commit}, Node ${place.versions.node}, ${place.machine.cores} x ${place.machine.cpu}, load ${two(place.machine.load)}.`,
  ].join('\n');
  process.stdout.write(`${table}\n`);
  if (!argv.includes('--no-results')) {
    const file = (name: string) => new URL(`results/${name}`, import.meta.url);
    writeFileSync(file('library.json'), `${JSON.stringify({ ...place, gates, starts, calls }, null, 2)}\n`);
    writeFileSync(file('library.md'), `# The library against a bare Node\n\n${table}\n`);
  }
  const failed = [
    ...(starts.version.ratio > gates.versionMax ? ['--version'] : []),
    ...(starts.fixture.ratio > gates.fixtureMax ? ['the start of the fixture'] : []),
    ...(calls.overPort.ratio > gates.callsMax ? ['1,000 calls'] : []),
  ];
  for (const what of failed) process.stdout.write(`FAILED: ${what} takes longer than its figure allows\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Measured {
  readonly ratio: number;
  readonly range: readonly [number, number];
}

/** The package as npm packs it, where npm would put it. */
function unpacked(into: string): URL {
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', into], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const target = join(into, 'node_modules/rolecall');
  mkdirSync(target, { recursive: true });
  const tarball = join(into, JSON.parse(packed)[0].filename);
  execFileSync('tar', ['xzf', tarball, '-C', target, '--strip-components=1']);
  return new URL(`file://${target}/`);
}
