import type {
  AccountSettingsRecord,
  IssuerKeyRecord,
  JobRecord,
  OrganizationRecord,
  UsageRecord,
} from './account-records.ts';
import type { OutboxRecord, TrailHeadRecord } from './audit-records.ts';
import type {
  LoginProfileRecord,
  ServerCertificateRecord,
  ServiceCredentialRecord,
  SigningCertificateRecord,
  SshKeyRecord,
} from './credential-records.ts';
import type { OidcProviderRecord, SamlProviderRecord } from './provider-records.ts';
import type {
  AccessKeyRecord,
  AccountRecord,
  AttachmentRecord,
  GroupRecord,
  InlinePolicyRecord,
  InstanceProfileRecord,
  MembershipRecord,
  MfaRecord,
  PolicyRecord,
  PolicyVersionRecord,
  RoleRecord,
  UserRecord,
} from './records.ts';
import type { Reseal } from './renew.ts';
import type { UsedOnce } from './used-once.ts';

/**
 * The store: what it promises, whatever database stands behind it. `contract.ts` is this text as tests.
 *
 * - Every method is asynchronous. What is not found is `undefined` or an empty list, never an error.
 * - Names are unique per account and kind without regard to ASCII case, and come back as stored.
 * - Lists are ordered by lower-cased name (keys and versions by creation), so a page can go on after a name.
 * - `change` runs its work in one serialised write transaction: it sees its own writes, nobody sees them before it
 *   commits, and a throw rolls everything back. When the promise resolves the change is on disk (fsync) and every
 *   listener has been told, so the next request already sees it.
 * - Two writers that collide on a name or id: the second gets a `Conflict`.
 */
export interface Store extends Reads {
  change<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Calls back, after each commit and before `change` resolves, with the accounts that changed and the new sequence number.
   * Changes by other nodes on the same database are told when they are seen; one that cannot be told apart changed every account.
   */
  onChange(listener: (accounts: ReadonlySet<string> | typeof EVERY_ACCOUNT, sequence: number) => void): void;
  readonly renewal: Renewal;
  /** The number of the last committed change. */
  sequence(): Promise<number>;
  close(): Promise<void>;
}

/** How a store comes under another key, while it is used. */
export interface Renewal {
  /** Whether rows may still be under a key before: a renewal began and has not ended. */
  isOwed(): Promise<boolean>;
  /**
   * Writes every row anew that is under a MAC key before or holds what `reseal` seals anew, some at a time between the
   * changes of others; gives how many. May be given up and done again. No change of any account.
   */
  renew(reseal: Reseal, signal?: AbortSignal): Promise<number>;
}

export interface Page {
  /** Only entities whose path begins so. */
  readonly pathPrefix?: string | undefined;
  /** Only entities after this lower-cased name. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Entities of one kind, by account. A name is found without regard to ASCII case; a list is ordered by it. */
export interface Named<Record, Filter = unknown> {
  byName(account: string, name: string): Promise<Record | undefined>;
  byId(account: string, id: string): Promise<Record | undefined>;
  list(account: string, page: Page & Filter): Promise<readonly Record[]>;
  count(account: string): Promise<number>;
}

/** Credentials of one kind. The root's are under the account's own id. */
export interface OfUser<Record> {
  byId(account: string, id: string): Promise<Record | undefined>;
  /** In the order in which they were made. */
  of(account: string, userId: string): Promise<readonly Record[]>;
}

/** Narrows a list to those that have one managed policy. */
interface OfPolicy {
  boundary?: string | undefined;
  attached?: string | undefined;
}

export interface Reads {
  readonly accounts: {
    byId(id: string): Promise<AccountRecord | undefined>;
    byUuid(uuid: string): Promise<AccountRecord | undefined>;
    list(): Promise<readonly AccountRecord[]>;
  };
  /**
   * With `group`: only its members. With `boundary`: only those whose boundary is the policy of this ARN; with
   * `attached`: only those that it is attached to.
   */
  readonly users: Named<UserRecord, OfPolicy & { group?: string | undefined }>;
  readonly roles: Named<RoleRecord, OfPolicy>;
  /** With `member`: only those that the user is in. */
  readonly groups: Named<GroupRecord, Pick<OfPolicy, 'attached'> & { member?: string | undefined }> & {
    hasMember(groupId: string, userId: string): Promise<boolean>;
    /** In how many groups the user is. */
    countOf(userId: string): Promise<number>;
  };
  readonly policies: Named<PolicyRecord, { onlyAttached?: boolean | undefined }> & {
    version(policyId: string, version: string): Promise<PolicyVersionRecord | undefined>;
    versions(policyId: string): Promise<readonly PolicyVersionRecord[]>;
  };
  /** With `role`: only those that the role is in. */
  readonly instanceProfiles: Named<InstanceProfileRecord, { role?: string | undefined }>;
  readonly oidcProviders: Named<OidcProviderRecord>;
  readonly samlProviders: Named<SamlProviderRecord>;
  readonly serverCertificates: Named<ServerCertificateRecord>;
  readonly inline: {
    of(ownerId: string): Promise<readonly InlinePolicyRecord[]>;
    byName(ownerId: string, name: string): Promise<InlinePolicyRecord | undefined>;
  };
  readonly attachments: {
    of(ownerId: string): Promise<readonly AttachmentRecord[]>;
    /** To whom the policy is attached, by unique id. */
    ownersOf(account: string, policyArn: string): Promise<readonly AttachmentRecord[]>;
    /** How many users, groups and roles the policy is attached to. */
    countOf(account: string, policyArn: string): Promise<number>;
    /** How many users and roles have the policy as permissions boundary. */
    boundariesOf(account: string, policyArn: string): Promise<number>;
    /** ARNs of all policies that are attached in the account. */
    attachedIn(account: string): Promise<ReadonlySet<string>>;
    /** ARNs of all policies that are somebody's permissions boundary in the account. */
    boundariesIn(account: string): Promise<ReadonlySet<string>>;
  };
  readonly keys: {
    byId(id: string): Promise<AccessKeyRecord | undefined>;
    /** Keys of a user, or of the account's root when `userId` is undefined. */
    of(account: string, userId: string | undefined): Promise<readonly AccessKeyRecord[]>;
  };
  readonly mfa: {
    bySerial(serial: string): Promise<MfaRecord | undefined>;
    of(account: string, userId: string): Promise<readonly MfaRecord[]>;
    list(account: string, page: Page): Promise<readonly MfaRecord[]>;
    count(account: string): Promise<number>;
  };
  readonly loginProfiles: {
    of(account: string, userId: string): Promise<LoginProfileRecord | undefined>;
    count(account: string): Promise<number>;
  };
  readonly signingCertificates: OfUser<SigningCertificateRecord>;
  readonly sshKeys: OfUser<SshKeyRecord>;
  readonly serviceCredentials: OfUser<ServiceCredentialRecord> & {
    byServiceUserName(service: string, name: string): Promise<ServiceCredentialRecord | undefined>;
    /** Those of all users, in the order of their ids. */
    list(account: string, page: Pick<Page, 'after' | 'limit'>): Promise<readonly ServiceCredentialRecord[]>;
  };
  readonly accountSettings: {
    of(account: string): Promise<AccountSettingsRecord | undefined>;
    byAlias(alias: string): Promise<AccountSettingsRecord | undefined>;
  };
  readonly issuerKeys: {
    /** In the order of their numbers. */
    of(account: string): Promise<readonly IssuerKeyRecord[]>;
  };
  readonly organizations: {
    list(): Promise<readonly OrganizationRecord[]>;
  };
  readonly jobs: {
    byId(account: string, id: string): Promise<JobRecord | undefined>;
    /** The newest of its kind. */
    latest(account: string, kind: string): Promise<JobRecord | undefined>;
  };
  readonly usages: {
    /** All that is noted of one subject, in the order of what it is. */
    of(account: string, subject: string): Promise<readonly UsageRecord[]>;
    one(account: string, subject: string, what: string): Promise<UsageRecord | undefined>;
  };
  readonly usedOnce: {
    /** Whether it was used, as far as that is still remembered. */
    has(used: Omit<UsedOnce, 'expiresAt'>): Promise<boolean>;
  };
  readonly audit: {
    /** Events of changes that may not stand in the trail's file yet, oldest first. */
    outbox(): Promise<readonly OutboxRecord[]>;
    head(trail: string): Promise<TrailHeadRecord | undefined>;
  };
}

/** What a change may do. `put` writes a whole record: new, or over the one of the same id. */
export interface Transaction extends Reads {
  readonly put: {
    account(record: AccountRecord): Promise<void>;
    user(record: UserRecord): Promise<void>;
    role(record: RoleRecord): Promise<void>;
    policy(record: PolicyRecord): Promise<void>;
    policyVersion(account: string, record: PolicyVersionRecord): Promise<void>;
    inline(account: string, record: InlinePolicyRecord): Promise<void>;
    attachment(account: string, record: AttachmentRecord): Promise<void>;
    key(record: AccessKeyRecord): Promise<void>;
    mfa(record: MfaRecord): Promise<void>;
    group(record: GroupRecord): Promise<void>;
    membership(account: string, record: MembershipRecord): Promise<void>;
    instanceProfile(record: InstanceProfileRecord): Promise<void>;
    oidcProvider(record: OidcProviderRecord): Promise<void>;
    samlProvider(record: SamlProviderRecord): Promise<void>;
    serverCertificate(record: ServerCertificateRecord): Promise<void>;
    loginProfile(record: LoginProfileRecord): Promise<void>;
    signingCertificate(record: SigningCertificateRecord): Promise<void>;
    sshKey(record: SshKeyRecord): Promise<void>;
    serviceCredential(record: ServiceCredentialRecord): Promise<void>;
    accountSettings(record: AccountSettingsRecord): Promise<void>;
    issuerKey(record: IssuerKeyRecord): Promise<void>;
    /** Counts as a change of every account that has a place in it now, or had one. */
    organization(record: OrganizationRecord): Promise<void>;
    job(record: JobRecord): Promise<void>;
    /** No change of an account: it raises no counter and no cache forgets for it. */
    usage(record: UsageRecord): Promise<void>;
    /** No change of an account either, as is the next. */
    outbox(record: OutboxRecord): Promise<void>;
    trailHead(record: TrailHeadRecord): Promise<void>;
  };
  readonly remove: {
    user(account: string, id: string): Promise<void>;
    role(account: string, id: string): Promise<void>;
    policy(account: string, id: string): Promise<void>;
    policyVersion(account: string, policyId: string, version: string): Promise<void>;
    inline(account: string, ownerId: string, name: string): Promise<boolean>;
    attachment(account: string, record: AttachmentRecord): Promise<boolean>;
    key(account: string, id: string): Promise<void>;
    mfa(account: string, serial: string): Promise<void>;
    group(account: string, id: string): Promise<void>;
    membership(account: string, record: MembershipRecord): Promise<boolean>;
    instanceProfile(account: string, id: string): Promise<void>;
    oidcProvider(account: string, id: string): Promise<void>;
    samlProvider(account: string, id: string): Promise<void>;
    serverCertificate(account: string, id: string): Promise<void>;
    loginProfile(account: string, userId: string): Promise<void>;
    signingCertificate(account: string, id: string): Promise<void>;
    sshKey(account: string, id: string): Promise<void>;
    serviceCredential(account: string, id: string): Promise<void>;
    organization(id: string): Promise<void>;
    issuerKey(account: string, kid: string): Promise<void>;
    job(account: string, id: string): Promise<void>;
    /** Those of a kind that were made before a time. */
    jobsBefore(account: string, kind: string, createdAt: number): Promise<void>;
    /** Events that stand in the trail's file. */
    outbox(ids: readonly string[]): Promise<void>;
    /** The account with all that is in it. */
    account(id: string): Promise<void>;
  };
  /**
   * Marks the time step `step` as used, in one compare-and-set statement: gives true for exactly one of any number of
   * rivals, and only while the device is not locked at `now`. Clears the failure count.
   */
  acceptMfaStep(serial: string, step: number, now: number): Promise<boolean>;
  /**
   * Marks something as used, in one compare-and-insert: gives true for exactly one of any number of rivals. Forgets what
   * expired long before `now`. No change of an account: it raises no counter.
   */
  useOnce(used: UsedOnce, now: number): Promise<boolean>;
}

/** Stands for all accounts, also those that are there no more. */
export const EVERY_ACCOUNT: unique symbol = Symbol('every account');

/** A name or id that is already taken. Operations turn it into EntityAlreadyExists. */
export class Conflict extends Error {
  constructor(what: string) {
    super(`already there: ${what}`);
    this.name = 'Conflict';
  }
}
