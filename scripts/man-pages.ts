import { mkdirSync, writeFileSync } from 'node:fs';
import type { Kit } from '../src/cli/command.ts';
import { allPages } from '../src/cli/manual/pages.ts';
import { program } from '../src/cli/program.ts';
import { packageVersion } from '../src/main/version.ts';
import type { Page } from '../src/manual/document.ts';
import { toRoff } from '../src/manual/roff.ts';

/** The program as its manual sees it: with all its commands, none of which is carried out. */
export const describedProgram = () =>
  program({ house: { version: packageVersion() }, terminal: { print() {}, error() {} } } as unknown as Kit);

/** Every page of the manual. */
export const manual = (): Promise<readonly Page[]> => allPages(describedProgram());

/** Writes the manual as man reads it: a file for each page, `rolecall-sts-assume-role.1`. Gives their names. */
export async function writeManPages(folder: URL): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const pages = await manual();
  for (const page of pages) writeFileSync(new URL(`${page.name}.1`, folder), toRoff(page, packageVersion()));
  return pages.map(({ name }) => `${name}.1`);
}

/**
 * The text of `package.json` with every page in its `man`. npm links the pages that are listed there and no others: of a
 * folder of them it reads nothing when it installs.
 */
export async function withManPages(text: string): Promise<string> {
  const { man: _before, ...rest } = JSON.parse(text) as Record<string, unknown>;
  const man = (await manual()).map(({ name }) => `./dist/man/${name}.1`).sort();
  return `${JSON.stringify({ ...rest, man }, undefined, 2)}\n`;
}
