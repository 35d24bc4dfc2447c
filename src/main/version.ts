import { existsSync, readFileSync } from 'node:fs';

/** The version in the package's manifest: one folder up from the built program, two from its source. */
export function packageVersion(): string {
  const manifest = ['../package.json', '../../package.json']
    .map((path) => new URL(path, import.meta.url))
    .find(existsSync);
  if (manifest === undefined) throw new Error('package.json is missing');
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
