import { hash, type X509Certificate } from 'node:crypto';
import { secondsOf } from '../../base/clock.ts';
import { base32 } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import type { SigningCertificateRecord } from '../../store/credential-records.ts';
import type { Transaction } from '../../store/store.ts';
import { readCertificate } from '../certificates/pem.ts';
import { isActive, placeOf, requireSettable, statusOf } from '../credential.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { askTarget, currentTarget, loadTarget, presentTarget, type Target } from '../own-user.ts';
import { listPage } from '../paging.ts';

/**
 * Keeps an X.509 certificate of a user, or of root. One account has a certificate once: whoever has it already is
 * answered with it as it stands, anybody else is refused.
 */
const UploadSigningCertificate = operation(model.UploadSigningCertificate, {
  load: loadTarget,
  access: (given) => askTarget(model.UploadSigningCertificate, given),
  async handle({ store, caller: { account }, input, found, clock, quotas }) {
    presentTarget(found);
    const certificate = readSigning(input.CertificateBody, new Date(clock.now()));
    const id = base32(hash('sha1', certificate.raw, 'buffer'));
    return store.change(async (tx) => {
      const user = await currentTarget(tx, found);
      const userId = user?.id ?? account;
      const known = await tx.signingCertificates.byId(account, id);
      if (known !== undefined && known.userId !== userId) {
        throw iamFaults.DuplicateCertificate('Duplicate certificate uploaded.');
      }
      if (known !== undefined) return { Certificate: described(known, user?.name) };
      const quota = quotas.signingCertificatesPerUser;
      if ((await tx.signingCertificates.of(account, userId)).length >= quota) {
        throw quotaExceeded('CertificatesPerUser', quota);
      }
      const record: SigningCertificateRecord = {
        ...{ id, account, userId, active: true, createdAt: secondsOf(clock) },
        body: input.CertificateBody,
        digest: hash('sha256', certificate.raw),
      };
      await tx.put.signingCertificate(record);
      return { Certificate: described(record, user?.name) };
    });
  },
});

const ListSigningCertificates = operation(model.ListSigningCertificates, {
  load: loadTarget,
  access: (given) => askTarget(model.ListSigningCertificates, given),
  async handle(given) {
    const user = presentTarget(given.found);
    const { account } = given.caller;
    const certificates = await given.store.signingCertificates.of(account, user?.id ?? account);
    const { items, ...listed } = listPage(given, model.ListSigningCertificates, certificates, placeOf);
    return { Certificates: items.map((certificate) => described(certificate, user?.name)), ...listed };
  },
});

const UpdateSigningCertificate = operation(model.UpdateSigningCertificate, {
  check: requireSettable,
  load: loadTarget,
  access: (given) => askTarget(model.UpdateSigningCertificate, given),
  handle: ({ store, caller, input, found }) =>
    store.change(async (tx) => {
      const certificate = await certificateOf(tx, caller.account, found, input.CertificateId);
      await tx.put.signingCertificate({ ...certificate, active: isActive(input) });
    }),
});

const DeleteSigningCertificate = operation(model.DeleteSigningCertificate, {
  load: loadTarget,
  access: (given) => askTarget(model.DeleteSigningCertificate, given),
  handle: ({ store, caller, input, found }) =>
    store.change(async (tx) => {
      const { account, id } = await certificateOf(tx, caller.account, found, input.CertificateId);
      await tx.remove.signingCertificate(account, id);
    }),
});

export const signingCertificateOperations: readonly Operation[] = [
  UploadSigningCertificate,
  ListSigningCertificates,
  UpdateSigningCertificate,
  DeleteSigningCertificate,
];

/** The certificate of exactly this owner: permission was asked about the owner. */
async function certificateOf(
  tx: Transaction,
  account: string,
  found: Target,
  id: string,
): Promise<SigningCertificateRecord> {
  const user = await currentTarget(tx, found);
  const certificate = await tx.signingCertificates.byId(account, id);
  if (certificate?.userId !== (user?.id ?? account)) {
    throw iamFaults.NoSuchEntity(`The Certificate with id ${id} cannot be found.`);
  }
  return certificate;
}

function readSigning(body: string, now: Date): X509Certificate {
  const certificate = readCertificate(body);
  if (certificate === undefined) throw iamFaults.MalformedCertificate(`Certificate ${quotable(body)} is malformed.`);
  if (now > certificate.validToDate) throw iamFaults.MalformedCertificate(`Certificate ${body} has expired.`);
  if (now < certificate.validFromDate) throw iamFaults.InvalidCertificate(`Certificate ${body} is not yet valid.`);
  return certificate;
}

/** AWS quotes what was sent. A private key that was sent by mistake is left out: errors are logged. */
const quotable = (body: string): string => (body.includes('PRIVATE KEY') ? 'body' : body);

/** Root's certificates have no user name. */
const described = (certificate: SigningCertificateRecord, userName: string | undefined): model.SigningCertificate => ({
  UserName: userName as string,
  CertificateId: certificate.id,
  CertificateBody: certificate.body,
  Status: statusOf(certificate),
  UploadDate: certificate.createdAt,
});
