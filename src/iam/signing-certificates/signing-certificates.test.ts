import { createHash, X509Certificate } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { base32 } from '../../base/identifiers.ts';
import { makeCertificate } from '../certificates/testing.ts';
import { A, B, type House, house, root, START_SECONDS, session } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house();
  for (const UserName of ['Ann', 'Ben']) await h.call('CreateUser', { UserName });
});

const [one, two, three] = [makeCertificate(), makeCertificate(), makeCertificate()];
const ann = { UserName: 'Ann' };
const idOf = ({ pem }: { readonly pem: string }): string =>
  base32(createHash('sha1').update(new X509Certificate(pem).raw).digest());
const upload = async (made = one, input: object = ann, caller = root(A)) =>
  (await h.call('UploadSigningCertificate', { ...input, CertificateBody: made.pem }, caller)).Certificate;
const list = async (input: object = ann, caller = root(A)) =>
  (await h.call('ListSigningCertificates', input, caller)).Certificates;

const described = {
  UserName: 'Ann',
  CertificateId: idOf(one),
  CertificateBody: one.pem,
  Status: 'Active',
  UploadDate: START_SECONDS,
};

describe('UploadSigningCertificate', () => {
  it('answers the certificate with the id that AWS gives it', async () => {
    expect(await upload()).toEqual(described);
    expect(described.CertificateId).toMatch(/^[A-Z2-7]{32}$/);
    expect(await list()).toEqual([described]);
  });

  it('for the caller who names nobody', async () => {
    expect((await upload(one, {}, await h.asUser('Ben'))).UserName).toBe('Ben');
    expect((await upload(two, {})).UserName).toBeUndefined();
    expect((await list({})).map((one: typeof described) => one.CertificateId)).toEqual([idOf(two)]);
    expect(await h.refusal('ListSigningCertificates', {}, session(A))).toBe(
      'ValidationError 400: Must specify userName when calling with non-User credentials',
    );
  });

  it('of one that is there answers it as it stands', async () => {
    const { CertificateId } = await upload();
    await h.call('UpdateSigningCertificate', { ...ann, CertificateId, Status: 'Inactive' });
    h.clock.advance(60_000);
    expect(await upload()).toEqual({ ...described, Status: 'Inactive' });
    expect(await list()).toHaveLength(1);
  });

  it('of one that somebody else of the account has is refused; another account may have it', async () => {
    await upload();
    const duplicate = 'DuplicateCertificate 409: Duplicate certificate uploaded.';
    const again = { CertificateBody: one.pem };
    expect(await h.refusal('UploadSigningCertificate', { ...again, UserName: 'Ben' })).toBe(duplicate);
    expect(await h.refusal('UploadSigningCertificate', again)).toBe(duplicate);
    expect((await upload(one, {}, root(B))).CertificateId).toBe(idOf(one));
    expect((await list())[0].Status).toBe('Active');
  });

  it('stops at two', async () => {
    await upload();
    await upload(two);
    expect(await h.refusal('UploadSigningCertificate', { ...ann, CertificateBody: three.pem })).toBe(
      'LimitExceeded 409: Cannot exceed quota for CertificatesPerUser: 2',
    );
    expect(await upload()).toEqual(described);
  });

  const old = makeCertificate({ to: new Date('2023-06-01T00:00:00Z') });
  const next = makeCertificate({ from: new Date('2024-06-01T00:00:00Z') });
  it.each([
    [
      'none',
      'invalid-certificate-body',
      'MalformedCertificate 400: Certificate invalid-certificate-body is malformed.',
    ],
    ['two', one.pem + two.pem, `MalformedCertificate 400: Certificate ${one.pem + two.pem} is malformed.`],
    ['an expired one', old.pem, `MalformedCertificate 400: Certificate ${old.pem} has expired.`],
    ['one of next year', next.pem, `InvalidCertificate 400: Certificate ${next.pem} is not yet valid.`],
    ['a private key, not quoting it', one.keyPem, 'MalformedCertificate 400: Certificate body is malformed.'],
    ['a key behind it', one.pem + one.keyPem, 'MalformedCertificate 400: Certificate body is malformed.'],
  ])('refuses %s', async (_what, CertificateBody, refusal) =>
    expect(await h.refusal('UploadSigningCertificate', { ...ann, CertificateBody })).toBe(refusal),
  );
});

describe('UpdateSigningCertificate and DeleteSigningCertificate', () => {
  it('switch a certificate off and on, and remove it', async () => {
    const { CertificateId } = await upload();
    for (const Status of ['Inactive', 'Active']) {
      expect(await h.call('UpdateSigningCertificate', { ...ann, CertificateId, Status })).toBeUndefined();
      expect((await list())[0].Status).toBe(Status);
    }
    expect(await h.refusal('DeleteUser', ann)).toBe(
      'DeleteConflict 409: Cannot delete entity, must delete certificates first.',
    );
    expect(await h.call('DeleteSigningCertificate', { CertificateId }, await h.asUser('Ann'))).toBeUndefined();
    expect(await list()).toEqual([]);
  });

  it("do not reach anybody else's, whoever asks", async () => {
    const { CertificateId } = await upload();
    await h.call('CreateUser', ann, root(B));
    const attempts = [
      [{ UserName: 'Ben' }, root(A)],
      [{}, root(A)],
      [{}, await h.asUser('Ben')],
      [ann, root(B)],
      [{}, root(B)],
    ] as const;
    for (const [input, caller] of attempts) {
      const gone = `NoSuchEntity 404: The Certificate with id ${CertificateId} cannot be found.`;
      const asked = { ...input, CertificateId };
      expect(await h.refusal('UpdateSigningCertificate', { ...asked, Status: 'Inactive' }, caller)).toBe(gone);
      expect(await h.refusal('DeleteSigningCertificate', asked, caller)).toBe(gone);
    }
    expect((await list())[0].Status).toBe('Active');
  });

  it('nobody makes one expire, and there has to be a user', async () => {
    const CertificateId = idOf(one);
    expect(await h.refusal('UpdateSigningCertificate', { ...ann, CertificateId, Status: 'Expired' })).toBe(
      'InvalidInput 400: Operation does not support status Expired',
    );
    expect(await h.refusal('DeleteSigningCertificate', { UserName: 'eve', CertificateId })).toBe(
      'NoSuchEntity 404: The user with name eve cannot be found.',
    );
  });
});
