import { does, type Life, proves, said } from './life.ts';

/** What an account has one of. A life of these has its account to itself as far as its own kind goes. */

export const alias: Life = {
  kind: 'account alias',
  *course({ account, name }) {
    // Aliases are unique over all accounts.
    const [first, second] = [`${name}-${account}-a`, `${name}-${account}-b`];
    yield does('CreateAccountAlias', { AccountAlias: first }, { alias: first });
    yield does('CreateAccountAlias', { AccountAlias: second }, { alias: second });
    yield does('DeleteAccountAlias', { AccountAlias: second }, { alias: undefined });
  },
  read: async ({ ask }) => ({ alias: said(await ask('ListAccountAliases'), 'member') }),
};

export const passwordPolicy: Life = {
  kind: 'password policy',
  *course() {
    yield does('UpdateAccountPasswordPolicy', { MinimumPasswordLength: 8 }, { policy: '8 false' });
    yield does(
      'UpdateAccountPasswordPolicy',
      { MinimumPasswordLength: 9, AllowUsersToChangePassword: 'true' },
      { policy: '9 true' },
    );
    yield does('DeleteAccountPasswordPolicy', {}, { policy: undefined });
  },
  async read({ ask }) {
    const found = await ask('GetAccountPasswordPolicy');
    const length = said(found, 'MinimumPasswordLength');
    return { policy: length && `${length} ${said(found, 'AllowUsersToChangePassword')}` };
  },
};

export const tokenPreferences: Life = {
  kind: 'STS preferences',
  *course() {
    yield does('SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v2Token' }, { token: '2' });
    yield does('SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v1Token' }, { token: undefined });
  },
  async read({ ask }) {
    const summary = await ask('GetAccountSummary');
    const version = summary.texts('value')[summary.texts('key').indexOf('GlobalEndpointTokenVersion')];
    // Nobody has set it, or it was set back.
    return { token: version === '1' ? undefined : version };
  },
};

export const outboundFederation: Life = {
  kind: 'outbound federation',
  *course() {
    yield does('EnableOutboundWebIdentityFederation', {}, { enabled: 'true' });
    yield does('DisableOutboundWebIdentityFederation', {}, { enabled: undefined });
  },
  read: async ({ ask }) => ({ enabled: said(await ask('GetOutboundWebIdentityFederationInfo'), 'JwtVendingEnabled') }),
};

/** Needs an organisation that the account manages, which no operation makes. */
export const organizationFeatures: Life = {
  kind: 'organisation features',
  *course() {
    yield does('EnableOrganizationsRootCredentialsManagement', {}, { features: 'RootCredentialsManagement' });
    yield does('EnableOrganizationsRootSessions', {}, { features: 'RootSessions,RootCredentialsManagement' });
    yield does('DisableOrganizationsRootCredentialsManagement', {}, { features: 'RootSessions' });
    yield does('DisableOrganizationsRootSessions', {}, { features: undefined });
  },
  read: async ({ ask }) => ({ features: said(await ask('ListOrganizationsFeatures'), 'member') }),
};

/** Reports are kept as jobs. The credential report of an account is made once in four hours; after that the step changes nothing. */
export const reports: Life = {
  kind: 'report',
  *course({ account }) {
    yield does('GenerateCredentialReport', {}, { credentials: 'there' });
    const about = { Arn: `arn:aws:iam::${account}:role/nobody` };
    yield does('CreateRole', { RoleName: 'nobody', AssumeRolePolicyDocument: NOBODY }, { role: 'nobody' });
    const made = yield does('GenerateServiceLastAccessedDetails', about, {});
    yield proves({ [`job:${account}:${made.text('JobId')}`]: 'COMPLETED' });
    yield does('DeleteRole', { RoleName: 'nobody' }, { role: undefined });
  },
  read: async ({ ask }) => ({
    credentials: said(await ask('GetCredentialReport'), 'Content') && 'there',
    role: said(await ask('GetRole', { RoleName: 'nobody' }), 'RoleName'),
  }),
};

const NOBODY = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' },
});
