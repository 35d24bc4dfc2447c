import type { PasswordPolicy } from '../../store/account-records.ts';
import type { LoginProfileRecord } from '../../store/credential-records.ts';
import { iamFaults } from '../faults.ts';

/**
 * Holds a new password against the account's policy, or, where there is none, against AWS's own: eight characters of
 * three kinds. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 */
export function assertFollows(policy: PasswordPolicy | undefined, password: string): void {
  const lacking = KINDS.filter(({ found }) => !found.test(password));
  if (policy === undefined) {
    const more = lacking.length - (KINDS.length - KINDS_MIN);
    if (more > 0) {
      const all = lacking.map(({ sentence }) => sentence).join(', ');
      throw violation(`Password should meet ${more} more of the following requirements: ${all}`);
    }
  }
  const wanted = policy && lacking.find(({ isRequired }) => isRequired(policy));
  if (wanted !== undefined) throw violation(wanted.sentence);
  const length = policy?.minimumLength ?? LENGTH_MIN;
  if (password.length < length) throw violation(`Password should have a minimum length of ${length}`);
}

/** As many passwords as the policy forbids to take again, the present one first. */
export const forbiddenOf = (
  policy: PasswordPolicy | undefined,
  { passwordHash, previousHashes }: LoginProfileRecord,
): readonly string[] => [passwordHash, ...previousHashes].slice(0, policy?.reusePrevention ?? 0);

export const isReused = (policy: PasswordPolicy | undefined) =>
  violation(`Password should not be one of the last ${policy?.reusePrevention ?? 1} passwords of the user`);

/** When a password expires, in seconds since the epoch; without a maximum age it never does. */
export const passwordExpiresAt = (
  policy: PasswordPolicy | undefined,
  { changedAt }: LoginProfileRecord,
): number | undefined =>
  policy?.maxAgeDays === undefined ? undefined : changedAt + policy.maxAgeDays * SECONDS_PER_DAY;

/** Passwords that are remembered, so that a policy that looks back further later finds them: all but one of AWS's most. */
export const PREVIOUS_MAX = 23;

const LENGTH_MIN = 8;
const KINDS_MIN = 3;
const SECONDS_PER_DAY = 86_400;

interface Kind {
  readonly found: RegExp;
  readonly isRequired: (policy: PasswordPolicy) => boolean;
  /** AWS's, as recorded. */
  readonly sentence: string;
}

const kind = (found: RegExp, what: string, isRequired: Kind['isRequired']): Kind => ({
  found,
  isRequired,
  sentence: `Password should have at least one ${what}`,
});

const KINDS: readonly Kind[] = [
  kind(/[A-Z]/, 'uppercase letter', ({ requireUppercase }) => requireUppercase),
  kind(/[a-z]/, 'lowercase letter', ({ requireLowercase }) => requireLowercase),
  kind(/[0-9]/, 'number', ({ requireNumbers }) => requireNumbers),
  kind(/[!@#$%^&*()_+\-=[\]{}|']/, 'symbol', ({ requireSymbols }) => requireSymbols),
];

const violation = iamFaults.PasswordPolicyViolation;
