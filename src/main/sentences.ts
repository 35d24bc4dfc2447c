import { Refusal } from '../cli/refusal.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { RootKeyRefused } from '../token/root-key.ts';

/** Does the work; what the store, the key file or the file system refuse becomes a refusal of the command, in one sentence. */
export async function inOneSentence<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreRefusal || error instanceof RootKeyRefused) throw new Refusal(error.message);
    throw refusedBySystem(error) ?? error;
  }
}

/** What is wrong where a file or folder cannot be made: whoever typed the command can mend it. */
const TROUBLES: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'this user may not write there'],
  ['EPERM', 'this user may not write there'],
  ['EROFS', 'the file system is read-only'],
  ['ENOTDIR', 'a part of the path is no folder'],
  ['EEXIST', 'it is there already, or a part of the path is no folder'],
  ['ENOSPC', 'the disk is full'],
]);

function refusedBySystem(error: unknown): Refusal | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  const trouble = TROUBLES.get(code ?? '');
  return trouble === undefined || path === undefined ? undefined : new Refusal(`cannot make \`${path}\`: ${trouble}`);
}
