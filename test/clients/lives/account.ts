import { absent, HOME } from '../scenario/step.ts';
import { does, life, misses, pages, refuses } from './life.ts';

const ALIAS = { AccountAlias: 'castle' };
const GONE = `The Password Policy with domain name ${HOME} cannot be found.`;

export const accountAlias = life(
  'account alias',
  does('CreateAccountAlias', ALIAS),
  refuses('CreateAccountAlias', ALIAS, 'EntityAlreadyExists', 'The account alias castle already exists.'),
  pages('ListAccountAliases', {}, 1, { 'AccountAliases.length': 1, 'AccountAliases.0': 'castle' }),
  does('CreateAccountAlias', { AccountAlias: 'keep' }, {}, { as: 'another instead' }),
  does('DeleteAccountAlias', { AccountAlias: 'keep' }),
  misses('DeleteAccountAlias', { AccountAlias: 'keep' }, 'The account alias keep cannot be found.'),
  does('ListAccountAliases', {}, { 'AccountAliases.length': 0 }, { as: 'none' }),
);

export const passwordPolicy = life(
  'password policy',
  misses('GetAccountPasswordPolicy', {}, GONE),
  does('UpdateAccountPasswordPolicy', {
    MinimumPasswordLength: 14,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: false,
    MaxPasswordAge: 90,
    PasswordReusePrevention: 5,
    HardExpiry: false,
  }),
  does(
    'GetAccountPasswordPolicy',
    {},
    {
      'PasswordPolicy.MinimumPasswordLength': 14,
      'PasswordPolicy.RequireSymbols': true,
      'PasswordPolicy.RequireUppercaseCharacters': false,
      'PasswordPolicy.ExpirePasswords': true,
      'PasswordPolicy.MaxPasswordAge': 90,
      'PasswordPolicy.PasswordReusePrevention': 5,
      'PasswordPolicy.HardExpiry': false,
    },
  ),
  does('UpdateAccountPasswordPolicy', { RequireSymbols: true }, {}, { as: 'the rest back to its defaults' }),
  does(
    'GetAccountPasswordPolicy',
    {},
    {
      'PasswordPolicy.MinimumPasswordLength': 6,
      'PasswordPolicy.RequireSymbols': true,
      'PasswordPolicy.MaxPasswordAge': absent,
    },
  ),
  does('DeleteAccountPasswordPolicy', {}),
  misses('DeleteAccountPasswordPolicy', {}, GONE),
);

const ISSUER = /^https?:\/\/\S+$/;
const OFF = `Outbound identity federation is disabled for account ${HOME}`;

export const outboundFederation = life(
  'outbound web identity federation',
  refuses('GetOutboundWebIdentityFederationInfo', {}, 'FeatureDisabled', OFF),
  does(
    'EnableOutboundWebIdentityFederation',
    {},
    { IssuerIdentifier: ISSUER },
    { saves: { issuer: 'IssuerIdentifier' } },
  ),
  refuses(
    'EnableOutboundWebIdentityFederation',
    {},
    'FeatureEnabled',
    `Outbound identity federation is already enabled for account ${HOME}`,
  ),
  does('GetOutboundWebIdentityFederationInfo', {}, { IssuerIdentifier: ISSUER, JwtVendingEnabled: true }),
  does('DisableOutboundWebIdentityFederation', {}),
  refuses('DisableOutboundWebIdentityFederation', {}, 'FeatureDisabled', OFF),
);

/** AWS's token preference, which the summary tells. */
export const tokenPreferences = life(
  'STS preferences',
  does('SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v2Token' }),
  does('GetAccountSummary', {}, { 'SummaryMap.GlobalEndpointTokenVersion': 2 }),
  does('SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v1Token' }, {}, { as: 'back' }),
);

/** This store has no organisation; with one, unit tests show what each account may. */
export const organizationFeatures = life(
  "an organization's features, without one",
  ...[
    'ListOrganizationsFeatures',
    'EnableOrganizationsRootCredentialsManagement',
    'EnableOrganizationsRootSessions',
    'DisableOrganizationsRootCredentialsManagement',
    'DisableOrganizationsRootSessions',
  ].map((operation) =>
    refuses(operation, {}, 'OrganizationNotFoundException', `Organization not found for input account ${HOME}.`),
  ),
);
