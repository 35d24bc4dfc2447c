import { execFileSync } from 'node:child_process';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A test as vitest finds it: its file, and the titles from the outermost `describe` to the test itself. */
export interface NamedTest {
  readonly file: string;
  readonly titles: readonly string[];
}

/** Every test of the repository, by name. Nothing is run: vitest reads the files. */
export function listTests(): readonly NamedTest[] {
  const output = execFileSync('node_modules/.bin/vitest', ['list', '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const found = JSON.parse(output.slice(output.indexOf('['))) as { name: string; file: string }[];
  return found.map(({ name, file }) => ({ file: relative(root, file), titles: name.split(' > ') }));
}

/** Whether a file has a test, or a `describe`, of that title; or of those, where several stand with ` > ` between them. */
export function hasTest(tests: readonly NamedTest[], file: string, title: string): boolean {
  const wanted = ` > ${title} > `;
  return tests.some((test) => test.file === file && ` > ${test.titles.join(' > ')} > `.includes(wanted));
}

/** The attacks that tests name, as `attack/A01`, with the files that do. */
export function attackTests(tests: readonly NamedTest[]): ReadonlyMap<string, ReadonlySet<string>> {
  const held = new Map<string, Set<string>>();
  for (const { file, titles } of tests) {
    for (const [, id] of titles.join(' ').matchAll(/(?<![\w/])attack\/([A-J][0-9]{2})(?![0-9])/g)) {
      held.set(id!, (held.get(id!) ?? new Set()).add(file));
    }
  }
  return held;
}
