import { spawn } from 'node:child_process';
import type { CredentialProvider, Credentials } from '../connection.ts';
import { ProfileError } from '../problems.ts';
import { renewing } from '../renewing.ts';
import type { Setting } from './ini.ts';
import { splitWords } from './split-words.ts';

/** A person may have to sign in meanwhile. */
const TIMEOUT_MS = 5 * 60_000;
const OUTPUT_MAX = 256 * 1024;
/** A process that asks for the credentials of the profile it serves would start itself for ever. */
const DEPTH = 'ROLECALL_PROCESS_DEPTH';
const DEPTH_MAX = 3;

/**
 * Gives the credentials that a program prints (sts.md 10.2). It is started without a shell, so that nothing in the setting is
 * expanded; what it prints is never shown, since it is a secret also where it cannot be read.
 */
export function processCredentials(command: Setting): CredentialProvider {
  const place = `${command.file}:${command.line}`;
  const [program, ...args] = splitWords(command.value) ?? [];
  if (program === undefined) throw new ProfileError(`${place}: credential_process is no command: a quote stays open`);
  return renewing(async () => readPrinted(await outputOf(program, args, place), place));
}

function outputOf(program: string, args: readonly string[], place: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new ProfileError(`${place}: credential_process \`${program}\` ${why}`));
    const depth = Number(process.env[DEPTH] ?? 0) + 1;
    if (!(depth <= DEPTH_MAX)) return fail('goes round in a circle');
    const env = { ...process.env, [DEPTH]: String(depth) };
    const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'pipe'], timeout: TIMEOUT_MS, env });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.length > OUTPUT_MAX) child.kill();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < OUTPUT_MAX) stderr += text;
    });
    child.on('error', (error: NodeJS.ErrnoException) => fail(`cannot be started: ${error.code}`));
    child.on('close', (code, signal) => {
      if (stdout.length > OUTPUT_MAX) return fail('prints far more than credentials');
      if (signal !== null) return fail(`was ended by ${signal}`);
      if (code !== 0) return fail(`failed with ${code}: ${oneLine(stderr) || 'it does not say why'}`);
      resolve(stdout);
    });
  });
}

function readPrinted(printed: string, place: string): Credentials {
  const refuse = (why: string): never => {
    throw new ProfileError(`${place}: credential_process prints ${why}`);
  };
  let read: unknown;
  try {
    read = JSON.parse(printed);
  } catch {
    return refuse('no JSON');
  }
  if (typeof read !== 'object' || read === null) return refuse('no JSON object');
  const { Version, AccessKeyId, SecretAccessKey, SessionToken, Expiration } = read as Record<string, unknown>;
  if (Version !== 1) return refuse('another Version than 1');
  if (!isText(AccessKeyId)) return refuse('no AccessKeyId');
  if (!isText(SecretAccessKey)) return refuse('no SecretAccessKey');
  const sessionToken = isText(SessionToken) ? SessionToken : undefined;
  if (Expiration === undefined || Expiration === null)
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken };
  const expiration = new Date(String(Expiration));
  if (Number.isNaN(expiration.getTime())) return refuse('an Expiration that is no time');
  if (expiration.getTime() <= Date.now()) return refuse('credentials that have ended');
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken, expiration };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const oneLine = (text: string): string =>
  text
    .replace(/[\u0000-\u001F\u007F-\u009F]+/g, ' ')
    .trim()
    .slice(-300);
