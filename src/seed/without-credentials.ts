import type { Seed } from './schema.ts';

/** The seed without keys, devices and passwords: who may do what does not hang on them, and nobody has to have the secrets. */
export function withoutCredentials(seed: Seed): Seed {
  const accounts = [...(seed.accounts ?? [])].map(([id, account]) => {
    const { root: _root, users, 'saml-providers': providers, ...rest } = account;
    const bare = {
      ...rest,
      ...(users !== undefined && { users: eachWithout(users, ['access-keys', 'mfa-devices', 'login-profile']) }),
      ...(providers !== undefined && { 'saml-providers': eachWithout(providers, ['private-keys']) }),
    };
    return [id, bare] as const;
  });
  return { ...seed, ...(seed.accounts !== undefined && { accounts: new Map(accounts) }) };
}

function eachWithout<Value extends object>(
  values: ReadonlyMap<string, Value>,
  names: readonly string[],
): Map<string, Value> {
  const without = (value: Value) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) as Value;
  return new Map([...values].map(([name, value]) => [name, without(value)]));
}
