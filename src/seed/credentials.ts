import { Secret } from 'otpauth';
import { mfaArn } from '../base/arn.ts';
import { secondsOf } from '../base/clock.ts';
import { accessKeyId, accountOfAccessKey, secretAccessKey } from '../base/identifiers.ts';
import { stepAt } from '../mfa/totp.ts';
import { seedContext } from '../mfa/verifier.ts';
import { readPhc } from '../password/phc.ts';
import type { AccessKeyRecord, MfaRecord } from '../store/records.ts';
import type { AccessKeysSeed, LoginProfileSeed, MfaDevicesSeed } from './schema.ts';
import { changedTags, storedTags } from './tags.ts';
import { each, SeedRefusal, sameSecret, type Work } from './work.ts';
import type { Path } from './yaml.ts';

/*
 * Credentials that a seed brings along: the one thing that no operation of IAM can make, since those make their secrets
 * themselves. So the rules stand here: whose a key is follows from where it is written, never from what is written.
 */

/** Whom credentials belong to; the account's root where there is no user. */
export interface Owner {
  readonly account: string;
  readonly userId: string | undefined;
  readonly userName: string | undefined;
}

const nameOf = ({ userName }: Owner): string => (userName === undefined ? 'root' : `user ${userName}`);

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
    if (found !== undefined && now !== undefined && sameSecret(now, bytes) && found.active === active) continue;
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

/** Makes a user's password be the one whose hash the seed has. The hash is compared as it stands: no password is known here. */
export async function bringLoginProfile(
  work: Work,
  owner: Owner & { readonly userId: string },
  at: Path,
  wanted: LoginProfileSeed | undefined,
): Promise<void> {
  if (wanted === undefined) return;
  const { account, userId } = owner;
  const passwordHash = work.secret([...at, 'password-hash'], wanted['password-hash']);
  try {
    readPhc(passwordHash);
  } catch {
    throw new SeedRefusal([...at, 'password-hash'], 'not a scrypt hash as `export --with-secrets` writes it');
  }
  const found = await work.tx.loginProfiles.of(account, userId);
  const resetRequired = wanted['reset-required'] ?? found?.resetRequired ?? false;
  if (found?.passwordHash === passwordHash && found.resetRequired === resetRequired) return;
  const now = secondsOf(work.tools.clock);
  const isSame = found?.passwordHash === passwordHash;
  await work.tx.put.loginProfile({
    userId,
    account,
    createdAt: found?.createdAt ?? now,
    changedAt: isSame ? found.changedAt : now,
    passwordHash,
    resetRequired,
    previousHashes: found?.previousHashes ?? [],
  });
  work.changes.push({
    sign: found === undefined ? '+' : '~',
    account,
    what: `login profile of ${nameOf(owner)}`,
    ...(found !== undefined && { detail: isSame ? 'reset-required' : 'password' }),
  });
}

/** 128 bits: what RFC 4226 R6 asks of a shared secret at least. */
const SEED_BYTES_MIN = 16;

/** Makes the MFA devices of an owner be as the seed says. A device that is new here accepts no code that was shown before. */
export async function bringMfaDevices(
  work: Work,
  owner: Owner,
  at: Path,
  wanted: MfaDevicesSeed | undefined,
): Promise<void> {
  const { tx, tools, changes, prune } = work;
  const { account } = owner;
  const userId = owner.userId ?? account;
  const held = wanted === undefined || !prune ? [] : await tx.mfa.of(account, userId);
  for (const { serial, name } of held) {
    if (wanted!.has(name)) continue;
    await tx.remove.mfa(account, serial);
    changes.push({ sign: '-', account, what: `MFA device ${name} of ${nameOf(owner)}` });
  }
  for (const [name, device, path] of each(at, wanted)) {
    const serial = mfaArn(account, device.path ?? '/', name);
    const seed = readSeedText([...path, 'seed'], work.secret([...path, 'seed'], device.seed));
    const found = await tx.mfa.bySerial(serial);
    if (found !== undefined && found.userId !== userId)
      throw new SeedRefusal(path, `the device ${serial} is there already, and not of ${nameOf(owner)}`);
    const tags = storedTags(found?.tags ?? [], device.tags, prune);
    const now = found && tools.secrets.open(found.sealedSeed, seedContext(found));
    const isSame = now !== undefined && sameSecret(now, seed);
    const { set, unset } = changedTags(found?.tags ?? [], device.tags, prune);
    if (found !== undefined && isSame && set.length + unset.length === 0) continue;
    const quota = tools.quotas.mfaDevicesPerUser;
    if (found === undefined && (await tx.mfa.of(account, userId)).length >= quota)
      throw new SeedRefusal(path, `Cannot exceed quota for MFADevicesPerUser: ${quota}`);
    const sealedSeed = isSame ? found!.sealedSeed : tools.secrets.seal(seed, seedContext({ serial, account }));
    await tx.put.mfa({ ...(isSame ? found! : freshDevice(work, { serial, account, name })), userId, tags, sealedSeed });
    changes.push({
      sign: found === undefined ? '+' : '~',
      account,
      what: `MFA device ${name} of ${nameOf(owner)}`,
      ...(found !== undefined && { detail: isSame ? 'tags' : 'seed' }),
    });
  }
}

const freshDevice = (
  { tools }: Work,
  { serial, account, name }: { serial: string; account: string; name: string },
): MfaRecord => ({
  serial,
  account,
  name,
  path: serial.slice(serial.indexOf('/'), serial.lastIndexOf('/') + 1),
  createdAt: secondsOf(tools.clock),
  enabledAt: secondsOf(tools.clock),
  tags: [],
  sealedSeed: '',
  userId: undefined,
  // Where the device comes from a code of it may just have been accepted, one step ahead at most: that code is dead here too.
  lastStep: stepAt(tools.clock.now()) + 1,
  failures: 0,
  lockedUntil: 0,
  guessDay: 0,
  guesses: 0,
});

function readSeedText(path: Path, text: string): Buffer {
  const plain = text.trim();
  if (!/^[A-Z2-7]+$/.test(plain))
    throw new SeedRefusal(path, 'the seed of a device is base32, as the device was given it');
  const seed = Buffer.from(Secret.fromBase32(plain).bytes);
  if (seed.length < SEED_BYTES_MIN)
    throw new SeedRefusal(path, `the seed of a device has at least ${SEED_BYTES_MIN} bytes`);
  return seed;
}
