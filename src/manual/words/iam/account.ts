import type { Chapter } from './operations.ts';

/** The account as a whole: alias, password policy, reports, organization, tokens for others. */
export const account = {
  CreateAccountAlias: {
    summary: 'give the account an alias',
    description: [
      'Gives the account a name beside its number. An account has one: a second takes the place of the first. No two accounts of a store have the same, and twelve digits are refused.',
    ],
    related: ['DeleteAccountAlias', 'ListAccountAliases'],
  },
  DeleteAccountAlias: {
    summary: "delete the account's alias",
    description: [
      'Deletes the alias of the account, which has to be named. One that the account does not have is NoSuchEntity.',
    ],
    related: ['CreateAccountAlias'],
  },
  ListAccountAliases: {
    summary: "show the account's alias",
    description: ['Lists the alias of the account: one or none.'],
    related: ['CreateAccountAlias'],
  },
  GetAccountPasswordPolicy: {
    summary: 'show what passwords of the account have to be',
    description: [
      'Shows the password policy of the account; NoSuchEntity where none was set. Users who may change their passwords may read it.',
    ],
    related: ['UpdateAccountPasswordPolicy'],
  },
  UpdateAccountPasswordPolicy: {
    summary: 'say what passwords of the account have to be',
    description: [
      'Sets the password policy of the account, whole: what is left out goes back to its default. What a password has to look like is asked of those that are set from then on; the greatest age holds for those that there are too.',
    ],
    defaults: {
      MinimumPasswordLength: '6',
      RequireSymbols: 'not required',
      RequireNumbers: 'not required',
      RequireUppercaseCharacters: 'not required',
      RequireLowercaseCharacters: 'not required',
      AllowUsersToChangePassword: 'users need a policy for it',
      MaxPasswordAge: 'passwords do not end',
      PasswordReusePrevention: 'earlier passwords may be used again',
      HardExpiry: 'a user may still change a password that has ended',
    },
    related: ['GetAccountPasswordPolicy', 'DeleteAccountPasswordPolicy'],
  },
  DeleteAccountPasswordPolicy: {
    summary: "delete the account's password policy",
    description: [
      'Deletes the password policy of the account. A password then needs eight characters of three kinds. NoSuchEntity where none was set.',
    ],
    related: ['UpdateAccountPasswordPolicy'],
  },
  GetAccountSummary: {
    summary: 'count what the account has, beside its quotas',
    description: [
      'Answers how many users, groups, roles, policies and so on the account has, and the quotas that are in force.',
    ],
    related: ['GetAccountAuthorizationDetails'],
  },
  GetAccountAuthorizationDetails: {
    summary: 'get users, groups, roles and policies of the account with all their documents',
    description: [
      'Answers the users, groups, roles and managed policies of the account, each with its inline policies, attached policies, boundary, tags and documents, in pages. Of the policies of AWS it has those that are in use. A page ends early where its documents are large.',
    ],
    related: ['rolecall-export', 'GetAccountSummary'],
  },
  GenerateCredentialReport: {
    summary: "make a report of everybody's credentials",
    description: [
      'Makes a report of the credentials of all users and of root, unless there is one of the last four hours. It is ready when this answers.',
    ],
    related: ['GetCredentialReport'],
  },
  GetCredentialReport: {
    summary: "get the report of everybody's credentials",
    description: [
      'Answers the report that GenerateCredentialReport made, as CSV: passwords, access keys, MFA devices and certificates of each user and of root, with dates and without secrets.',
    ],
    errors: { ReportInProgress: 'Not answered here: a report is ready when it was asked for.' },
    related: ['GenerateCredentialReport'],
  },
  GenerateServiceLastAccessedDetails: {
    summary: 'report which services somebody may use, and has used',
    description: [
      'Makes a report of the services that a user, group, role or policy allows, and when each was last used here. It is ready when it is first asked for, and is kept for a day for whoever asked.',
    ],
    defaults: { Granularity: '`SERVICE_LEVEL`' },
    related: ['GetServiceLastAccessedDetails'],
  },
  GetServiceLastAccessedDetails: {
    summary: 'get the report of services used',
    description: [
      'Answers a report of GenerateServiceLastAccessedDetails to whoever asked for it, service by service.',
    ],
    related: ['GetServiceLastAccessedDetailsWithEntities'],
  },
  GetServiceLastAccessedDetailsWithEntities: {
    summary: 'get who used a service, from the report',
    description: [
      'Answers, for one service of a report of GenerateServiceLastAccessedDetails about a group or a policy, which users and roles used it and when.',
    ],
    related: ['GetServiceLastAccessedDetails'],
  },
  ListOrganizationsFeatures: {
    summary: "list what is switched on for the organization's root users",
    description: [
      'Lists which of the two features for root users of member accounts are on. The management account and delegated administrators for IAM may ask. The organization itself is made by the seed file.',
    ],
    related: ['EnableOrganizationsRootSessions', 'EnableOrganizationsRootCredentialsManagement'],
  },
  EnableOrganizationsRootCredentialsManagement: {
    summary: 'let the organization manage the root credentials of its members',
    description: [
      'Switches on, for the whole organization, the central management of root credentials. The management account alone may. What is on already stays on, without an error.',
    ],
    related: ['DisableOrganizationsRootCredentialsManagement'],
  },
  DisableOrganizationsRootCredentialsManagement: {
    summary: 'stop managing the root credentials of members centrally',
    description: [
      'Switches the central management of root credentials off. The management account and delegated administrators may. What is off already stays off, without an error.',
    ],
    related: ['EnableOrganizationsRootCredentialsManagement'],
  },
  EnableOrganizationsRootSessions: {
    summary: 'let the organization assume the root of its members, for tasks',
    description: [
      'Switches AssumeRoot on for the whole organization. The management account alone may. What is on already stays on, without an error.',
    ],
    related: ['DisableOrganizationsRootSessions', 'rolecall-sts-assume-root'],
  },
  DisableOrganizationsRootSessions: {
    summary: 'switch AssumeRoot off for the organization',
    description: [
      'Switches AssumeRoot off for the whole organization. The management account and delegated administrators may. What is off already stays off, without an error.',
    ],
    related: ['EnableOrganizationsRootSessions'],
  },
  EnableOutboundWebIdentityFederation: {
    summary: 'let principals of the account get web identity tokens',
    description: [
      'Switches GetWebIdentityToken on for the account and answers its issuer, under which the keys of its tokens are published.',
    ],
    related: ['DisableOutboundWebIdentityFederation', 'rolecall-sts-get-web-identity-token'],
  },
  DisableOutboundWebIdentityFederation: {
    summary: 'switch web identity tokens of the account off',
    description: [
      'Switches GetWebIdentityToken off for the account. Tokens that were given out stay good until they end: others verify them without asking here. The issuer stays the same when it is switched on again.',
    ],
    related: ['EnableOutboundWebIdentityFederation'],
  },
  GetOutboundWebIdentityFederationInfo: {
    summary: 'show the issuer of the account',
    description: ['Answers the issuer of the web identity tokens of the account. FeatureDisabled where it is off.'],
    related: ['EnableOutboundWebIdentityFederation'],
  },
  SetSecurityTokenServicePreferences: {
    summary: 'choose the token version of the global endpoint',
    description: [
      'Notes which version of tokens the account wants of the global endpoint, as GetAccountSummary tells it. Nothing else depends on it here: there is one kind of token, and it is good in every region.',
    ],
    related: ['GetAccountSummary'],
  },
} satisfies Chapter;
