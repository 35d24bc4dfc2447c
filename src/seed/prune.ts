import { oidcProviderArn, policyArn, samlProviderArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import * as model from '../model/generated/iam.ts';
import type { Transaction } from '../store/store.ts';
import { MANY } from './principals.ts';
import type { AccountSeed } from './schema.ts';
import type { Work } from './work.ts';
import type { Path } from './yaml.ts';

/**
 * Removes what stands in the account and not in the seed, as far as the seed has a section for it: a seed without `users`
 * says nothing about users. What others still use is refused by the operation that would remove it.
 */
export async function prune(work: Work, account: string, at: Path, wanted: AccountSeed): Promise<void> {
  const { tx, changes } = work;
  const gone = (what: string) => changes.push({ sign: '-', account, what });

  for (const { name, roleId } of await surplus(tx, account, 'instanceProfiles', wanted['instance-profiles'])) {
    const path = [...at, 'instance-profiles'];
    const role = roleId === undefined ? undefined : await tx.roles.byId(account, roleId);
    const about = { InstanceProfileName: name };
    if (role !== undefined)
      await work.do(account, path, model.RemoveRoleFromInstanceProfile, { ...about, RoleName: role.name });
    await work.do(account, path, model.DeleteInstanceProfile, about);
    gone(`instance profile ${name}`);
  }
  for (const { id, name, path } of await surplus(tx, account, 'roles', wanted.roles)) {
    // Roles that a service made for itself are its own (DeleteServiceLinkedRole).
    if (path.startsWith('/aws-service-role/')) continue;
    for (const profile of await tx.instanceProfiles.list(account, { role: id, limit: MANY }))
      await work.do(account, [...at, 'roles'], model.RemoveRoleFromInstanceProfile, {
        InstanceProfileName: profile.name,
        RoleName: name,
      });
    await tx.remove.role(account, id);
    gone(`role ${name}`);
  }
  for (const { id, name } of await surplus(tx, account, 'users', wanted.users)) {
    await tx.remove.user(account, id);
    gone(`user ${name}`);
  }
  for (const { id, name } of await surplus(tx, account, 'groups', wanted.groups)) {
    await tx.remove.group(account, id);
    gone(`group ${name}`);
  }
  for (const { id, name, path } of await surplus(tx, account, 'policies', wanted.policies)) {
    const PolicyArn = policyArn(account, path, name);
    for (const { version } of await tx.policies.versions(id)) {
      const isDefault = (await tx.policies.byId(account, id))!.defaultVersion === version;
      if (!isDefault)
        await work.do(account, [...at, 'policies'], model.DeletePolicyVersion, { PolicyArn, VersionId: version });
    }
    await work.do(account, [...at, 'policies'], model.DeletePolicy, { PolicyArn });
    gone(`policy ${name}`);
  }
  const issuers =
    wanted['oidc-providers'] && new Map([...wanted['oidc-providers'].keys()].map((url) => [bare(url), 1]));
  for (const { name } of await surplus(tx, account, 'oidcProviders', issuers)) {
    await work.do(account, [...at, 'oidc-providers'], model.DeleteOpenIDConnectProvider, {
      OpenIDConnectProviderArn: oidcProviderArn(account, name),
    });
    gone(`OIDC provider ${name}`);
  }
  for (const { name } of await surplus(tx, account, 'samlProviders', wanted['saml-providers'])) {
    await work.do(account, [...at, 'saml-providers'], model.DeleteSAMLProvider, {
      SAMLProviderArn: samlProviderArn(account, name),
    });
    gone(`SAML provider ${name}`);
  }
}

const bare = (url: string): string => url.replace(/^https:\/\//, '');

type Section = 'users' | 'roles' | 'groups' | 'policies' | 'instanceProfiles' | 'oidcProviders' | 'samlProviders';
type RecordOf<Name extends Section> = Awaited<ReturnType<Transaction[Name]['list']>>[number];

/** What is there of a kind and not named; nothing where the section was not written. */
async function surplus<Name extends Section>(
  tx: Transaction,
  account: string,
  kind: Name,
  named: ReadonlyMap<string, unknown> | undefined,
): Promise<readonly RecordOf<Name>[]> {
  if (named === undefined) return [];
  const kept = new Set([...named.keys()].map(asciiLower));
  const all = (await tx[kind].list(account, { limit: MANY })) as readonly RecordOf<Name>[];
  return all.filter(({ name }) => !kept.has(asciiLower(name)));
}
