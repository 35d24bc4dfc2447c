import { absent, HOME, type World } from '../scenario/step.ts';
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

const SWITCHES = ['RootCredentialsManagement', 'RootSessions'] as const;
const ORGANIZATION = { id: 'o-exampleorg1', 'management-account': HOME };
const NONE = `Organization not found for input account ${HOME}.`;

/** An organization is the operator's to make, by a seed that the running server applies. */
export const organizationFeatures = life(
  "an organization's features",
  refuses('ListOrganizationsFeatures', {}, 'OrganizationNotFoundException', NONE),
  SWITCHES.flatMap((feature) => [
    refuses(`EnableOrganizations${feature}`, {}, 'OrganizationNotFoundException', NONE),
    refuses(`DisableOrganizations${feature}`, {}, 'OrganizationNotFoundException', NONE),
  ]),
  does(
    'ListOrganizationsFeatures',
    bySeed({ organization: ORGANIZATION }),
    { OrganizationId: 'o-exampleorg1', 'EnabledFeatures.length': 0 },
    { as: 'after `rolecall apply`' },
  ),
  SWITCHES.map((feature) =>
    does(`EnableOrganizations${feature}`, {}, { OrganizationId: 'o-exampleorg1', 'EnabledFeatures.length': /^[12]$/ }),
  ),
  does(
    'ListOrganizationsFeatures',
    {},
    { 'EnabledFeatures.length': 2, 'EnabledFeatures.0': 'RootSessions' },
    { as: 'both' },
  ),
  SWITCHES.map((feature) => does(`DisableOrganizations${feature}`, {}, { OrganizationId: 'o-exampleorg1' })),
  refuses('ListOrganizationsFeatures', bySeed({ organization: null }), 'OrganizationNotFoundException', NONE, {
    as: 'once the seed takes it away',
  }),
);

function bySeed(seed: object) {
  return async ({ operate }: World): Promise<Record<string, never>> => {
    await operate(['apply', '--file', '-', '--yes'], JSON.stringify({ rolecall: 1, ...seed }));
    return {};
  };
}
