import { beforeEach, describe, expect, it } from 'vitest';
import type { OrganizationRecord } from '../../store/account-records.ts';
import { A, B, type House, house, IDENTITY, root, TRUST } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house();
});

describe('account aliases', () => {
  const list = async (account = A) => (await h.call('ListAccountAliases', {}, root(account))).AccountAliases;

  it('an account has one: a second takes the place of the first', async () => {
    expect(await h.call('ListAccountAliases')).toEqual({ AccountAliases: [], IsTruncated: false });
    expect(await h.call('CreateAccountAlias', { AccountAlias: 'first' })).toBeUndefined();
    await h.call('CreateAccountAlias', { AccountAlias: 'second' });
    expect([await list(), await list(B)]).toEqual([['second'], []]);
    await h.call('CreateAccountAlias', { AccountAlias: 'first' }, root(B));
    expect(await list(B)).toEqual(['first']);
  });

  it('no two accounts have the same, and nobody gets again the one that they have', async () => {
    await h.call('CreateAccountAlias', { AccountAlias: 'mine' });
    for (const account of [A, B]) {
      expect(await h.refusal('CreateAccountAlias', { AccountAlias: 'mine' }, root(account))).toBe(
        'EntityAlreadyExists 409: The account alias mine already exists.',
      );
    }
    expect([await list(), await list(B)]).toEqual([['mine'], []]);
  });

  it('is deleted by its name, by the account that has it', async () => {
    await h.call('CreateAccountAlias', { AccountAlias: 'mine' });
    const gone = (alias: string) => `NoSuchEntity 404: The account alias ${alias} cannot be found.`;
    expect(await h.refusal('DeleteAccountAlias', { AccountAlias: 'other' })).toBe(gone('other'));
    expect(await h.refusal('DeleteAccountAlias', { AccountAlias: 'mine' }, root(B))).toBe(gone('mine'));
    expect(await h.call('DeleteAccountAlias', { AccountAlias: 'mine' })).toBeUndefined();
    expect(await list()).toEqual([]);
    expect(await h.refusal('DeleteAccountAlias', { AccountAlias: 'mine' })).toBe(gone('mine'));
    await h.call('CreateAccountAlias', { AccountAlias: 'mine' }, root(B));
  });

  it.each([
    ['444455556666', 'The account alias must not be a twelve-digit number.'],
    ['Upper', 'Member must satisfy regular expression pattern'],
    ['-lead', 'Member must satisfy regular expression pattern'],
    ['trail-', 'Member must satisfy regular expression pattern'],
    ['two--dashes', 'Member must satisfy regular expression pattern'],
    ['ab', 'Member must have length greater than or equal to 3'],
    ['a'.repeat(64), 'Member must have length less than or equal to 63'],
  ])('refuses %s', async (AccountAlias, sentence) => {
    expect(await h.refusal('CreateAccountAlias', { AccountAlias })).toContain(sentence);
  });

  it('of two rivals for one alias one gets it', async () => {
    const rivals = [A, B].map((account) => h.refusal('CreateAccountAlias', { AccountAlias: 'best' }, root(account)));
    const told = await Promise.allSettled(rivals);
    expect(told.filter(({ status }) => status === 'fulfilled')).toEqual([
      { status: 'fulfilled', value: 'EntityAlreadyExists 409: The account alias best already exists.' },
    ]);
  });
});

describe('the password policy', () => {
  const NONE = `NoSuchEntity 404: The Password Policy with domain name ${A} cannot be found.`;
  const DEFAULTS = {
    MinimumPasswordLength: 6,
    RequireSymbols: false,
    RequireNumbers: false,
    RequireUppercaseCharacters: false,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: false,
    ExpirePasswords: false,
  };
  const get = async () => (await h.call('GetAccountPasswordPolicy')).PasswordPolicy;

  it('is not there until it is set, and not after it is deleted', async () => {
    expect(await h.refusal('GetAccountPasswordPolicy')).toBe(NONE);
    expect(await h.refusal('DeleteAccountPasswordPolicy')).toBe(NONE);
    expect(await h.call('UpdateAccountPasswordPolicy')).toBeUndefined();
    expect(await get()).toEqual(DEFAULTS);
    expect(await h.refusal('GetAccountPasswordPolicy', {}, root(B))).toBe(NONE.replace(A, B));
    expect(await h.call('DeleteAccountPasswordPolicy')).toBeUndefined();
    expect(await h.refusal('GetAccountPasswordPolicy')).toBe(NONE);
  });

  it('is set whole: what is not said goes back to its default', async () => {
    const all = {
      MinimumPasswordLength: 14,
      RequireSymbols: true,
      RequireNumbers: true,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: true,
      AllowUsersToChangePassword: true,
      MaxPasswordAge: 90,
      PasswordReusePrevention: 24,
      HardExpiry: true,
    };
    await h.call('UpdateAccountPasswordPolicy', all);
    expect(await get()).toEqual({ ...all, ExpirePasswords: true });
    await h.call('UpdateAccountPasswordPolicy', { RequireSymbols: true });
    expect(await get()).toEqual({ ...DEFAULTS, RequireSymbols: true });
  });

  it('and an alias do not disturb each other', async () => {
    await h.call('UpdateAccountPasswordPolicy', { MinimumPasswordLength: 9 });
    await h.call('CreateAccountAlias', { AccountAlias: 'mine' });
    await h.call('DeleteAccountPasswordPolicy');
    expect(await h.call('ListAccountAliases')).toMatchObject({ AccountAliases: ['mine'] });
  });

  it.each([
    [{ MinimumPasswordLength: 5 }, 'greater than or equal to 6'],
    [{ MinimumPasswordLength: 129 }, 'less than or equal to 128'],
    [{ MaxPasswordAge: 0 }, 'greater than or equal to 1'],
    [{ MaxPasswordAge: 1096 }, 'less than or equal to 1095'],
    [{ PasswordReusePrevention: 0 }, 'greater than or equal to 1'],
    [{ PasswordReusePrevention: 25 }, 'less than or equal to 24'],
  ])('refuses %j', async (input, sentence) => {
    expect(await h.refusal('UpdateAccountPasswordPolicy', input)).toContain(`Member must have value ${sentence}`);
  });
});

describe('GetAccountSummary', () => {
  const summary = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await h.call('GetAccountSummary')).SummaryMap);

  it('has every key that AWS recorded, and of an empty account AWS’s numbers', async () => {
    expect(await summary()).toEqual({
      GroupPolicySizeQuota: 5120,
      InstanceProfilesQuota: 1000,
      Policies: 0,
      GroupsPerUserQuota: 10,
      InstanceProfiles: 0,
      AttachedPoliciesPerUserQuota: 10,
      Users: 0,
      PoliciesQuota: 1500,
      Providers: 0,
      AccountMFAEnabled: 0,
      AccessKeysPerUserQuota: 2,
      AssumeRolePolicySizeQuota: 2048,
      PolicyVersionsInUseQuota: 10000,
      GlobalEndpointTokenVersion: 1,
      VersionsPerPolicyQuota: 5,
      AttachedPoliciesPerGroupQuota: 10,
      PolicySizeQuota: 6144,
      Groups: 0,
      AccountSigningCertificatesPresent: 0,
      UsersQuota: 5000,
      ServerCertificatesQuota: 20,
      MFADevices: 0,
      UserPolicySizeQuota: 2048,
      PolicyVersionsInUse: 0,
      ServerCertificates: 0,
      Roles: 0,
      RolesQuota: 1000,
      SigningCertificatesPerUserQuota: 2,
      MFADevicesInUse: 0,
      RolePolicySizeQuota: 10240,
      AttachedPoliciesPerRoleQuota: 10,
      AccountAccessKeysPresent: 0,
      AccountPasswordPresent: 0,
      GroupsQuota: 300,
    });
  });

  it('counts what is there, of this account alone, and says the quotas that are in force', async () => {
    h = await house({ usersPerAccount: 7, versionsPerPolicy: 3 });
    for (const name of ['Edge', 'Wide', 'Idle']) {
      await h.call('CreatePolicy', { PolicyName: name, PolicyDocument: IDENTITY });
    }
    const arn = (name: string) => `arn:aws:iam::${A}:policy/${name}`;
    await h.call('CreateUser', { UserName: 'Ann', PermissionsBoundary: arn('Edge') });
    await h.call('CreateUser', { UserName: 'Ben' });
    await h.call('CreateUser', { UserName: 'Foreign' }, root(B));
    await h.call('CreateRole', { RoleName: 'Dev', AssumeRolePolicyDocument: TRUST });
    for (const UserName of ['Ann', 'Ben']) await h.call('AttachUserPolicy', { UserName, PolicyArn: arn('Wide') });
    await h.call('CreateAccessKey');
    await h.call('CreateVirtualMFADevice', { VirtualMFADeviceName: 'idle' });
    await h.call('CreateVirtualMFADevice', { VirtualMFADeviceName: 'roots' });
    await h.store.change(async (tx) => {
      const device = (await tx.mfa.bySerial(`arn:aws:iam::${A}:mfa/roots`))!;
      await tx.put.mfa({ ...device, userId: A, enabledAt: 1 });
    });
    await h.call('SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v2Token' });
    expect(await summary()).toMatchObject({
      Users: 2,
      UsersQuota: 7,
      Roles: 1,
      Policies: 3,
      PolicyVersionsInUse: 2,
      VersionsPerPolicyQuota: 3,
      MFADevices: 2,
      MFADevicesInUse: 1,
      AccountMFAEnabled: 1,
      AccountAccessKeysPresent: 1,
      GlobalEndpointTokenVersion: 2,
    });
    await h.call('SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v1Token' });
    expect(await summary()).toMatchObject({ GlobalEndpointTokenVersion: 1 });
  });
});

describe('outbound web identity federation', () => {
  const issuer = `https://iam.example.test/oidc/uuid-of-${A}`;

  it('is off, on once, and off once; the issuer stays the same', async () => {
    const off = `FeatureDisabled 404: Outbound identity federation is disabled for account ${A}`;
    expect(await h.refusal('GetOutboundWebIdentityFederationInfo')).toBe(off);
    expect(await h.refusal('DisableOutboundWebIdentityFederation')).toBe(off);
    expect(await h.call('EnableOutboundWebIdentityFederation')).toEqual({ IssuerIdentifier: issuer });
    expect(await h.refusal('EnableOutboundWebIdentityFederation')).toBe(
      `FeatureEnabled 409: Outbound identity federation is already enabled for account ${A}`,
    );
    expect(await h.call('GetOutboundWebIdentityFederationInfo')).toEqual({
      IssuerIdentifier: issuer,
      JwtVendingEnabled: true,
    });
    expect(await h.refusal('GetOutboundWebIdentityFederationInfo', {}, root(B))).toBe(off.replace(A, B));
    expect(await h.call('DisableOutboundWebIdentityFederation')).toBeUndefined();
    expect(await h.refusal('GetOutboundWebIdentityFederationInfo')).toBe(off);
    expect(await h.call('EnableOutboundWebIdentityFederation')).toEqual({ IssuerIdentifier: issuer });
  });
});

describe("root access of an organisation's management", () => {
  const DELEGATE = '777788889999';
  const OUTSIDE = '999900001111';
  const ID = 'o-exampleorg1';
  const organization: OrganizationRecord = {
    id: ID,
    managementAccount: A,
    rootId: 'r-root',
    units: [],
    policies: [],
    places: { [A]: 'r-root', [B]: 'r-root', [DELEGATE]: 'r-root' },
    attached: {},
    delegatedAdministrators: [DELEGATE],
    features: [],
  };
  beforeEach(() =>
    h.store.change(async (tx) => {
      for (const id of [DELEGATE, OUTSIDE]) await tx.put.account({ id, uuid: `uuid-of-${id}`, createdAt: 1 });
      await tx.put.organization(organization);
    }),
  );

  const features = (...EnabledFeatures: string[]) => ({ OrganizationId: ID, EnabledFeatures });

  it('is switched on by the management account, each feature for itself, again without harm', async () => {
    expect(await h.call('ListOrganizationsFeatures')).toEqual(features());
    for (const _ of [1, 2]) {
      expect(await h.call('EnableOrganizationsRootCredentialsManagement')).toEqual(
        features('RootCredentialsManagement'),
      );
    }
    const both = features('RootSessions', 'RootCredentialsManagement');
    expect(await h.call('EnableOrganizationsRootSessions')).toEqual(both);
    expect(await h.call('ListOrganizationsFeatures', {}, root(DELEGATE))).toEqual(both);
    for (const _ of [1, 2]) {
      expect(await h.call('DisableOrganizationsRootCredentialsManagement')).toEqual(features('RootSessions'));
    }
    expect(await h.call('DisableOrganizationsRootSessions', {}, root(DELEGATE))).toEqual(features());
    expect((await h.store.organizations.list())[0]).toEqual(organization);
  });

  it.each(['EnableOrganizationsRootCredentialsManagement', 'EnableOrganizationsRootSessions'])(
    'a delegated administrator does not switch on: %s',
    async (name) => {
      expect(await h.refusal(name, {}, root(DELEGATE))).toBe(
        `CallerIsNotManagementAccountException 400: Caller account ${DELEGATE} is not management account of the organization and cannot enable IAM features.`,
      );
      expect(await h.call('ListOrganizationsFeatures')).toEqual(features());
    },
  );

  it.each([
    'ListOrganizationsFeatures',
    'EnableOrganizationsRootCredentialsManagement',
    'DisableOrganizationsRootCredentialsManagement',
    'EnableOrganizationsRootSessions',
    'DisableOrganizationsRootSessions',
  ])('is no business of a member, nor of an account outside: %s', async (name) => {
    expect(await h.refusal(name, {}, root(B))).toBe(
      `AccountNotManagementOrDelegatedAdministratorException 400: Input account ${B} is neither management account nor delegated admin.`,
    );
    expect(await h.refusal(name, {}, root(OUTSIDE))).toBe(
      `OrganizationNotFoundException 400: Organization not found for input account ${OUTSIDE}.`,
    );
  });
});
