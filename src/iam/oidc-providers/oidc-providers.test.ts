import { beforeEach, describe, expect, it } from 'vitest';
import { A, B, type House, house, root, START_SECONDS } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house({ oidcProvidersPerAccount: 3, clientIdsPerOidcProvider: 3 });
});

const arn = (name: string, account = A) => `arn:aws:iam::${account}:oidc-provider/${name}`;
const Url = 'https://id.example.com/Realm';
const on = { OpenIDConnectProviderArn: arn('id.example.com/Realm') };
const hex = (digit: string) => digit.repeat(40);
const got = async () => h.call('GetOpenIDConnectProvider', on);

describe('a provider', () => {
  it('is made with what is said, and shown without its scheme', async () => {
    const made = {
      Url,
      ClientIDList: ['app', 'App', 'app'],
      ThumbprintList: [hex('A')],
      Tags: [
        { Key: 'b', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
    };
    const Tags = [...made.Tags].reverse();
    expect(await h.call('CreateOpenIDConnectProvider', made)).toEqual({ ...on, Tags });
    expect(await got()).toEqual({
      Url: 'id.example.com/Realm',
      ClientIDList: ['app', 'App'],
      ThumbprintList: [hex('a')],
      CreateDate: START_SECONDS,
      Tags,
    });
  });

  it('needs nothing but its URL', async () => {
    expect(await h.call('CreateOpenIDConnectProvider', { Url })).toEqual(on);
    expect(await got()).toMatchObject({ ClientIDList: [], ThumbprintList: [], Tags: [] });
  });

  it('gains and loses client ids and thumbprints', async () => {
    await h.call('CreateOpenIDConnectProvider', { Url, ClientIDList: ['a', 'b'] });
    const steps: readonly (readonly [string, object, object])[] = [
      ['AddClientIDToOpenIDConnectProvider', { ClientID: 'c' }, { ClientIDList: ['a', 'b', 'c'] }],
      ['AddClientIDToOpenIDConnectProvider', { ClientID: 'c' }, { ClientIDList: ['a', 'b', 'c'] }],
      ['RemoveClientIDFromOpenIDConnectProvider', { ClientID: 'A' }, { ClientIDList: ['a', 'b', 'c'] }],
      ['RemoveClientIDFromOpenIDConnectProvider', { ClientID: 'a' }, { ClientIDList: ['b', 'c'] }],
      [
        'UpdateOpenIDConnectProviderThumbprint',
        { ThumbprintList: [hex('1'), hex('F')] },
        { ThumbprintList: [hex('1'), hex('f')], ClientIDList: ['b', 'c'] },
      ],
      ['UpdateOpenIDConnectProviderThumbprint', { ThumbprintList: [] }, { ThumbprintList: [] }],
    ];
    for (const [name, input, then] of steps) {
      expect(await h.call(name, { ...on, ...input })).toBeUndefined();
      expect(await got()).toMatchObject(then);
    }
  });

  it('is listed by its ARN, and not by another account', async () => {
    for (const host of ['b', 'A', 'c']) await h.call('CreateOpenIDConnectProvider', { Url: `https://${host}.example` });
    await h.call('CreateOpenIDConnectProvider', { Url }, root(B));
    expect(await h.call('ListOpenIDConnectProviders')).toEqual({
      OpenIDConnectProviderList: ['A', 'b', 'c'].map((host) => ({ Arn: arn(`${host}.example`) })),
    });
    expect(await h.refusal('CreateOpenIDConnectProvider', { Url })).toBe(
      'LimitExceeded 409: Cannot exceed quota for OpenIdConnectProvidersPerAccount: 3',
    );
  });

  it('is gone once it is deleted, and AWS says so in other words', async () => {
    await h.call('CreateOpenIDConnectProvider', { Url });
    expect(await h.refusal('DeleteOpenIDConnectProvider', on, root(B))).toBe(
      `NoSuchEntity 404: OpenId connect Provider ${on.OpenIDConnectProviderArn} cannot be found.`,
    );
    await h.call('DeleteOpenIDConnectProvider', on);
    expect(await h.refusal('DeleteOpenIDConnectProvider', on)).toBe(
      `NoSuchEntity 404: OpenId connect Provider ${on.OpenIDConnectProviderArn} cannot be found.`,
    );
    expect(await h.refusal('GetOpenIDConnectProvider', on)).toBe(
      `NoSuchEntity 404: OpenIDConnect Provider not found for arn ${on.OpenIDConnectProviderArn}`,
    );
  });
});

describe('an issuer has one spelling', () => {
  beforeEach(() => h.call('CreateOpenIDConnectProvider', { Url }));

  it.each([Url, 'https://ID.example.com/Realm', 'https://id.example.com/realm'])(
    'and is taken in every other: %s',
    async (url) =>
      expect(await h.refusal('CreateOpenIDConnectProvider', { Url: url })).toBe(
        `EntityAlreadyExists 409: Provider with url ${url} already exists.`,
      ),
  );

  it.each(['id.example.com/realm', 'ID.example.com/Realm', 'id.example.com/Realm/', 'id.example.com'])(
    'is not found as %s',
    async (name) =>
      expect(await h.refusal('GetOpenIDConnectProvider', { OpenIDConnectProviderArn: arn(name) })).toBe(
        `NoSuchEntity 404: OpenIDConnect Provider not found for arn ${arn(name)}`,
      ),
  );

  it('with a last slash is another', async () =>
    expect(await h.call('CreateOpenIDConnectProvider', { Url: `${Url}/` })).toEqual({
      OpenIDConnectProviderArn: arn('id.example.com/Realm/'),
    }));
});

describe('refuses', () => {
  const url = 'InvalidInput 400: Invalid Open ID Connect Provider URL.';
  it.each([
    ['example.org', 'ValidationError 400: Invalid Open ID Connect Provider URL'],
    ['http://example.org', `${url} The URL must begin with https://.`],
    ['HTTPS://example.org', `${url} The URL must begin with https://.`],
    ['https://', url],
    ['https:///x', url],
    ['https://example.org:8443', url],
    ['https://me@example.org', url],
    ['https://me:you@example.org', url],
    ['https://example.org?x=1', url],
    ['https://example.org/x?y', url],
    ['https://example.org/x#y', url],
    ['https://example.org/%2e', url],
    ['https://exam ple.org', url],
    ['https://example.org/\u0000', url],
    ['https://example.org.', url],
    ['https://-example.org', url],
    ['https://[::1]/', url],
    ['https://example.org\\x', url],
    ['https://exämple.org', url],
  ])('the URL %s', async (Url, refusal) =>
    expect(await h.refusal('CreateOpenIDConnectProvider', { Url })).toBe(refusal),
  );

  it.each([
    [{ ThumbprintList: ['1', '2', '3', '4', '5', '6'].map(hex) }, 'Thumbprint list must contain fewer than 5 entries.'],
    [{ ThumbprintList: [hex('g')] }, 'Thumbprint must be exactly 40 hexadecimal characters.'],
  ])('the thumbprints of %j', async (input, sentence) => {
    expect(await h.refusal('CreateOpenIDConnectProvider', { Url, ...input })).toBe(`InvalidInput 400: ${sentence}`);
    await h.call('CreateOpenIDConnectProvider', { Url, ThumbprintList: ['1', '2', '3', '4', '5'].map(hex) });
    expect(await h.refusal('UpdateOpenIDConnectProviderThumbprint', { ...on, ...input })).toBe(
      `InvalidInput 400: ${sentence}`,
    );
  });

  it('more client ids than the quota', async () => {
    const sentence = 'LimitExceeded 409: Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 3';
    const ClientIDList = ['a', 'b', 'c'];
    expect(await h.refusal('CreateOpenIDConnectProvider', { Url, ClientIDList: [...ClientIDList, 'd'] })).toBe(
      sentence,
    );
    await h.call('CreateOpenIDConnectProvider', { Url, ClientIDList });
    expect(await h.refusal('AddClientIDToOpenIDConnectProvider', { ...on, ClientID: 'd' })).toBe(sentence);
  });

  it.each([
    ['AddClientIDToOpenIDConnectProvider', { ClientID: 'a' }],
    ['RemoveClientIDFromOpenIDConnectProvider', { ClientID: 'a' }],
    ['UpdateOpenIDConnectProviderThumbprint', { ThumbprintList: [] }],
  ])('%s on what is not there', async (name, input) =>
    expect(await h.refusal(name, { ...on, ...input })).toBe(
      `NoSuchEntity 404: OpenIDConnect Provider not found for arn ${on.OpenIDConnectProviderArn}`,
    ),
  );
});
