import type { ServerCertificate, ServerCertificateMetadata } from '../../model/generated/iam.ts';
import type { ServerCertificateRecord } from '../../store/credential-records.ts';
import { sortedTags } from '../tags.ts';
import { arnOf } from './find.ts';

/** A server certificate as lists show it. */
export const describedMetadata = (certificate: ServerCertificateRecord): ServerCertificateMetadata => ({
  Path: certificate.path,
  ServerCertificateName: certificate.name,
  ServerCertificateId: certificate.id,
  Arn: arnOf(certificate),
  UploadDate: certificate.createdAt,
  Expiration: certificate.expiresAt,
});

/** All of it but the private key, which no answer holds. */
export const describedCertificate = (certificate: ServerCertificateRecord): ServerCertificate => ({
  ServerCertificateMetadata: describedMetadata(certificate),
  CertificateBody: certificate.body,
  CertificateChain: certificate.chain,
  Tags: sortedTags(certificate.tags),
});
