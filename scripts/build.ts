import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { awsManagedPolicies } from './aws-managed-policies.ts';

/**
 * Builds `dist/`: every module with its types by `tsc`, for `exports`, and the program as one file by rolldown.
 * The one file is for start-up: loading the SQL builder as its 300 modules takes four times as long as Node itself
 * (docs/decisions/bundled-program.md). Beside them lie the catalogue of AWS managed policies
 * and the manual, a page each, as man reads it.
 */
const root = new URL('..', import.meta.url);
const inRoot = { cwd: root, stdio: 'inherit' } as const;

// Made before anything is taken away: it takes seconds, and a server may be running from the old one.
const catalogue = awsManagedPolicies(root);

rmSync(new URL('dist', root), { recursive: true, force: true });
mkdirSync(new URL('dist', root));
writeFileSync(new URL('dist/aws-managed-policies.br', root), catalogue);
execFileSync('tsc', ['-p', 'tsconfig.build.json'], inRoot);

const bundle = await rolldown({
  input: new URL('src/main/rolecall.ts', root).pathname,
  platform: 'node',
  external: [/^@aws-sdk\//],
});
await bundle.write({
  dir: new URL('dist', root).pathname,
  format: 'esm',
  entryFileNames: 'rolecall.js',
  chunkFileNames: 'rolecall-[name].js',
});
// Loaded last: it reads the whole command line.
const { writeManPages } = await import('./man-pages.ts');
await writeManPages(new URL('dist/man/', root));
