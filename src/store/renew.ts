import { type Kysely, sql } from 'kysely';
import { accountSettings, issuerKeys, jobs, organizations, usages } from './account-tables.ts';
import { auditOutbox, trailHeads } from './audit-tables.ts';
import {
  loginProfiles,
  serverCertificates,
  serviceCredentials,
  signingCertificates,
  sshKeys,
} from './credential-tables.ts';
import type { Cell } from './kinds.ts';
import { oidcProviders, samlProviders } from './provider-tables.ts';
import type { RowMac } from './row-mac.ts';
import type { Query, Schema } from './rows.ts';
import type { Row, Shape } from './table.ts';
import {
  accessKeys,
  accounts,
  attachments,
  groups,
  inlinePolicies,
  instanceProfiles,
  memberships,
  mfaDevices,
  policies,
  policyVersions,
  roles,
  users,
} from './tables.ts';

/** Gives the cells of a row that hold something sealed under a key before, sealed anew; none where there is nothing. */
export type Reseal = (table: string, row: Row) => Row;

/** Every table whose rows have a MAC; a test holds the list to the schema. */
export const SIGNED_TABLES: readonly Shape[] = [
  ...[accounts, users, roles, policies, policyVersions, groups, memberships, instanceProfiles, inlinePolicies],
  ...[attachments, accessKeys, mfaDevices, loginProfiles, signingCertificates, sshKeys, serviceCredentials],
  ...[serverCertificates, oidcProviders, samlProviders, accountSettings, issuerKeys, organizations, jobs, usages],
  ...[auditOutbox, trailHeads],
];

/** A transaction of so many takes some milliseconds, and others' changes wait no longer than that. */
const ROWS_AT_ONCE = 100;

export interface RenewedPage {
  readonly written: number;
  /** The key after which the next page begins; `undefined` after the last. */
  readonly last: readonly Cell[] | undefined;
}

/**
 * Writes one page of a table anew, as far as its rows are under a MAC key before, or hold something sealed under one. What they say
 * does not change, so nobody is told. Throws `Corrupt` for a row that nobody signed.
 */
export async function renewPage(
  db: Kysely<Schema>,
  table: Shape,
  after: readonly Cell[] | undefined,
  { mac, reseal }: { readonly mac: RowMac; readonly reseal: Reseal },
): Promise<RenewedPage> {
  let query = db
    .selectFrom(table.name)
    .select([...table.columns, 'mac'])
    .limit(ROWS_AT_ONCE) as Query;
  for (const column of table.key) query = query.orderBy(column);
  if (after !== undefined) {
    const columns = sql.join(table.key.map((column) => sql.ref(column)));
    query = query.where(sql<boolean>`(${columns}) > (${sql.join([...after])})`);
  }
  const found = await query.execute();
  let written = 0;
  for (const each of found) {
    const row = mac.verify(table, each);
    const sealed = reseal(table.name, row);
    if (Object.keys(sealed).length === 0 && mac.isCurrent(table, row)) continue;
    const signed = mac.sign(table, { ...row, ...sealed });
    let update = db.updateTable(table.name).set({ ...sealed, mac: signed.mac! });
    for (const column of table.key) update = update.where(column, '=', row[column]!);
    await update.execute();
    written++;
  }
  const end = found.length < ROWS_AT_ONCE ? undefined : found.at(-1);
  return { written, last: end && table.key.map((column) => end[column]!) };
}
