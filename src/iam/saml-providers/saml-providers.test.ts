import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { certificates, key, metadata } from '../../federation/saml/testing.ts';
import { privateKeyContext } from '../../principal/saml-provider.ts';
import { A, B, type House, house, root, START_SECONDS } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house({ samlProvidersPerAccount: 2 });
});

const arn = (name: string) => `arn:aws:iam::${A}:saml-provider/${name}`;
const on = { SAMLProviderArn: arn('Corp') };
const made = { Name: 'Corp', SAMLMetadataDocument: metadata() };
const got = async () => h.call('GetSAMLProvider', on);
const id = expect.stringMatching(/^[A-Z2-7]{24}$/);

const rsa = (modulusLength: number) =>
  generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
const PEM = rsa(2048);

describe('a provider', () => {
  it('is made of its metadata, which is kept to the letter', async () => {
    const Tags = [
      { Key: 'b', Value: '1' },
      { Key: 'a', Value: '2' },
    ];
    expect(await h.call('CreateSAMLProvider', { ...made, Tags })).toEqual({ ...on, Tags: [...Tags].reverse() });
    expect(await got()).toEqual({
      SAMLProviderUUID: id,
      SAMLMetadataDocument: metadata(),
      CreateDate: START_SECONDS,
      // A hundred years on, since the metadata names no end.
      ValidUntil: Date.UTC(2123, 10, 14, 22, 13, 20) / 1000,
      Tags: [...Tags].reverse(),
      AssertionEncryptionMode: 'Allowed',
      PrivateKeyList: [],
    });
  });

  it('ends when its metadata ends, which another may change', async () => {
    const until = metadata(undefined, ' validUntil="2030-01-02T03:04:05Z"');
    const end = Date.UTC(2030, 0, 2, 3, 4, 5) / 1000;
    await h.call('CreateSAMLProvider', { ...made, SAMLMetadataDocument: until });
    expect(await h.call('ListSAMLProviders')).toEqual({
      SAMLProviderList: [{ Arn: arn('Corp'), ValidUntil: end, CreateDate: START_SECONDS }],
    });
    const uuid = (await got()).SAMLProviderUUID;
    expect(await h.call('UpdateSAMLProvider', { ...on, AssertionEncryptionMode: 'Allowed' })).toEqual(on);
    expect((await got()).ValidUntil).toBe(end);
    await h.call('UpdateSAMLProvider', { ...on, SAMLMetadataDocument: metadata(key(certificates.ec)) });
    expect(await got()).toMatchObject({
      SAMLProviderUUID: uuid,
      SAMLMetadataDocument: metadata(key(certificates.ec)),
      ValidUntil: Date.UTC(2123, 10, 14, 22, 13, 20) / 1000,
    });
  });

  it('is deleted once, and a new one of the name is another', async () => {
    await h.call('CreateSAMLProvider', made);
    const { SAMLProviderUUID } = await got();
    const refused = `NoSuchEntity 404: Manifest not found for arn ${arn('Corp')}`;
    for (const name of ['GetSAMLProvider', 'UpdateSAMLProvider', 'DeleteSAMLProvider'])
      expect(await h.refusal(name, on, root(B))).toBe(refused);
    await h.call('DeleteSAMLProvider', on);
    for (const name of ['GetSAMLProvider', 'UpdateSAMLProvider', 'DeleteSAMLProvider'])
      expect(await h.refusal(name, on)).toBe(refused);
    await h.call('CreateSAMLProvider', made);
    expect((await got()).SAMLProviderUUID).not.toBe(SAMLProviderUUID);
  });

  it.each([
    [
      'a name that is taken but for its case',
      { ...made, Name: 'CORP' },
      'EntityAlreadyExists 409: SAMLProvider with name CORP already exists.',
    ],
    [
      'one more than the quota',
      { ...made, Name: 'third' },
      'LimitExceeded 409: Cannot exceed quota for SAMLProvidersPerAccount: 2',
    ],
  ])('refuses %s', async (_what, input, refusal) => {
    for (const Name of ['Corp', 'other']) await h.call('CreateSAMLProvider', { ...made, Name });
    expect(await h.refusal('CreateSAMLProvider', input)).toBe(refusal);
  });
});

describe('metadata that cannot vouch for anybody', () => {
  const noKey =
    'InvalidInput 400: The metadata document holds no valid signing certificate with an RSA key of at least 2048 bits or an EC key.';
  it.each([
    [
      'a DOCTYPE',
      metadata().replace('<md:EntityDescriptor', '<!DOCTYPE x><md:EntityDescriptor'),
      /^InvalidInput 400: Could not parse metadata: /,
    ],
    ['no XML', 'x'.repeat(1000), /^InvalidInput 400: Could not parse metadata: /],
    ['no signing key', metadata(key(certificates.rsa, ' use="encryption"')), noKey],
    ['no key at all', `${metadata('')}${' '.repeat(500)}`, noKey],
    ['a weak key', metadata(key(certificates.weak)), noKey],
    ['a key that has expired', metadata(key(certificates.expired)), noKey],
    ['a key that is not valid yet', metadata(key(certificates.future)), noKey],
    [
      'an end that is past',
      metadata(undefined, ' validUntil="2020-01-01T00:00:00Z"'),
      'InvalidInput 400: The metadata document has expired.',
    ],
    ['less than AWS takes', '<a/>', /^ValidationError 400: .*'sAMLMetadataDocument'.*greater than or equal to 1000/],
  ])('%s', async (_what, SAMLMetadataDocument, refusal) => {
    const expectation = (text: string) =>
      typeof refusal === 'string' ? expect(text).toBe(refusal) : expect(text).toMatch(refusal);
    expectation(await h.refusal('CreateSAMLProvider', { ...made, SAMLMetadataDocument }));
    await h.call('CreateSAMLProvider', made);
    expectation(await h.refusal('UpdateSAMLProvider', { ...on, SAMLMetadataDocument }));
    expect((await got()).SAMLMetadataDocument).toBe(metadata());
  });

  it('a weak or expired key beside a good one does no harm', () =>
    h.call('CreateSAMLProvider', {
      ...made,
      SAMLMetadataDocument: metadata(
        [certificates.expired, certificates.weak, certificates.ec].map((one) => key(one)).join(''),
      ),
    }));
});

describe('private keys', () => {
  it('are kept sealed, bound to their provider, and shown by id alone', async () => {
    await h.call('CreateSAMLProvider', { ...made, AddPrivateKey: PEM, AssertionEncryptionMode: 'Required' });
    const shown = await got();
    expect(shown).toMatchObject({
      AssertionEncryptionMode: 'Required',
      PrivateKeyList: [{ KeyId: id, Timestamp: START_SECONDS }],
    });
    const provider = (await h.store.samlProviders.byName(A, 'Corp'))!;
    const [kept] = provider.privateKeys;
    const body = PEM.split('\n').slice(1, 3).join('').slice(0, 60);
    expect(JSON.stringify([shown, provider])).not.toContain(body);
    const context = { providerId: provider.id, id: kept!.id, account: A };
    expect(h.secrets.open(kept!.sealed, privateKeyContext(context))?.toString('base64')).toContain(body);
    for (const other of [{ providerId: 'x' }, { id: 'x' }, { account: B }])
      expect(h.secrets.open(kept!.sealed, privateKeyContext({ ...context, ...other }))).toBeUndefined();
  });

  it('are changed one at a time, two at most', async () => {
    await h.call('CreateSAMLProvider', made);
    await h.call('UpdateSAMLProvider', { ...on, AddPrivateKey: PEM });
    await h.call('UpdateSAMLProvider', { ...on, AddPrivateKey: PEM, AssertionEncryptionMode: 'Required' });
    const [first, second] = (await got()).PrivateKeyList.map(({ KeyId }: { KeyId: string }) => KeyId);
    expect(await h.refusal('UpdateSAMLProvider', { ...on, AddPrivateKey: PEM })).toBe(
      'LimitExceeded 409: Cannot exceed quota for PrivateKeysPerSAMLProvider: 2',
    );
    expect(await h.refusal('UpdateSAMLProvider', { ...on, AddPrivateKey: PEM, RemovePrivateKey: first })).toBe(
      'InvalidInput 400: A private key cannot be added and another removed in one request.',
    );
    await h.call('UpdateSAMLProvider', { ...on, RemovePrivateKey: first });
    expect(await h.refusal('UpdateSAMLProvider', { ...on, RemovePrivateKey: first })).toBe(
      `NoSuchEntity 404: Private key ${first} cannot be found.`,
    );
    const undecryptable = 'InvalidInput 400: Assertion encryption cannot be required without a private key.';
    expect(await h.refusal('UpdateSAMLProvider', { ...on, RemovePrivateKey: second })).toBe(undecryptable);
    await h.call('UpdateSAMLProvider', { ...on, RemovePrivateKey: second, AssertionEncryptionMode: 'Allowed' });
    expect((await got()).PrivateKeyList).toEqual([]);
    expect(await h.refusal('UpdateSAMLProvider', { ...on, AssertionEncryptionMode: 'Required' })).toBe(undecryptable);
    expect(await h.refusal('CreateSAMLProvider', { ...made, Name: 'x', AssertionEncryptionMode: 'Required' })).toBe(
      undecryptable,
    );
  });

  const sealedPem = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
  });
  it.each([
    ['no PEM', 'secret words'],
    ['a public key', sealedPem.publicKey],
    ['an encrypted one', sealedPem.privateKey],
    ['a short one', rsa(1024)],
    [
      'one of a curve',
      generateKeyPairSync('ec', {
        namedCurve: 'P-256',
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      }).privateKey,
    ],
    ['a broken one', PEM.replace(/[A-Za-z0-9+/]{64}\n/, '')],
  ])('refuses %s, and repeats nothing of it', async (_what, AddPrivateKey) =>
    expect(await h.refusal('CreateSAMLProvider', { ...made, AddPrivateKey })).toBe(
      'InvalidInput 400: The private key must be an unencrypted RSA key of at least 2048 bits in PEM format.',
    ),
  );
});
