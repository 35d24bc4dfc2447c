import { secondsOf } from '../base/clock.ts';
import { readPhc } from '../password/phc.ts';
import { nameOf, type Owner } from './owner.ts';
import type { LoginProfileSeed } from './schema.ts';
import { SeedRefusal, type Work } from './work.ts';
import type { Path } from './yaml.ts';

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
