import { homedir } from 'node:os';
import { pythonLiteral } from '../output/python-text.ts';
import { readUpTo, TooLong } from '../read-up-to.ts';

/** A file that an option names and that cannot be read. */
export class ParameterFileError extends Error {}

/**
 * Reads what `file://NAME` and `fileb://NAME` name, as text or as bytes; gives `undefined` for any other word. `~` and
 * `$VARIABLES` are filled in; `/dev/stdin` is what is piped in. So secrets need not stand among the arguments.
 */
export function readParameterFile(
  word: string,
  env: Readonly<Record<string, string | undefined>>,
): string | Uint8Array | undefined {
  const isBinary = word.startsWith('fileb://');
  if (!isBinary && !word.startsWith('file://')) return undefined;
  const name = expandPath(word.slice(word.indexOf('://') + 3), env);
  const bytes = readBytes(name, word);
  if (isBinary) return bytes;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.replace(/\r\n?/g, '\n');
  } catch {
    throw new ParameterFileError(
      `Unable to load paramfile (${name}), text contents could not be decoded.  If this is a binary file, please use the fileb:// prefix instead of the file:// prefix.`,
    );
  }
}

/** Fills in the home folder and variables, as the shell would outside of quotes. */
export function expandPath(path: string, env: Readonly<Record<string, string | undefined>>): string {
  const fromHome = path === '~' || path.startsWith('~/') ? (env.HOME ?? homedir()) + path.slice(1) : path;
  return fromHome.replace(
    /\$(?:(\w+)|\{([^}]*)\})/g,
    (as, plain?: string, braced?: string) => env[plain ?? braced ?? ''] ?? as,
  );
}

/** The longest input that a server of ours takes has 1 MiB; a device could go on for ever. */
const BYTES_MAX = 8 * 1024 * 1024;

function readBytes(name: string, word: string): Uint8Array {
  try {
    return readUpTo(BYTES_MAX, name === '/dev/stdin' ? 0 : name);
  } catch (error) {
    if (error instanceof TooLong) throw new ParameterFileError(`Unable to load paramfile (${name}): ${error.message}`);
    const { code, errno } = error as NodeJS.ErrnoException;
    const why = WHY.get(code ?? '') ?? code ?? 'cannot be read';
    throw new ParameterFileError(
      `Unable to load paramfile ${word}: [Errno ${Math.abs(errno ?? 0)}] ${why}: ${pythonLiteral(name)}`,
    );
  }
}

/** As the system says it. */
const WHY: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'No such file or directory'],
  ['EACCES', 'Permission denied'],
  ['EISDIR', 'Is a directory'],
  ['ENOTDIR', 'Not a directory'],
  ['ELOOP', 'Too many levels of symbolic links'],
  ['ENAMETOOLONG', 'File name too long'],
]);
