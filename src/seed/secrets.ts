import type { AccessKeysSeed, MfaDevicesSeed, SecretSeed, Seed } from './schema.ts';

/** Every secret in a seed: written there, or named. */
export function* secretsIn(seed: Seed): Generator<SecretSeed> {
  for (const { root, users, ...account } of (seed.accounts ?? new Map()).values()) {
    for (const provider of (account['saml-providers'] ?? new Map()).values()) yield* provider['private-keys'] ?? [];
    yield* ofOwner(root?.['access-keys'], root?.['mfa-devices']);
    for (const user of (users ?? new Map()).values()) {
      if (user['login-profile'] !== undefined) yield user['login-profile']['password-hash'];
      yield* ofOwner(user['access-keys'], user['mfa-devices']);
    }
  }
}

function* ofOwner(keys: AccessKeysSeed | undefined, devices: MfaDevicesSeed | undefined): Generator<SecretSeed> {
  if (Array.isArray(keys)) for (const { secret } of keys) yield secret;
  for (const { seed } of devices?.values() ?? []) yield seed;
}
