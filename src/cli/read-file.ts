import { readUpTo } from './read-up-to.ts';
import { Refusal } from './refusal.ts';

/** The longest seed has a quarter of it; a device, or a link to one in a folder that somebody else wrote, goes on for ever. */
const BYTES_MAX = 32 * 1024 * 1024;

/** Reads a file that somebody named, or standard input as 0. What cannot be read is refused, as it is `called`, by the system's code and what it means. */
export function readFile(file: string | 0, called = `\`${file}\``): Buffer {
  try {
    return readUpTo(BYTES_MAX, file);
  } catch (error) {
    throw new Refusal(`cannot read ${called}: ${whyNot(error)}`);
  }
}

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'this user may not read it'],
  ['EISDIR', 'it is a folder'],
  ['EFBIG', `it has more than ${BYTES_MAX} bytes`],
]);

function whyNot(error: unknown): string {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  const meaning = MEANINGS.get(code);
  return meaning === undefined ? code : `${code}, ${meaning}`;
}
