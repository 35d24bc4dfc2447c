import { randomBytes } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { writePrivately } from '../../base/private-file.ts';
import type { Edited } from '../../client/profiles/edit-ini.ts';
import { Refusal } from '../refusal.ts';

/** A file as it shall be. */
export interface Draft extends Edited {
  readonly file: string;
  /** What it held when it was read; absent where it was missing. */
  readonly before: string | undefined;
}

/** Reads a file and edits it; nothing is written. */
export function draftOf(file: string, edit: (text: string) => Edited): Draft {
  const before = read(file);
  return { file, before, ...edit(before ?? '') };
}

/**
 * Writes files so that each is there whole, as it was or as it shall be, whatever happens meanwhile: beside the file, then in its
 * place. All are written before the first takes its place. A link stays a link: what it leads to is replaced. They hold secrets, so
 * their owner alone may read them from now on.
 */
export function writeWhole(drafts: readonly Draft[]): void {
  const ready: { readonly beside: string; readonly target: string }[] = [];
  try {
    for (const { file, text, before } of drafts) {
      if (read(file) !== before)
        throw new Refusal(`\`${file}\` was changed by somebody else meanwhile: nothing was done`);
      const target = targetOf(file);
      const beside = `${target}.${randomBytes(6).toString('hex')}`;
      ready.push({ beside, target });
      makeFolder(dirname(target));
      writeBeside(beside, target, text);
    }
    for (const { beside, target } of ready) renameSync(beside, target);
  } catch (error) {
    for (const { beside } of ready) rmSync(beside, { force: true });
    if (error instanceof Refusal) throw error;
    const { code, path } = error as NodeJS.ErrnoException;
    throw new Refusal(`cannot write \`${path ?? drafts[0]?.file}\`: ${code}`);
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new Refusal(`cannot read \`${file}\`: ${code}`);
  }
}

const LINKS_MAX = 16;

/** Where a chain of links ends, be there a file or not. */
function targetOf(file: string): string {
  let target = resolve(file);
  for (let links = 0; lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink(); links++) {
    if (links === LINKS_MAX) throw new Refusal(`\`${file}\` is a link that leads nowhere`);
    target = resolve(dirname(target), readlinkSync(target));
  }
  return target;
}

function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) mkdirSync(folder, { mode: 0o700 });
}

function writeBeside(beside: string, target: string, text: string): void {
  writePrivately(beside, text);
  const owner = statSync(target, { throwIfNoEntry: false });
  // With `sudo` the file would else become root's.
  if (owner !== undefined && owner.uid !== process.geteuid?.()) chownSync(beside, owner.uid, owner.gid);
}
