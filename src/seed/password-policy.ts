import type { PasswordPolicy } from '../store/account-records.ts';
import type { AccountSeed } from './schema.ts';

export type PasswordPolicySeed = NonNullable<AccountSeed['password-policy']>;

/** A password policy as a seed writes it, without what is AWS's default. */
export function passwordPolicySeed(policy: PasswordPolicy): PasswordPolicySeed {
  return withoutDefaults({
    'minimum-length': policy.minimumLength,
    'require-symbols': policy.requireSymbols,
    'require-numbers': policy.requireNumbers,
    'require-uppercase': policy.requireUppercase,
    'require-lowercase': policy.requireLowercase,
    'allow-change': policy.allowChange,
    'max-age-days': policy.maxAgeDays,
    'reuse-prevention': policy.reusePrevention,
    'hard-expiry': policy.hardExpiry,
  });
}

/** Whether the account has the policy that a seed wants. What the seed leaves out is AWS's default. */
export const hasPasswordPolicy = (found: PasswordPolicy | undefined, wanted: PasswordPolicySeed): boolean =>
  found !== undefined && ordered(passwordPolicySeed(found)) === ordered(withoutDefaults(wanted));

const SHORTEST = 6;

const withoutDefaults = (policy: PasswordPolicySeed): PasswordPolicySeed =>
  Object.fromEntries(
    Object.entries(policy).filter(
      ([name, value]) => value !== undefined && value !== false && (name !== 'minimum-length' || value !== SHORTEST),
    ),
  );

const ordered = (policy: PasswordPolicySeed): string =>
  JSON.stringify(Object.entries(policy).sort(([a], [b]) => (a < b ? -1 : 1)));
