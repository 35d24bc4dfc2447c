import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { bundleLibrary, bundleProgram } from './bundle.ts';
import { writeDeclarations } from './declarations.ts';
import { thirdPartyNotices } from './third-party.ts';

/**
 * Builds `dist/`: the program and the entries for programs as a few files each, the types of those entries, the catalogue of
 * AWS managed policies, the manual, a page each, as man reads it, and the notices of what is bundled.
 * Few files are for start-up: loading the SQL builder as its 300 modules takes four times as long as Node itself
 * (docs/decisions/bundled-program.md).
 */
const root = new URL('..', import.meta.url);
const out = new URL('dist/', root);

// Beside the old one, which stands until all of the new one is there: a server may be running from it.
const stage = new URL(`.cache/build-${process.pid}/`, root);
const before = new URL(`.cache/build-${process.pid}-before/`, root);
try {
  mkdirSync(stage, { recursive: true });
  writeFileSync(new URL('aws-managed-policies.br', stage), awsManagedPolicies(root));
  const chunks = [...(await bundleProgram(root, stage)), ...(await bundleLibrary(root, stage))];
  writeFileSync(new URL('third-party.txt', stage), thirdPartyNotices(chunks));
  writeDeclarations(root, new URL('types/', stage));
  // Loaded last: it reads the whole command line.
  const { writeManPages } = await import('./man-pages.ts');
  await writeManPages(new URL('man/', stage));
  move(out, before);
  renameSync(stage, out);
} finally {
  for (const left of [stage, before]) rmSync(left, { recursive: true, force: true });
}

function move(from: URL, to: URL): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
