import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Makes a folder of our own, 0700, for a file that lives as long as the command: where the login has a place for such, else among the temporary ones. */
export function privateFolder(): string {
  const { XDG_RUNTIME_DIR: runtime } = process.env;
  return mkdtempSync(join(runtime && isAbsolute(runtime) ? runtime : tmpdir(), 'rolecall-'));
}
