/**
 * Reads every installed page of the manual with the programs that show it: groff and mandoc, without a warning, and man.
 * `npm run test:manual`; exits 1 with what they say. A program that is not on this machine is named as not run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeManPages } from './man-pages.ts';

interface Reader {
  readonly program: string;
  readonly args: readonly string[];
  /** What it says of every page of ours, on purpose: pages have no date, so that every build makes the same ones. */
  readonly expected?: RegExp;
}

const READERS: readonly Reader[] = [
  { program: 'groff', args: ['-man', '-ww', '-z', '-Tutf8'] },
  { program: 'mandoc', args: ['-T', 'lint', '-W', 'warning'], expected: /missing date, using ""/ },
  { program: 'man', args: ['--warnings', '-l'] },
];

const folder = mkdtempSync(join(tmpdir(), 'rolecall-man-'));
try {
  const names = await writeManPages(pathToFileURL(`${folder}/`));
  for (const reader of READERS) check(reader, names);
} finally {
  rmSync(folder, { recursive: true });
}

function check({ program, args, expected }: Reader, names: readonly string[]): void {
  if (spawnSync(program, ['--version']).error !== undefined) return console.log(`NOT RUN: ${program} is not installed`);
  let said = 0;
  // One page is as another to man, which takes long to start: the longest and the first are read.
  const read = program === 'man' ? ['rolecall.1', 'rolecall-sts-assume-role.1'] : names;
  for (const name of read) {
    const { status, stdout, stderr } = spawnSync(program, [...args, join(folder, name)], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '80', MANPAGER: 'cat', LC_ALL: 'C.UTF-8' },
    });
    // mandoc tells what it finds on stdout, where the others print the page.
    const lines = `${stderr}${program === 'mandoc' ? stdout : ''}`.split('\n').filter((line) => line !== '');
    const found = lines.filter((line) => expected?.test(line) !== true);
    for (const line of found) console.error(`${name}: ${line}`);
    const isWrong =
      found.length > 0 || (status !== 0 && program !== 'mandoc') || (program === 'man' && !/^NAME$/m.test(stdout));
    if (isWrong) said++;
  }
  console.log(`${program}: ${read.length} pages, ${said} with a warning`);
  if (said > 0) process.exitCode = 1;
}
