import { Secret } from 'otpauth';
import { mfaArn } from '../base/arn.ts';
import { secondsOf } from '../base/clock.ts';
import { sameBytes } from '../base/same-secret.ts';
import { HARDWARE, newDevice } from '../mfa/new-device.ts';
import { stepAt } from '../mfa/totp.ts';
import { seedContext } from '../mfa/verifier.ts';
import type { MfaRecord } from '../store/records.ts';
import { nameOf, type Owner } from './owner.ts';
import type { MfaDevicesSeed } from './schema.ts';
import { changedTags, storedTags } from './tags.ts';
import { each, SeedRefusal, type Work } from './work.ts';
import type { Path } from './yaml.ts';

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
    const serial = name.startsWith(HARDWARE) ? name.slice(HARDWARE.length) : mfaArn(account, device.path ?? '/', name);
    const seed = readSeedText([...path, 'seed'], work.secret([...path, 'seed'], device.seed));
    const found = await tx.mfa.bySerial(serial);
    if (found !== undefined && found.userId !== userId)
      throw new SeedRefusal(path, `the device ${serial} is there already, and not of ${nameOf(owner)}`);
    const tags = storedTags(found?.tags ?? [], device.tags, prune);
    const now = found && tools.secrets.open(found.sealedSeed, seedContext(found));
    const isSame = now !== undefined && sameBytes(now, seed);
    const { set, unset } = changedTags(found?.tags ?? [], device.tags, prune);
    if (found !== undefined && isSame && set.length + unset.length === 0) continue;
    const quota = tools.quotas.mfaDevicesPerUser;
    if (found === undefined && (await tx.mfa.of(account, userId)).length >= quota)
      throw new SeedRefusal(path, `Cannot exceed quota for MFADevicesPerUser: ${quota}`);
    const sealedSeed = isSame ? found!.sealedSeed : tools.secrets.seal(seed, seedContext({ serial, account }));
    await tx.put.mfa({
      ...(isSame ? found! : enabledDevice(work, { serial, account, name, path: device.path ?? '/' })),
      userId,
      tags,
      sealedSeed,
    });
    changes.push({
      sign: found === undefined ? '+' : '~',
      account,
      what: `MFA device ${name} of ${nameOf(owner)}`,
      ...(found !== undefined && { detail: isSame ? 'tags' : 'seed' }),
    });
  }
}

/** Where the device comes from a code of it may just have been accepted, one step ahead at most: that code is dead here too. */
function enabledDevice({ tools: { clock } }: Work, identity: Parameters<typeof newDevice>[0]): MfaRecord {
  const now = secondsOf(clock);
  const device = newDevice(identity, { createdAt: now, sealedSeed: '' });
  return { ...device, enabledAt: now, lastStep: stepAt(clock.now()) + 1 };
}

function readSeedText(path: Path, text: string): Buffer {
  const plain = text.trim();
  if (!/^[A-Z2-7]+$/.test(plain))
    throw new SeedRefusal(path, 'the seed of a device is base32, as the device was given it');
  const seed = Buffer.from(Secret.fromBase32(plain).bytes);
  if (seed.length < SEED_BYTES_MIN)
    throw new SeedRefusal(path, `the seed of a device has at least ${SEED_BYTES_MIN} bytes`);
  return seed;
}
