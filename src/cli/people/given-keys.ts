import { readFile } from '../read-file.ts';
import { Refusal } from '../refusal.ts';
import { readStdin } from '../stdin.ts';
import { askLine, isSomebodyHere } from './ask.ts';

export interface GivenKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Reads access keys from a file, from stdin, or from whoever sits at the terminal, who does not see the secret while typing it. */
export async function readKeys(from: string): Promise<GivenKeys> {
  if (from === '-' && isSomebodyHere()) return checked(await asked());
  const text = from === '-' ? await readStdin('the keys') : readFile(from, `the keys in \`${from}\``).toString('utf8');
  const found = text.trimStart().startsWith('{') ? inJson(text) : inCsv(text);
  if (found === undefined)
    throw new Refusal(
      `no access keys in ${from === '-' ? 'stdin' : `\`${from}\``}: expected what \`rolecall init --output json\`, CreateAccessKey or AWS’s CSV file say`,
    );
  return checked(found);
}

async function asked(): Promise<GivenKeys> {
  const accessKeyId = (await askLine('Access key ID: ')).trim();
  const secretAccessKey = (await askLine('Secret access key (not shown): ', { isSecret: true })).trim();
  return { accessKeyId, secretAccessKey };
}

/** Ours of an account, the only one of `rolecall init`, AWS's of CreateAccessKey and of AssumeRole, or the keys by themselves. */
function inJson(text: string): GivenKeys | undefined {
  let root: Record<string, unknown>;
  try {
    root = Object(JSON.parse(text));
  } catch {
    return undefined;
  }
  const accounts = [root.accounts, root.keys].find(Array.isArray) ?? [];
  if (accounts.length > 1) throw new Refusal('these are keys of several accounts: give those of one');
  const keys = Object(accounts[0] ?? root.AccessKey ?? root.Credentials ?? root) as Record<string, unknown>;
  const textOf = (...names: readonly string[]) =>
    names.map((name) => keys[name]).find((value) => typeof value === 'string');
  const accessKeyId = textOf('accessKeyId', 'AccessKeyId') as string | undefined;
  const secretAccessKey = textOf('secretAccessKey', 'SecretAccessKey') as string | undefined;
  const sessionToken = textOf('sessionToken', 'SessionToken') as string | undefined;
  return accessKeyId === undefined || secretAccessKey === undefined
    ? undefined
    : { accessKeyId, secretAccessKey, sessionToken };
}

/** `Access key ID,Secret access key` and a line of them, as AWS's console gives it. */
function inCsv(text: string): GivenKeys | undefined {
  const [head, line] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const names = (head ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const cells = (line ?? '').split(',').map((cell) => cell.trim());
  const accessKeyId = cells[names.indexOf('access key id')];
  const secretAccessKey = cells[names.indexOf('secret access key')];
  return accessKeyId === undefined || secretAccessKey === undefined ? undefined : { accessKeyId, secretAccessKey };
}

/** What is pasted wrongly, as one key for the other, is better found now than at the first call. Nothing of it is repeated. */
function checked(keys: GivenKeys): GivenKeys {
  if (!/^[A-Z0-9]{16,128}$/.test(keys.accessKeyId))
    throw new Refusal('the access key id is none: it is not shown here');
  if (!/^[\w+/=-]{16,256}$/.test(keys.secretAccessKey)) throw new Refusal('the secret access key is none');
  if (keys.sessionToken !== undefined && !/^[\w+/=-]+$/.test(keys.sessionToken))
    throw new Refusal('the session token is none');
  return keys;
}
