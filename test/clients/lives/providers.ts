import { absent, HOME, Kept } from '../scenario/step.ts';
import { arn, DATE, does, life, misses, refuses, tags } from './life.ts';

const oidc = { OpenIDConnectProviderArn: arn('oidc-provider/login.example.com/team') };
const URL = 'https://login.example.com/team';
const thumbprint = (digit: string): string => digit.repeat(40);

export const oidcProviders = life(
  'OpenID Connect providers',
  does(
    'CreateOpenIDConnectProvider',
    {
      Url: URL,
      ClientIDList: ['web', 'phone'],
      ThumbprintList: [thumbprint('a')],
      Tags: [{ Key: 'Team', Value: 'red' }],
    },
    { OpenIDConnectProviderArn: oidc.OpenIDConnectProviderArn, 'Tags.length': 1 },
  ),
  refuses(
    'CreateOpenIDConnectProvider',
    { Url: URL, ThumbprintList: [thumbprint('b')] },
    'EntityAlreadyExists',
    `Provider with url ${URL} already exists.`,
  ),
  does(
    'ListOpenIDConnectProviders',
    {},
    {
      'OpenIDConnectProviderList.length': 1,
      'OpenIDConnectProviderList.0.Arn': oidc.OpenIDConnectProviderArn,
    },
  ),
  tags('OpenIDConnectProvider', oidc),
  does('AddClientIDToOpenIDConnectProvider', { ...oidc, ClientID: 'watch' }),
  does('RemoveClientIDFromOpenIDConnectProvider', { ...oidc, ClientID: 'web' }),
  does('UpdateOpenIDConnectProviderThumbprint', { ...oidc, ThumbprintList: [thumbprint('c'), thumbprint('d')] }),
  does('GetOpenIDConnectProvider', oidc, {
    Url: 'login.example.com/team',
    'ClientIDList.length': 2,
    'ThumbprintList.length': 2,
    'ThumbprintList.0': thumbprint('c'),
    'Tags.0.Value': 'blue',
    CreateDate: DATE,
  }),
  does('DeleteOpenIDConnectProvider', oidc),
  misses('GetOpenIDConnectProvider', oidc, `OpenIDConnect Provider not found for arn ${oidc.OpenIDConnectProviderArn}`),
  does('ListOpenIDConnectProviders', {}, { 'OpenIDConnectProviderList.length': 0 }, { as: 'none' }),
);

const saml = { SAMLProviderArn: `arn:aws:iam::${HOME}:saml-provider/corp` };

export const samlProviders = life(
  'SAML providers',
  does(
    'CreateSAMLProvider',
    { Name: 'corp', SAMLMetadataDocument: new Kept('idp metadata') },
    { SAMLProviderArn: saml.SAMLProviderArn, Tags: absent },
  ),
  refuses(
    'CreateSAMLProvider',
    { Name: 'corp', SAMLMetadataDocument: new Kept('idp metadata') },
    'EntityAlreadyExists',
    'SAMLProvider with name corp already exists.',
  ),
  does(
    'ListSAMLProviders',
    {},
    {
      'SAMLProviderList.length': 1,
      'SAMLProviderList.0.Arn': saml.SAMLProviderArn,
      'SAMLProviderList.0.CreateDate': DATE,
    },
  ),
  tags('SAMLProvider', saml),
  does(
    'UpdateSAMLProvider',
    { ...saml, SAMLMetadataDocument: new Kept('idp-next metadata') },
    { SAMLProviderArn: saml.SAMLProviderArn },
  ),
  does('GetSAMLProvider', saml, {
    SAMLMetadataDocument: new Kept('idp-next metadata'),
    ValidUntil: /^2\d\d\d-/,
    'Tags.length': 1,
  }),
  does('DeleteSAMLProvider', saml),
  misses('GetSAMLProvider', saml, `Manifest not found for arn ${saml.SAMLProviderArn}`),
);
