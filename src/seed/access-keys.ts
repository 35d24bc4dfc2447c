import { secondsOf } from '../base/clock.ts';
import { accessKeyId, accountOfAccessKey, secretAccessKey } from '../base/identifiers.ts';
import { sameBytes } from '../base/same-secret.ts';
import type { AccessKeyRecord } from '../store/records.ts';
import { nameOf, type Owner } from './owner.ts';
import type { AccessKeysSeed } from './schema.ts';
import { SeedRefusal, type Work } from './work.ts';
import type { Path } from './yaml.ts';

/** AWS's secrets are 40 characters of this alphabet; a shorter one could be guessed. */
const SECRET_KEY = /^[A-Za-z0-9/+]{40}$/;

/** What a key's secret is bound to. Whoever opens it says the same. */
export const accessKeyContext = ({ id, account }: Pick<AccessKeyRecord, 'id' | 'account'>) =>
  ({ table: 'access_keys', column: 'secret', id, account }) as const;

/** Makes the access keys of an owner be as the seed says: those that are listed, or one where there is none. */
export async function bringAccessKeys(
  work: Work,
  owner: Owner,
  at: Path,
  wanted: AccessKeysSeed | undefined,
): Promise<void> {
  if (wanted === undefined) return;
  const { tx, tools, changes } = work;
  const { account, userId } = owner;
  const held = await tx.keys.of(account, userId);
  if (wanted === 'generate') {
    if (held.length === 0) await generateKey(work, owner);
    return;
  }

  const listed = new Set(wanted.map(({ id }) => id));
  if (listed.size < wanted.length) throw new SeedRefusal(at, 'an access key is listed twice');
  for (const { id } of work.prune ? held : []) {
    if (listed.has(id)) continue;
    await tx.remove.key(account, id);
    changes.push({ sign: '-', account, what: `access key ${id} of ${nameOf(owner)}` });
  }
  for (const [i, { id, secret: reference, active = true }] of wanted.entries()) {
    const path = [...at, i];
    // The account is looked up in the id when somebody signs with it: under another account's number it would never be found.
    if (accountOfAccessKey(id) !== account)
      throw new SeedRefusal(path, `${id} is not an access key id of account ${account}`);
    const secret = work.secret(path, reference);
    if (!SECRET_KEY.test(secret))
      throw new SeedRefusal(path, `the secret of ${id} is not 40 letters, digits, \`/\` and \`+\``);

    const found = await tx.keys.byId(id);
    if (found !== undefined && (found.account !== account || found.userId !== userId))
      throw new SeedRefusal(path, `access key ${id} is somebody else's`);
    const bytes = Buffer.from(secret, 'latin1');
    const now = found && tools.secrets.open(found.sealedSecret, accessKeyContext(found));
    if (found !== undefined && now !== undefined && sameBytes(now, bytes) && found.active === active) continue;
    if (found === undefined) await roomFor(work, owner, path);
    await tx.put.key({
      id,
      account,
      userId,
      active,
      createdAt: found?.createdAt ?? secondsOf(tools.clock),
      sealedSecret: tools.secrets.seal(bytes, accessKeyContext({ id, account })),
    });
    changes.push({
      sign: found === undefined ? '+' : '~',
      account,
      what: `access key ${id} of ${nameOf(owner)}`,
      ...(found !== undefined && { detail: found.active === active ? 'secret' : active ? 'active' : 'inactive' }),
    });
  }
}

async function generateKey(work: Work, owner: Owner): Promise<void> {
  const { tx, tools, changes, generated } = work;
  const { account, userId, userName } = owner;
  const id = accessKeyId('AKIA', account, tools.entropy);
  if ((await tx.keys.byId(id)) !== undefined) return generateKey(work, owner);
  const secret = secretAccessKey(tools.entropy);
  await tx.put.key({
    id,
    account,
    userId,
    active: true,
    createdAt: secondsOf(tools.clock),
    sealedSecret: tools.secrets.seal(Buffer.from(secret, 'latin1'), accessKeyContext({ id, account })),
  });
  changes.push({ sign: '+', account, what: `access key of ${nameOf(owner)}`, detail: 'generated' });
  generated.push({ account, userName, accessKeyId: id, secretAccessKey: secret });
}

async function roomFor({ tx, tools }: Work, { account, userId }: Owner, path: Path): Promise<void> {
  const quota = tools.quotas.accessKeysPerUser;
  if ((await tx.keys.of(account, userId)).length >= quota)
    throw new SeedRefusal(path, `Cannot exceed quota for AccessKeysPerUser: ${quota}`);
}
