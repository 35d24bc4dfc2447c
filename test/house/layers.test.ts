import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The floors of the house, from the cellar up (ARCHITECTURE.md). Neighbours on a floor do not import each other. */
const FLOORS = [
  ['base'],
  ['policy', 'model', 'password'],
  ['store', 'sigv4', 'token', 'federation', 'client', 'manual'],
  ['principal', 'mfa', 'issuer', 'authorizer'],
  ['operation'],
  ['sts', 'iam', 'gate', 'audit', 'metrics'],
  ['query', 'seed', 'reach', 'lint'],
  ['http', 'console', 'authorize'],
  ['cli'],
  ['main'],
  ['library'],
];

const src = resolve(import.meta.dirname, '../../src');
const architecture = readFileSync(resolve(src, '../ARCHITECTURE.md'), 'utf8');
const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
);

describe('layers', () => {
  it('prints the ten longest files', () => {
    const lines = (file: string) => readFileSync(join(src, file), 'utf8').split('\n').length - 1;
    const longest = files.filter((file) => !file.includes('generated/')).map((file) => ({ file, lines: lines(file) }));
    longest.sort((a, b) => b.lines - a.lines);
    console.log(
      `the ten longest files:\n${longest
        .slice(0, 10)
        .map((one) => `  ${one.lines} ${one.file}`)
        .join('\n')}`,
    );
    expect(longest.length).toBeGreaterThan(100);
  });

  it('every room stands on a floor', () =>
    expect([...new Set(files.map(roomOf))].filter((room) => floorOf(room) < 0)).toEqual([]));

  it('the table of ARCHITECTURE.md shows the same floors', () => {
    const rows = [...architecture.matchAll(/^\| ([0-9]+) \| ((?:`[a-z0-9]+`(?:, )?)+) \| \S.* \|$/gm)];
    const shown = rows.flatMap(([, floor, rooms]) =>
      [...rooms!.matchAll(/[a-z0-9]+/g)].map(([room]) => [room, Number(floor)] as const),
    );
    const standing = FLOORS.flatMap((rooms, floor) => rooms.map((room) => [room, floor] as const));
    expect(shown.sort()).toEqual(standing.sort());
  });

  it('a file imports its own room and the floors below', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((room) => room !== roomOf(file) && floorOf(room) >= floorOf(roomOf(file)))
        .map((room) => `${file} imports ${room}`),
    );
    expect(wrong).toEqual([]);
  });

  it('the policy engine needs no Node', () => {
    const reached = new Set<string>();
    const visit = (file: string) => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const target of specifiersOf(file))
        if (target.startsWith('.')) visit(relative(src, resolve(src, file, '..', target)));
    };
    visit('policy/index.ts');
    const foreign = [...reached].flatMap((file) =>
      specifiersOf(file)
        .filter((target) => !target.startsWith('.'))
        .map((target) => `${file}: ${target}`),
    );
    expect(foreign).toEqual([]);
  });
});

function roomOf(file: string): string {
  return file.split('/')[0]!;
}

function specifiersOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((found) => found[1]!);
}

function importsOf(file: string): string[] {
  return specifiersOf(file)
    .filter((target) => target.startsWith('.'))
    .map((target) => roomOf(relative(src, resolve(src, file, '..', target))));
}
