import { serverCertificateArn } from '../../base/arn.ts';
import type { ServerCertificateRecord } from '../../store/credential-records.ts';
import { iamFaults } from '../faults.ts';
import type { Kind } from '../kind.ts';
import { resourceTags } from '../question.ts';

interface Named {
  readonly ServerCertificateName: string;
}

/** Certificates that services of AWS serve TLS with, kept with their private keys. */
export const serverCertificates: Kind<Named, ServerCertificateRecord> = {
  find: (reads, account, { ServerCertificateName: name }) => reads.serverCertificates.byName(account, name),
  arn: (account, { ServerCertificateName: name }, found) =>
    found === undefined ? serverCertificateArn(account, '/', name) : arnOf(found),
  keys: (found) => resourceTags(found?.tags),
  again: (reads, { account, id }) => reads.serverCertificates.byId(account, id),
  missing: ({ ServerCertificateName: name }) =>
    iamFaults.NoSuchEntity(`The Server Certificate with name ${name} cannot be found.`),
};

export const arnOf = ({ account, path, name }: Pick<ServerCertificateRecord, 'account' | 'path' | 'name'>): string =>
  serverCertificateArn(account, path, name);

export const certificateExists = (name: string) =>
  iamFaults.EntityAlreadyExists(`The Server Certificate with name ${name} already exists.`);
