import { loginProfiles, serviceCredentials, signingCertificates, sshKeys } from './credential-tables.ts';
import type { Query, Rows } from './rows.ts';
import type { OfUser, Reads } from './store.ts';
import type { Table } from './table.ts';

type CredentialReads = Pick<Reads, 'loginProfiles' | 'signingCertificates' | 'sshKeys' | 'serviceCredentials'>;

/** What can be asked about passwords, certificates, SSH keys and credentials for single services. */
export function credentialReads(rows: Rows): CredentialReads {
  return {
    loginProfiles: {
      of: (account, userId) => rows.one(loginProfiles, { account, user_id: userId }),
      count: (account) => rows.count('login_profiles', { account }),
    },
    signingCertificates: ofUser(rows, signingCertificates),
    sshKeys: ofUser(rows, sshKeys),
    serviceCredentials: {
      ...ofUser(rows, serviceCredentials),
      byServiceUserName: (service, name) => rows.one(serviceCredentials, { service, service_user_name: name }),
      list: (account, { after, limit }) =>
        rows.many(serviceCredentials, { account }, (query) =>
          (after === undefined ? query : query.where('id', '>', after)).orderBy('id').limit(limit),
        ),
    },
  };
}

const ofUser = <Entity>(rows: Rows, table: Table<Entity>): OfUser<Entity> => ({
  byId: (account, id) => rows.one(table, { account, id }),
  of: (account, userId) => rows.many(table, { account, user_id: userId }, asMade),
});

/** In the order in which they were made. */
export const asMade = (query: Query): Query => query.orderBy('created_at').orderBy('id');
