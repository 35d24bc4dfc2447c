import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readPrivateFile } from '../private-file.ts';
import type { DatabaseAddress } from './address.ts';

/** The file in which PostgreSQL's own programs look for passwords: PGPASSFILE, else `~/.pgpass`. */
const passFile = (environment: NodeJS.ProcessEnv): string | undefined => {
  const usual = join(homedir(), '.pgpass');
  return environment.PGPASSFILE ?? (existsSync(usual) ? usual : undefined);
};

/**
 * The password for an address, from a file of lines `host:port:database:user:password`; the first line that fits decides, as
 * in PostgreSQL's own programs (PostgreSQL manual, 34.16). Refuses a file that others can read, where those only warn.
 */
export function passwordFor(address: DatabaseAddress, environment: NodeJS.ProcessEnv): string | undefined {
  const file = passFile(environment);
  if (file === undefined) return undefined;
  // A socket in a folder is named by the folder, or as `localhost`.
  const hosts = address.host.startsWith('/') ? [address.host, 'localhost'] : [address.host];
  for (const line of readPrivateFile(file).split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const [host, port, database, user, password] = fields(line);
    const fits =
      password !== undefined &&
      (host === '*' || hosts.includes(host!)) &&
      (port === '*' || port === String(address.port)) &&
      (database === '*' || database === address.database) &&
      (user === '*' || user === address.user);
    if (fits) return password;
  }
  return undefined;
}

/** Splits at colons; a backslash takes the next character to the letter. */
function fields(line: string): string[] {
  const found: string[] = [''];
  for (let at = 0; at < line.length; at++) {
    if (line[at] === ':') found.push('');
    else {
      if (line[at] === '\\' && at + 1 < line.length) at++;
      found[found.length - 1] += line.charAt(at);
    }
  }
  return found;
}
