import type { Chapter } from './operations.ts';

/** OpenID Connect providers, SAML providers, server certificates. */
export const providers = {
  CreateOpenIDConnectProvider: {
    summary: 'trust an OpenID Connect issuer',
    description: [
      'Makes an issuer known to the account, so that trust policies can name it. By itself it lets nobody in. The issuer is not called: whether it can be reached shows with the first token. The quota is `oidc-providers-per-account`.',
    ],
    errors: { OpenIdIdpCommunicationError: 'Not answered here: the issuer is not called.' },
    related: ['AddClientIDToOpenIDConnectProvider', 'rolecall-sts-assume-role-with-web-identity'],
  },
  GetOpenIDConnectProvider: {
    summary: 'show an OpenID Connect provider',
    description: ['Shows an OpenID Connect provider: address, client ids, thumbprints, tags.'],
    results: { Url: 'Address of the issuer, without `https://`.' },
    related: ['ListOpenIDConnectProviders'],
  },
  ListOpenIDConnectProviders: {
    summary: 'list OpenID Connect providers',
    description: ['Lists the ARNs of all OpenID Connect providers of the account, in one answer.'],
    related: ['GetOpenIDConnectProvider'],
  },
  DeleteOpenIDConnectProvider: {
    summary: 'no longer trust an OpenID Connect issuer',
    description: [
      'Deletes an OpenID Connect provider. Its tokens open no role from then on; trust policies that name it stay as they are, and trust nobody by it. One that is not there is NoSuchEntity.',
    ],
    related: ['CreateOpenIDConnectProvider'],
  },
  AddClientIDToOpenIDConnectProvider: {
    summary: 'accept tokens for one more audience',
    description: [
      'Adds a client id to an OpenID Connect provider: tokens for it are accepted from then on. One that is there already is no error. The quota is `client-ids-per-oidc-provider`.',
    ],
    related: ['RemoveClientIDFromOpenIDConnectProvider'],
  },
  RemoveClientIDFromOpenIDConnectProvider: {
    summary: 'no longer accept tokens for an audience',
    description: [
      'Removes a client id from an OpenID Connect provider. One that is not there is no error. Without the last one the provider accepts no token.',
    ],
    related: ['AddClientIDToOpenIDConnectProvider'],
  },
  UpdateOpenIDConnectProviderThumbprint: {
    summary: 'replace the thumbprints of an OpenID Connect provider',
    description: [
      'Replaces the list of thumbprints. They are kept and shown, and not compared: the certificate of an issuer is verified as that of every server.',
    ],
    related: ['GetOpenIDConnectProvider'],
  },
  ListOpenIDConnectProviderTags: {
    summary: 'list the tags of an OpenID Connect provider',
    description: ['Lists the tags of an OpenID Connect provider, by key.'],
    related: ['TagOpenIDConnectProvider'],
  },
  TagOpenIDConnectProvider: {
    summary: 'put tags on an OpenID Connect provider',
    description: ['Puts tags on an OpenID Connect provider. A key that is there already gets the new value.'],
    related: ['UntagOpenIDConnectProvider'],
  },
  UntagOpenIDConnectProvider: {
    summary: 'take tags off an OpenID Connect provider',
    description: ['Takes tags off an OpenID Connect provider, by their keys. A key that is not there is no error.'],
    related: ['TagOpenIDConnectProvider'],
  },
  CreateSAMLProvider: {
    summary: 'trust a SAML identity provider',
    description: [
      'Makes a SAML 2.0 identity provider known to the account by its metadata, which has to hold a signing key that is valid now. By itself it lets nobody in: trust policies name it. The quota is `saml-providers-per-account`.',
    ],
    parameters: { Name: 'Name of the provider.' },
    related: ['UpdateSAMLProvider', 'rolecall-sts-assume-role-with-saml'],
  },
  GetSAMLProvider: {
    summary: 'show a SAML provider',
    description: ['Shows a SAML provider with its metadata. Private keys are told by their ids, never by their text.'],
    related: ['ListSAMLProviders'],
  },
  ListSAMLProviders: {
    summary: 'list SAML providers',
    description: ['Lists all SAML providers of the account, in one answer, with their dates.'],
    related: ['GetSAMLProvider'],
  },
  UpdateSAMLProvider: {
    summary: "replace a SAML provider's metadata or keys",
    description: [
      'Replaces the metadata, says whether assertions have to be encrypted, adds a private key or removes one; not both in one request. What is left out stays as it is.',
    ],
    related: ['CreateSAMLProvider'],
  },
  DeleteSAMLProvider: {
    summary: 'no longer trust a SAML identity provider',
    description: [
      'Deletes a SAML provider. Its assertions open no role from then on; trust policies that name it stay as they are, and trust nobody by it.',
    ],
    related: ['CreateSAMLProvider'],
  },
  ListSAMLProviderTags: {
    summary: 'list the tags of a SAML provider',
    description: ['Lists the tags of a SAML provider, by key.'],
    related: ['TagSAMLProvider'],
  },
  TagSAMLProvider: {
    summary: 'put tags on a SAML provider',
    description: ['Puts tags on a SAML provider. A key that is there already gets the new value.'],
    related: ['UntagSAMLProvider'],
  },
  UntagSAMLProvider: {
    summary: 'take tags off a SAML provider',
    description: ['Takes tags off a SAML provider, by their keys. A key that is not there is no error.'],
    related: ['TagSAMLProvider'],
  },
  UploadServerCertificate: {
    summary: 'keep a server certificate with its private key',
    description: [
      'Keeps a server certificate, its private key and its chain. The key has to belong to the certificate and is shown by no answer; what is stored is sealed. The chain has to lead from one certificate to the next. No listener of this server uses it. The quota is `server-certificates-per-account`.',
    ],
    parameters: { CertificateBody: 'The certificate, as PEM.' },
    related: ['UpdateServerCertificate', 'DeleteServerCertificate'],
  },
  GetServerCertificate: {
    summary: 'show a server certificate',
    description: ['Shows a server certificate with its chain, without its private key.'],
    related: ['ListServerCertificates'],
  },
  ListServerCertificates: {
    summary: 'list server certificates',
    description: [
      'Lists the server certificates of the account, or those under a path, by name, without their bodies.',
    ],
    related: ['GetServerCertificate'],
  },
  UpdateServerCertificate: {
    summary: 'rename or move a server certificate',
    description: [
      'Gives a server certificate another name, another path, or both. The caller needs permission on the ARN as it is and on the one that it becomes. Without anything new nothing changes.',
    ],
    related: ['UploadServerCertificate'],
  },
  DeleteServerCertificate: {
    summary: 'delete a server certificate',
    description: ['Deletes a server certificate with its private key.'],
    related: ['UploadServerCertificate'],
  },
  ListServerCertificateTags: {
    summary: 'list the tags of a server certificate',
    description: ['Lists the tags of a server certificate, by key.'],
    related: ['TagServerCertificate'],
  },
  TagServerCertificate: {
    summary: 'put tags on a server certificate',
    description: ['Puts tags on a server certificate. A key that is there already gets the new value.'],
    related: ['UntagServerCertificate'],
  },
  UntagServerCertificate: {
    summary: 'take tags off a server certificate',
    description: ['Takes tags off a server certificate, by their keys. A key that is not there is no error.'],
    related: ['TagServerCertificate'],
  },
} satisfies Chapter;
