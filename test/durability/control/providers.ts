import { certificates, key, metadata } from '../../../src/federation/saml/testing.ts';
import { tagging, tagsOf } from './held.ts';
import { does, type Life, said } from './life.ts';

export const oidcProvider: Life = {
  kind: 'OIDC provider',
  *course({ account, name }) {
    const its = { OpenIDConnectProviderArn: oidcArn(account, name) };
    const client = (ClientID: string) => ({ ...its, ClientID });
    const print = (digit: string) => ({ 'ThumbprintList.member.1': digit.repeat(40) });
    yield does(
      'CreateOpenIDConnectProvider',
      { Url: `https://${name}.example.com`, 'ClientIDList.member.1': 'web', ...print('a') },
      { has: `web ${'a'.repeat(40)}` },
    );
    yield does('AddClientIDToOpenIDConnectProvider', client('phone'), { has: `web,phone ${'a'.repeat(40)}` });
    yield* tagging('OpenIDConnectProvider', its);
    yield does(
      'UpdateOpenIDConnectProviderThumbprint',
      { ...its, ...print('b') },
      { has: `web,phone ${'b'.repeat(40)}` },
    );
    yield does('RemoveClientIDFromOpenIDConnectProvider', client('web'), { has: `phone ${'b'.repeat(40)}` });
    yield does('DeleteOpenIDConnectProvider', its, { has: undefined, tags: undefined });
  },
  async read(asking, name) {
    const its = { OpenIDConnectProviderArn: oidcArn(asking.account, name) };
    const found = await asking.ask('GetOpenIDConnectProvider', its);
    const members = found.status === 200 ? found.texts('member') : [];
    const prints = members.filter((text) => text.length === 40);
    const clients = members.filter((text) => text.length !== 40);
    return {
      has: members.length > 0 ? `${clients.join(',')} ${prints.join(',')}` : undefined,
      ...(await tagsOf(asking, 'OpenIDConnectProvider', its)),
    };
  },
};

const oidcArn = (account: string, name: string): string => `arn:aws:iam::${account}:oidc-provider/${name}.example.com`;

export const samlProvider: Life = {
  kind: 'SAML provider',
  *course({ account, name, material }) {
    const its = { SAMLProviderArn: samlArn(account, name) };
    yield does(
      'CreateSAMLProvider',
      { Name: name, SAMLMetadataDocument: METADATA.first },
      { has: 'first', encryption: 'Allowed' },
    );
    yield does('UpdateSAMLProvider', { ...its, SAMLMetadataDocument: METADATA.second }, { has: 'second' });
    yield* tagging('SAMLProvider', its);
    yield does(
      'UpdateSAMLProvider',
      { ...its, AddPrivateKey: material.rsaKey, AssertionEncryptionMode: 'Required' },
      { encryption: 'Required', keys: '1' },
    );
    yield does('DeleteSAMLProvider', its, {
      has: undefined,
      encryption: undefined,
      keys: undefined,
      tags: undefined,
    });
  },
  async read(asking, name) {
    const its = { SAMLProviderArn: samlArn(asking.account, name) };
    const found = await asking.ask('GetSAMLProvider', its);
    const keys = found.texts('KeyId').length;
    return {
      has:
        found.status !== 200
          ? undefined
          : found.texts('SAMLMetadataDocument')[0]!.includes('"signing"')
            ? 'first'
            : 'second',
      encryption: said(found, 'AssertionEncryptionMode'),
      keys: keys > 0 ? String(keys) : undefined,
      ...(await tagsOf(asking, 'SAMLProvider', its)),
    };
  },
};

const samlArn = (account: string, name: string): string => `arn:aws:iam::${account}:saml-provider/${name}`;

/** The second says of its key that it is for everything. */
const METADATA = { first: metadata(), second: metadata(key(certificates.rsa, '')) };
