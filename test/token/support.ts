import { createSecretKey } from 'node:crypto';
import { systemClock } from '../../src/base/clock.ts';
import { pooledEntropy } from '../../src/base/entropy.ts';
import type { IssuedSession, RoleSession, SessionTokens } from '../../src/token/claims.ts';
import { type Keyring, keyring } from '../../src/token/keyring.ts';
import { sessionTokens } from '../../src/token/session-tokens.ts';

export const entropy = pooledEntropy();

export const freshKeyring = (): Keyring => keyring(createSecretKey(entropy.bytes(32)));

export const node = (keys: Keyring): SessionTokens => sessionTokens({ keyring: keys, entropy, clock: systemClock });

export const claimsOf = (some: Partial<RoleSession> = {}): RoleSession => ({
  kind: 'role',
  account: '123456789012',
  roleId: 'AROAEXAMPLEEXAMPLE123',
  roleName: 'Deployer',
  sessionName: 'ci-run-7',
  issuedAt: 1_790_000_000,
  expiresAt: 1_790_003_600,
  sourceIdentity: undefined,
  tags: [],
  policy: undefined,
  policyArns: [],
  region: 'us-east-1',
  assumedBy: 'arn:aws:iam::123456789012:user/ci',
  provider: undefined,
  providerKeys: [],
  chained: 0,
  epoch: 0,
  accountEpoch: 0,
  ...some,
});

export function issue(tokens: SessionTokens, some: Partial<RoleSession> = {}): IssuedSession {
  const issued = tokens.issue(claimsOf(some));
  if ('tooLarge' in issued) throw new Error(`too large: ${issued.utilization}%`);
  return issued;
}
