import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openUntrusted } from '../../base/private-file.ts';
import type { SessionCache } from '../../client/chain.ts';
import type { Credentials } from '../../client/connection.ts';
import { needOf } from '../../client/renewing.ts';
import { folderProblem, makeSessionFolder, ownerProblem, sessionFolder } from './session-folder.ts';

const SIZE_MAX = 64 * 1024;
const FILES_MAX = 1000;
/** No session of a role lives longer. */
const LIFE_MAX_MS = 12 * 3_600_000;

/**
 * Keeps sessions in files that only their owner can read, one each, in a folder that only their owner can write. Whoever could
 * write such a file could have a person work with somebody else's credentials, so one that others own or can write is not read;
 * `tell` hears why. What cannot be kept is asked for again: no command fails for want of a cache.
 */
export function sessionFiles(env: NodeJS.ProcessEnv, tell: (sentence: string) => void): SessionCache {
  const folder = sessionFolder(env);
  const fileOf = (key: string) => join(folder, `${key}.json`);
  return {
    get(key) {
      try {
        if (folderProblem(env) !== undefined) return undefined;
        return read(fileOf(key), Date.now());
      } catch (error) {
        if (!isMissing(error)) tell(`the kept session \`${fileOf(key)}\` is not used: ${why(error)}`);
        return undefined;
      }
    },
    put(key, credentials) {
      try {
        makeSessionFolder(env);
        const problem = folderProblem(env);
        if (problem !== undefined) throw new Error(problem);
        write(folder, fileOf(key), credentials, Date.now());
        prune(folder, Date.now());
      } catch (error) {
        tell(`the session is not kept: ${why(error)}`);
      }
    },
  };
}

function read(file: string, nowMs: number): Credentials | undefined {
  const descriptor = openUntrusted(file);
  let text: string;
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size > SIZE_MAX) throw new Error('it is no file of ours');
    const problem = ownerProblem(stats, 0o077);
    if (problem !== undefined) throw new Error(`it ${problem}`);
    text = readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
  const { credentials, heldSinceMs } = parse(text);
  return needOf(credentials, heldSinceMs, nowMs) === 'now' ? undefined : credentials;
}

function parse(text: string): { readonly credentials: Credentials; readonly heldSinceMs: number } {
  const damaged = new Error('it is damaged');
  let kept: Record<string, unknown>;
  try {
    kept = Object(JSON.parse(text));
  } catch {
    throw damaged;
  }
  const { Version, HeldSince, AccessKeyId, SecretAccessKey, SessionToken, Expiration } = kept;
  const texts = [AccessKeyId, SecretAccessKey, SessionToken, Expiration, HeldSince];
  if (Version !== 1 || texts.some((one) => typeof one !== 'string' || one === '')) throw damaged;
  const [accessKeyId, secretAccessKey, sessionToken, ends, since] = texts as [string, string, string, string, string];
  const expiration = new Date(ends);
  const heldSinceMs = Date.parse(since);
  if (Number.isNaN(expiration.getTime()) || Number.isNaN(heldSinceMs)) throw damaged;
  return { credentials: { accessKeyId, secretAccessKey, sessionToken, expiration }, heldSinceMs };
}

function write(folder: string, file: string, credentials: Credentials, nowMs: number): void {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials;
  const kept = {
    Version: 1,
    HeldSince: new Date(nowMs),
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiration,
  };
  const draft = join(folder, `.${randomBytes(8).toString('hex')}`);
  try {
    writeFileSync(draft, JSON.stringify(kept), { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Takes away what has surely ended. */
function prune(folder: string, nowMs: number): void {
  for (const name of readdirSync(folder).slice(0, FILES_MAX)) {
    const file = join(folder, name);
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (stats !== undefined && stats.mtimeMs < nowMs - LIFE_MAX_MS) rmSync(file, { force: true });
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** A link is met with ELOOP. */
function why(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ELOOP' ? 'it is a link' : (code ?? message);
}
