import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { Quotas } from '../../operation/quotas.ts';
import type { MfaRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { ask } from '../question.ts';
import { settingsOf } from './settings.ts';

/** Counts what an account has, beside the quotas that are in force here. */
export const GetAccountSummary = operation(model.GetAccountSummary, {
  access: () => ask(model.GetAccountSummary, '*'),
  async handle({ store, caller: { account }, quotas }) {
    const counts = await countsOf(store, account);
    return {
      SummaryMap: new Map<model.summaryKeyType, number>(Object.entries({ ...counts, ...quotasOf(quotas) }) as Entry[]),
    };
  },
});

type Entry = [model.summaryKeyType, number];

async function countsOf(reads: Reads, account: string): Promise<Partial<Record<model.summaryKeyType, number>>> {
  const devices = await devicesOf(reads, account);
  const { globalEndpointToken } = await settingsOf(reads, account);
  // Not versions, whatever the name says: recorded of AWS, it counts the policies that anybody has, as boundary too.
  const inUse = new Set([
    ...(await reads.attachments.attachedIn(account)),
    ...(await reads.attachments.boundariesIn(account)),
  ]);
  return {
    Users: await reads.users.count(account),
    Groups: await reads.groups.count(account),
    Roles: await reads.roles.count(account),
    Policies: await reads.policies.count(account),
    PolicyVersionsInUse: inUse.size,
    InstanceProfiles: await reads.instanceProfiles.count(account),
    ServerCertificates: await reads.serverCertificates.count(account),
    Providers: (await reads.oidcProviders.count(account)) + (await reads.samlProviders.count(account)),
    MFADevices: devices.length,
    MFADevicesInUse: devices.filter(({ userId }) => userId !== undefined).length,
    AccountMFAEnabled: isThere(devices.filter(({ userId }) => userId === account)),
    AccountAccessKeysPresent: isThere(await reads.keys.of(account, undefined)),
    AccountSigningCertificatesPresent: isThere(await reads.signingCertificates.of(account, account)),
    // Root has keys and no password: nobody signs in to the console as root.
    AccountPasswordPresent: 0,
    GlobalEndpointTokenVersion: globalEndpointToken === 'v2Token' ? 2 : 1,
  };
}

const isThere = (list: readonly unknown[]): number => (list.length > 0 ? 1 : 0);

const PAGE = 1000;

async function devicesOf(reads: Reads, account: string): Promise<readonly MfaRecord[]> {
  const devices: MfaRecord[] = [];
  for (let after: string | undefined; ; ) {
    const page = await reads.mfa.list(account, { after, limit: PAGE });
    devices.push(...page);
    if (page.length < PAGE) return devices;
    after = asciiLower(page.at(-1)!.name);
  }
}

const quotasOf = (quotas: Quotas): Partial<Record<model.summaryKeyType, number>> => ({
  UsersQuota: quotas.usersPerAccount,
  GroupsQuota: quotas.groupsPerAccount,
  RolesQuota: quotas.rolesPerAccount,
  PoliciesQuota: quotas.policiesPerAccount,
  // AWS's, and no limit here: how many policies there may be is limited by itself.
  PolicyVersionsInUseQuota: 10_000,
  VersionsPerPolicyQuota: quotas.versionsPerPolicy,
  InstanceProfilesQuota: quotas.instanceProfilesPerAccount,
  ServerCertificatesQuota: quotas.serverCertificatesPerAccount,
  GroupsPerUserQuota: quotas.groupsPerUser,
  AccessKeysPerUserQuota: quotas.accessKeysPerUser,
  SigningCertificatesPerUserQuota: quotas.signingCertificatesPerUser,
  AttachedPoliciesPerUserQuota: quotas.policiesPerUser,
  AttachedPoliciesPerGroupQuota: quotas.policiesPerGroup,
  AttachedPoliciesPerRoleQuota: quotas.policiesPerRole,
  PolicySizeQuota: quotas.managedPolicySize,
  UserPolicySizeQuota: quotas.userInlinePolicySize,
  GroupPolicySizeQuota: quotas.groupInlinePolicySize,
  RolePolicySizeQuota: quotas.roleInlinePolicySize,
  AssumeRolePolicySizeQuota: quotas.trustPolicySize,
});
