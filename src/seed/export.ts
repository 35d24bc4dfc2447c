import { stringify } from 'yaml';
import { parsePolicyArn } from '../iam/policies/arn.ts';
import type { Reads } from '../store/store.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { accessKeysIn, mfaDevicesIn, privateKeysIn } from './export-credentials.ts';
import { organizationIn } from './export-organization.ts';
import { liveTrust } from './export-trust.ts';
import { documentValue } from './json-text.ts';
import { passwordPolicySeed } from './password-policy.ts';
import { MANY } from './principals.ts';
import { entries, list, mapping, only, pathIn, some, tagsIn, type Written } from './written.ts';

/**
 * Writes a store as a seed, in an order that does not change: names by letter, documents as they were saved. Unique ids are
 * not in it, and whom a role trusts is written as ARNs. Without `secrets` neither is anything that signs in: keys, passwords,
 * MFA devices.
 */
export async function exportSeed(
  reads: Reads,
  { account, secrets }: { readonly account?: string | undefined; readonly secrets?: SecretBox | undefined },
): Promise<string> {
  const accounts = (await reads.accounts.list()).map(({ id }) => id).sort();
  const wanted = account === undefined ? accounts : accounts.filter((id) => id === account);
  const written: [string, unknown][] = [];
  for (const id of wanted) written.push([id, await accountIn(reads, id, secrets)]);
  // One account of several is written without the organisation that others stand in too.
  const organization = account === undefined ? (await reads.organizations.list())[0] : undefined;
  const seed = {
    rolecall: 1,
    accounts: mapping(written),
    ...(organization && { organization: organizationIn(organization) }),
  };
  // Quoted is what other readers of YAML would take for a date or for no.
  return stringify(seed, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.2', compat: 'yaml-1.1' });
}

async function accountIn(reads: Reads, account: string, secrets: SecretBox | undefined): Promise<Written> {
  const settings = await reads.accountSettings.of(account);
  const { passwordPolicy } = settings ?? {};
  const page = { limit: MANY };
  return only({
    alias: settings?.alias,
    'password-policy': passwordPolicy && passwordPolicySeed(passwordPolicy),
    root: some(
      only({
        'access-keys': secrets && (await accessKeysIn(reads, account, undefined, secrets)),
        'mfa-devices': secrets && some(await mfaDevicesIn(reads, account, account, secrets)),
      }),
    ),
    policies: await entries(await reads.policies.list(account, page), async (policy) => ({
      path: pathIn(policy),
      description: policy.description,
      tags: tagsIn(policy.tags),
      ...(await versionsIn(reads, policy)),
    })),
    groups: await entries(await reads.groups.list(account, page), async (group) => ({
      path: pathIn(group),
      ...(await policiesIn(reads, group)),
    })),
    users: await entries(await reads.users.list(account, page), async (user) => ({
      path: pathIn(user),
      tags: tagsIn(user.tags),
      boundary: user.boundaryArn && referenceTo(account, user.boundaryArn),
      groups: list((await reads.groups.list(account, { member: user.id, limit: MANY })).map(({ name }) => name).sort()),
      ...(await policiesIn(reads, user)),
      ...(secrets && (await credentialsIn(reads, account, user.id, secrets))),
    })),
    roles: await entries(
      (await reads.roles.list(account, page)).filter(({ path }) => !path.startsWith('/aws-service-role/')),
      async (role) => ({
        path: pathIn(role),
        description: role.description,
        'max-session-seconds': role.maxSessionSeconds === 3600 ? undefined : role.maxSessionSeconds,
        trust: documentValue(await liveTrust(reads, role.trust)),
        tags: tagsIn(role.tags),
        boundary: role.boundaryArn && referenceTo(account, role.boundaryArn),
        ...(await policiesIn(reads, role)),
      }),
    ),
    'instance-profiles': await entries(await reads.instanceProfiles.list(account, page), async (profile) => ({
      path: pathIn(profile),
      tags: tagsIn(profile.tags),
      role: profile.roleId && (await reads.roles.byId(account, profile.roleId))?.name,
    })),
    'oidc-providers': await entries(
      (await reads.oidcProviders.list(account, page)).map((provider) => ({
        ...provider,
        name: `https://${provider.name}`,
      })),
      async ({ clientIds, thumbprints, tags }) => ({
        'client-ids': clientIds,
        thumbprints: list(thumbprints),
        tags: tagsIn(tags),
      }),
    ),
    'saml-providers': await entries(await reads.samlProviders.list(account, page), async (provider) => ({
      metadata: provider.metadata,
      'assertion-encryption': provider.assertionEncryption,
      'private-keys': secrets && list(privateKeysIn(provider, secrets)),
      tags: tagsIn(provider.tags),
    })),
  });
}

async function credentialsIn(reads: Reads, account: string, userId: string, secrets: SecretBox): Promise<Written> {
  const profile = await reads.loginProfiles.of(account, userId);
  return {
    'login-profile': profile && {
      'password-hash': profile.passwordHash,
      ...(profile.resetRequired && { 'reset-required': true }),
    },
    'access-keys': await accessKeysIn(reads, account, userId, secrets),
    'mfa-devices': some(await mfaDevicesIn(reads, account, userId, secrets)),
  };
}

async function policiesIn(reads: Reads, { id, account }: { id: string; account: string }): Promise<Written> {
  const attached = (await reads.attachments.of(id)).map(({ policyArn }) => referenceTo(account, policyArn));
  const inline = (await reads.inline.of(id)).map(({ name, text }) => [name, documentValue(text)] as const);
  return { 'attached-policies': list(attached.sort()), 'inline-policies': some(mapping(inline)) };
}

async function versionsIn(reads: Reads, policy: { id: string; defaultVersion: string }): Promise<Written> {
  const versions = await reads.policies.versions(policy.id);
  if (versions.length === 1) return { document: documentValue(versions[0]!.text) };
  return {
    versions: versions.map(({ version, text }) => ({
      ...(version === policy.defaultVersion && { default: true }),
      document: documentValue(text),
    })),
  };
}

/** A policy of the account by its name, another by its ARN. */
function referenceTo(account: string, arn: string): string {
  const parsed = parsePolicyArn(arn);
  return parsed?.account === account ? parsed.name : arn;
}
