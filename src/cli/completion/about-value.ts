import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Environment } from '../../client/profiles/aws-files.ts';
import { expandPath } from '../aws/parameter-file.ts';
import type { Candidates } from './candidate.ts';

/** More would scroll away. */
const FILES_MAX = 200;

/** The files that `file://...` may go on with, which no shell completes; `undefined` for any other word. */
export function aboutValue(word: string, env: Environment): Candidates | undefined {
  const prefix = /^fileb?:\/\//.exec(word)?.[0];
  if (prefix === undefined) return undefined;
  const typed = word.slice(prefix.length);
  const folder = typed.endsWith('/') ? typed : typed.includes('/') ? `${dirname(typed).replace(/\/$/, '')}/` : '';
  try {
    const entries = readdirSync(expandPath(folder === '' ? '.' : folder, env), { withFileTypes: true });
    const hidden = typed.slice(folder.length).startsWith('.');
    return {
      words: entries
        .filter(({ name }) => hidden || !name.startsWith('.'))
        .map((entry) => ({ word: `${prefix}${folder}${entry.name}${entry.isDirectory() ? '/' : ''}` }))
        .filter((candidate) => candidate.word.startsWith(word))
        .slice(0, FILES_MAX),
    };
  } catch {
    return { words: [] };
  }
}
