import { secondsOf } from '../../base/clock.ts';
import { common } from '../../model/fault.ts';
import type { Given } from '../../operation/operation.ts';
import { TooBusy } from '../../password/turnstile.ts';
import type { PasswordPolicy } from '../../store/account-records.ts';
import type { LoginProfileRecord } from '../../store/credential-records.ts';
import type { Transaction } from '../../store/store.ts';
import { iamFaults } from '../faults.ts';
import { forbiddenOf, isReused, PREVIOUS_MAX } from './rules.ts';

type Asked = Pick<Given<unknown>, 'passwords' | 'clock'>;

/** The profile with a new password in it, or PasswordPolicyViolation where it is one of the last. Nothing is written. */
export async function withPassword(
  { passwords, clock }: Asked,
  profile: LoginProfileRecord,
  password: string,
  policy: PasswordPolicy | undefined,
): Promise<LoginProfileRecord> {
  const { userId, passwordHash, previousHashes } = profile;
  const fresh = await unlessBusy(passwords.hash(userId, password, passwordHash));
  const isAmong = passwords.isAmong(userId, password, fresh, forbiddenOf(policy, profile));
  if (await unlessBusy(isAmong)) throw isReused(policy);
  return {
    ...profile,
    passwordHash: fresh,
    changedAt: secondsOf(clock),
    previousHashes: [passwordHash, ...previousHashes].slice(0, PREVIOUS_MAX),
  };
}

/**
 * The profile as it stands inside the transaction. Hashing takes long and is done before it, on what was read then: a
 * profile that has another password by now is not written over.
 */
export async function unchanged(
  tx: Transaction,
  seen: LoginProfileRecord,
  userName: string,
): Promise<LoginProfileRecord> {
  const current = await tx.loginProfiles.of(seen.account, seen.userId);
  if (current === undefined) throw noProfile(userName);
  if (current.passwordHash === seen.passwordHash) return current;
  throw iamFaults.EntityTemporarilyUnmodifiable(
    `Login Profile for User ${userName} cannot be modified while login profile is being created.`,
  );
}

/** Too many passwords at once are throttled, as too many calls are. */
export const unlessBusy = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw error instanceof TooBusy ? common.Throttling('Rate exceeded') : error;
  });

export const noProfile = (userName: string) =>
  iamFaults.NoSuchEntity(`Login Profile for User ${userName} cannot be found.`);
