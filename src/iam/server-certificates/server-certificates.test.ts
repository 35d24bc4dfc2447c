import { beforeEach, describe, expect, it } from 'vitest';
import { ecKey, makeCertificate, rsaKey } from '../certificates/testing.ts';
import { A, B, type House, house, root, START_SECONDS } from '../testing.ts';
import { privateKeyContext } from './upload-server-certificate.ts';

let h: House;
beforeEach(async () => {
  h = await house({ serverCertificatesPerAccount: 2 });
});

const rootKey = ecKey();
const ca = makeCertificate({ name: 'ca', key: rootKey, ca: true });
const web = makeCertificate({ name: 'web', issuer: { name: 'ca', key: rootKey } });
const body = { CertificateBody: web.pem, PrivateKey: web.keyPem };
const name = { ServerCertificateName: 'Web' };
const upload = (more: object = {}, caller = root(A)) =>
  h.call('UploadServerCertificate', { ...name, ...body, ...more }, caller);
const refusal = (more: object) => h.refusal('UploadServerCertificate', { ...name, ...body, ...more });

const metadata = {
  Path: '/c/',
  ServerCertificateName: 'Web',
  ServerCertificateId: expect.stringMatching(/^ASCA[A-Z2-7]{17}$/),
  Arn: `arn:aws:iam::${A}:server-certificate/c/Web`,
  UploadDate: START_SECONDS,
  Expiration: Date.parse('2033-01-01T00:00:00Z') / 1000,
};

describe('UploadServerCertificate', () => {
  it('keeps the certificate, and its key sealed for its row; no answer holds the key', async () => {
    const Tags = [{ Key: 'Team', Value: 'one' }];
    const uploaded = await upload({ Path: '/c/', Tags, CertificateChain: ca.pem });
    expect(uploaded).toEqual({ ServerCertificateMetadata: metadata, Tags });
    const got = await h.call('GetServerCertificate', { ServerCertificateName: 'WEB' });
    expect(got).toEqual({
      ServerCertificate: {
        ServerCertificateMetadata: metadata,
        CertificateBody: web.pem.trim(),
        CertificateChain: ca.pem.trim(),
        Tags,
      },
    });
    const listed = await h.call('ListServerCertificates');
    expect(listed).toEqual({ ServerCertificateMetadataList: [metadata], IsTruncated: false });

    const stored = (await h.store.serverCertificates.byName(A, 'web'))!;
    const secret = web.keyPem.split('\n')[1]!;
    for (const text of [uploaded, got, listed, stored]) expect(JSON.stringify(text)).not.toContain(secret);
    const opened = h.secrets.open(stored.sealedPrivateKey, privateKeyContext(stored));
    expect(opened?.toString()).toBe(web.keyPem.trim());
    expect(h.secrets.open(stored.sealedPrivateKey, { ...privateKeyContext(stored), account: B })).toBeUndefined();
  });

  it('answers no tags where there are none, and an empty list of them when got', async () => {
    expect((await upload()).Tags).toBeUndefined();
    const { ServerCertificate } = await h.call('GetServerCertificate', name);
    expect([ServerCertificate.Tags, ServerCertificate.CertificateChain]).toEqual([[], undefined]);
  });

  it.each([
    ['RSA of 1024 bits', rsaKey(1024)],
    ['EC', ecKey()],
  ])('takes a key of %s, in PKCS #1, SEC 1 or PKCS #8', async (_what, key) => {
    const { pem } = makeCertificate({ key });
    const type = key.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1';
    for (const PrivateKey of [key.export({ type, format: 'pem' }), key.export({ type: 'pkcs8', format: 'pem' })]) {
      await upload({ CertificateBody: pem, PrivateKey });
      await h.call('DeleteServerCertificate', name);
    }
  });

  const MALFORMED = 'MalformedCertificate 400: ';
  const UNPARSED = `${MALFORMED}Unable to parse certificate. Please ensure the certificate is in PEM format.`;
  const NO_KEY = `${MALFORMED}Unable to parse private key. Please ensure the private key is in PEM format and is not encrypted.`;
  const chainAt = (index: number) =>
    `${MALFORMED}Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. The index within the chain of the invalid certificate is: ${index}`;
  const old = makeCertificate({ key: web.key, to: new Date('2023-06-01T00:00:00Z') });
  const next = makeCertificate({ key: web.key, from: new Date('2024-06-01T00:00:00Z') });
  const locked = web.key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' });
  it.each<readonly [what: string, more: object, refusal: string]>([
    ['no certificate', { CertificateBody: 'not a certificate' }, UNPARSED],
    ['two certificates', { CertificateBody: web.pem + ca.pem }, UNPARSED],
    ['the key in place of the certificate', { CertificateBody: web.keyPem }, UNPARSED],
    ['no key', { PrivateKey: 'not a key' }, NO_KEY],
    ['a certificate in place of the key', { PrivateKey: web.pem }, NO_KEY],
    ['an encrypted key', { PrivateKey: locked }, NO_KEY],
    [
      "another certificate's key",
      { PrivateKey: ca.keyPem },
      'KeyPairMismatch 400: The private key did not match the public key provided. Please verify the key material and try again.',
    ],
    [
      'an expired one',
      { CertificateBody: old.pem },
      `${MALFORMED}Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed.`,
    ],
    [
      'one of next year',
      { CertificateBody: next.pem },
      `${MALFORMED}Certificate is not yet valid. The 'Not Before' date restriction on the certificate has not passed.`,
    ],
    ['a chain that is none', { CertificateChain: 'not a chain' }, `${MALFORMED}Unknown`],
    ['a chain with a key in it', { CertificateChain: ca.pem + ca.keyPem }, `${MALFORMED}Unknown`],
    ["somebody else's chain", { CertificateChain: makeCertificate({ ca: true }).pem }, chainAt(-1)],
    ['itself in its chain', { CertificateChain: web.pem + ca.pem }, chainAt(1)],
  ])('refuses %s, and says no secret', async (_what, more, expected) => {
    expect(await refusal(more)).toBe(expected);
    expect(await h.store.serverCertificates.count(A)).toBe(0);
  });

  it('a private key is in no error, whatever is wrong with the rest', async () => {
    const secrets = [web, ca].map(({ keyPem }) => keyPem.split('\n')[1]!);
    for (const more of [
      { CertificateBody: web.keyPem },
      { PrivateKey: ca.keyPem },
      { PrivateKey: `${web.keyPem}x`.replace('A', '*') },
      { CertificateChain: ca.keyPem },
    ]) {
      const thrown = await upload(more).catch((error: Error) => `${error.message} ${error.stack} ${error.cause}`);
      for (const secret of secrets) expect(JSON.stringify(thrown)).not.toContain(secret);
    }
  });

  it('a name is taken whatever its case and path, and there are only so many', async () => {
    await upload();
    const taken = 'EntityAlreadyExists 409: The Server Certificate with name WEB already exists.';
    expect(await refusal({ ServerCertificateName: 'WEB', Path: '/other/' })).toBe(taken);
    await upload({ ServerCertificateName: 'b' });
    expect(await refusal({ ServerCertificateName: 'c' })).toBe(
      'LimitExceeded 409: Cannot exceed quota for ServerCertificatesPerAccount: 2',
    );
    await upload({}, root(B));
  });
});

describe('the rest of its life', () => {
  const gone = 'NoSuchEntity 404: The Server Certificate with name Web cannot be found.';

  it('renamed and moved it keeps its id, its tags and its key', async () => {
    await upload({ Tags: [{ Key: 'a', Value: '1' }] });
    const before = (await h.store.serverCertificates.byName(A, 'Web'))!;
    expect(
      await h.call('UpdateServerCertificate', { ...name, NewServerCertificateName: 'www', NewPath: '/x/' }),
    ).toBeUndefined();
    expect(await h.store.serverCertificates.byId(A, before.id)).toEqual({ ...before, name: 'www', path: '/x/' });
    expect(await h.refusal('GetServerCertificate', name)).toBe(gone);
    await h.call('UpdateServerCertificate', { ServerCertificateName: 'www', NewServerCertificateName: 'WWW' });
    await h.call('UpdateServerCertificate', { ServerCertificateName: 'www' });
    expect((await h.call('GetServerCertificate', { ServerCertificateName: 'www' })).ServerCertificate).toMatchObject({
      ServerCertificateMetadata: { ServerCertificateName: 'WWW', Arn: `arn:aws:iam::${A}:server-certificate/x/WWW` },
      Tags: [{ Key: 'a', Value: '1' }],
    });
  });

  it('takes no name that is taken', async () => {
    await upload();
    await upload({ ServerCertificateName: 'b' });
    expect(await h.refusal('UpdateServerCertificate', { ...name, NewServerCertificateName: 'B' })).toBe(
      'EntityAlreadyExists 409: The Server Certificate with name B already exists.',
    );
  });

  it('is listed by path, page by page', async () => {
    await upload({ Path: '/c/' });
    await upload({ ServerCertificateName: 'api' });
    const names = async (input: object) =>
      (await h.call('ListServerCertificates', input)).ServerCertificateMetadataList.map(
        (one: typeof metadata) => one.ServerCertificateName,
      );
    expect([await names({}), await names({ PathPrefix: '/c' })]).toEqual([['api', 'Web'], ['Web']]);
    const { Marker } = await h.call('ListServerCertificates', { MaxItems: 1 });
    expect(await names({ Marker })).toEqual(['Web']);
  });

  it('deleted, or of another account, it is not there', async () => {
    await upload({}, root(B));
    for (const operation of ['GetServerCertificate', 'UpdateServerCertificate', 'DeleteServerCertificate']) {
      expect(await h.refusal(operation, name)).toBe(gone);
    }
    await upload();
    expect(await h.call('DeleteServerCertificate', name)).toBeUndefined();
    expect(await h.refusal('DeleteServerCertificate', name)).toBe(gone);
    expect(await h.store.serverCertificates.count(B)).toBe(1);
  });
});
