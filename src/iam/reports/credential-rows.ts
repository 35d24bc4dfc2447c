import { rootArn, userArn } from '../../base/arn.ts';
import { asciiLower } from '../../base/ascii.ts';
import { isoSecond } from '../../base/iso-second.ts';
import type { PasswordPolicy } from '../../store/account-records.ts';
import type { SigningCertificateRecord } from '../../store/credential-records.ts';
import type { AccessKeyRecord, UserRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { settingsOf } from '../account/settings.ts';
import { passwordExpiresAt } from '../passwords/rules.ts';

/** The columns of a credential report, in AWS's order. */
const COLUMNS = [
  ...['user', 'arn', 'user_creation_time', 'password_enabled', 'password_last_used', 'password_last_changed'],
  ...['password_next_rotation', 'mfa_active'],
  ...[1, 2].flatMap((n) =>
    ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
      (what) => `access_key_${n}_${what}`,
    ),
  ),
  ...[1, 2].flatMap((n) => [`cert_${n}_active`, `cert_${n}_last_rotated`]),
];

/** Recorded of AWS: the column is there only where somebody has more than the columns before it can hold. */
const MORE = 'additional_credentials_info';

const NONE = 'N/A';
const PAGE = 1000;

/**
 * What everybody in an account can sign in or sign with: the header, root, and the users by name. What is not there is
 * `N/A`; a credential that is switched off keeps its date.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export async function credentialRows(reads: Reads, account: string): Promise<readonly (readonly string[])[]> {
  const { passwordPolicy } = await settingsOf(reads, account);
  const rows: Row[] = [await rootRow(reads, account)];
  for (let after: string | undefined; ; ) {
    const page = await reads.users.list(account, { after, limit: PAGE });
    for (const user of page) rows.push(await userRow(reads, user, passwordPolicy));
    if (page.length < PAGE) break;
    after = asciiLower(page.at(-1)!.name);
  }
  const hasMore = rows.some(({ more }) => more !== undefined);
  return [
    hasMore ? [...COLUMNS, MORE] : COLUMNS,
    ...rows.map(({ cells, more }) => (hasMore ? [...cells, more ?? NONE] : cells)),
  ];
}

interface Row {
  readonly cells: readonly string[];
  readonly more: string | undefined;
}

async function rootRow(reads: Reads, account: string): Promise<Row> {
  const { createdAt } = (await reads.accounts.byId(account))!;
  const keys = await reads.keys.of(account, undefined);
  const who = ['<root_account>', rootArn(account), date(createdAt)];
  // Root has no password, and a password policy is not for root.
  return restOf(reads, account, account, keys, [...who, 'false', NONE, NONE, 'not_supported']);
}

async function userRow(reads: Reads, user: UserRecord, policy: PasswordPolicy | undefined): Promise<Row> {
  const { account, id, path, name, createdAt } = user;
  const who = [name, userArn(account, path, name), date(createdAt)];
  const profile = await reads.loginProfiles.of(account, id);
  const used = await reads.usages.one(account, id, 'password');
  const password =
    profile === undefined
      ? ['false', NONE, NONE, NONE]
      : [
          'true',
          used === undefined ? 'no_information' : date(used.at),
          date(profile.changedAt),
          dateOrNone(passwordExpiresAt(policy, profile)),
        ];
  return restOf(reads, account, id, await reads.keys.of(account, id), [...who, ...password]);
}

/** The cells that root and users have alike. */
async function restOf(
  reads: Reads,
  account: string,
  ownerId: string,
  keys: readonly AccessKeyRecord[],
  before: readonly string[],
): Promise<Row> {
  const devices = await reads.mfa.of(account, ownerId);
  // AWS lists keys by their id, and certificates that are switched off first.
  const ordered = [...keys].sort((a, b) => (a.id < b.id ? -1 : 1));
  const certificates = [...(await reads.signingCertificates.of(account, ownerId))].sort(
    (a, b) => Number(a.active) - Number(b.active),
  );
  const keyCells: string[] = [];
  for (let i = 0; i < 2; i++) keyCells.push(...(await keyCellsOf(reads, ordered[i])));
  return {
    cells: [
      ...before,
      String(devices.length > 0),
      ...keyCells,
      ...[0, 1].flatMap((i) => certificateCells(certificates[i])),
    ],
    more: additional(keys.length, certificates.length),
  };
}

async function keyCellsOf(reads: Reads, key: AccessKeyRecord | undefined): Promise<readonly string[]> {
  if (key === undefined) return ['false', NONE, NONE, NONE, NONE];
  const used = await reads.usages.one(key.account, key.id, 'key');
  const use = used === undefined ? [NONE, NONE, NONE] : [date(used.at), used.region || NONE, used.service || NONE];
  return [String(key.active), date(key.createdAt), ...use];
}

const certificateCells = (certificate: SigningCertificateRecord | undefined): readonly string[] =>
  certificate === undefined ? ['false', NONE] : [String(certificate.active), date(certificate.createdAt)];

/** How many there are beyond the two that have columns, and by which action they are listed. */
function additional(keys: number, certificates: number): string | undefined {
  const more = [
    keys > 2 ? `access keys beyond two: ${keys - 2} (ListAccessKeys)` : [],
    certificates > 2 ? `certificates beyond two: ${certificates - 2} (ListSigningCertificates)` : [],
  ].flat();
  return more.length === 0 ? undefined : more.join('; ');
}

const date = (seconds: number): string => isoSecond(seconds * 1000);

const dateOrNone = (seconds: number | undefined): string => (seconds === undefined ? NONE : date(seconds));
