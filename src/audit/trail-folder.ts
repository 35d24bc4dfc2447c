import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the trail of a data folder lies. */
export const trailFolder = (data: string): string => join(data, 'audit');

export const makeTrailFolder = (folder: string): void => void mkdirSync(folder, { recursive: true, mode: 0o700 });

export interface TrailFile {
  readonly path: string;
  /** Counts up from 1 and is never given twice: a file that is missing is seen. */
  readonly number: number;
}

/** `000007-2026-11-22.jsonl`: in the order in which they were begun. */
export const trailFileName = (number: number, nowMs: number): string =>
  `${String(number).padStart(6, '0')}-${new Date(nowMs).toISOString().slice(0, 10)}.jsonl`;

/** The files of a trail, oldest first; none where there is no folder. */
export function trailFiles(folder: string): readonly TrailFile[] {
  return namesIn(folder)
    .flatMap((name) => {
      const number = /^([0-9]{6,12})-[0-9-]{10}\.jsonl$/.exec(name)?.[1];
      return number === undefined ? [] : [{ path: join(folder, name), number: Number(number) }];
    })
    .sort((a, b) => a.number - b.number);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
