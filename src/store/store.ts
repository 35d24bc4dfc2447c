import type {
  AccessKeyRecord,
  AccountRecord,
  AttachmentRecord,
  InlinePolicyRecord,
  MfaRecord,
  PolicyRecord,
  PolicyVersionRecord,
  RoleRecord,
  UserRecord,
} from './records.ts';

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
  /** Calls back, after each commit and before `change` resolves, with the accounts that changed and the new sequence number. */
  onChange(listener: (accounts: ReadonlySet<string>, sequence: number) => void): void;
  /** The number of the last committed change. */
  sequence(): Promise<number>;
  close(): Promise<void>;
}

export interface Page {
  /** Only entities whose path begins so. */
  readonly pathPrefix?: string | undefined;
  /** Only entities after this lower-cased name. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Reads {
  readonly accounts: {
    byId(id: string): Promise<AccountRecord | undefined>;
    list(): Promise<readonly AccountRecord[]>;
  };
  readonly users: {
    byName(account: string, name: string): Promise<UserRecord | undefined>;
    byId(account: string, id: string): Promise<UserRecord | undefined>;
    list(account: string, page: Page): Promise<readonly UserRecord[]>;
    count(account: string): Promise<number>;
  };
  readonly roles: {
    byName(account: string, name: string): Promise<RoleRecord | undefined>;
    byId(account: string, id: string): Promise<RoleRecord | undefined>;
    list(account: string, page: Page): Promise<readonly RoleRecord[]>;
    count(account: string): Promise<number>;
  };
  readonly policies: {
    byName(account: string, name: string): Promise<PolicyRecord | undefined>;
    byId(account: string, id: string): Promise<PolicyRecord | undefined>;
    list(account: string, page: Page & { onlyAttached?: boolean | undefined }): Promise<readonly PolicyRecord[]>;
    count(account: string): Promise<number>;
    version(policyId: string, version: string): Promise<PolicyVersionRecord | undefined>;
    versions(policyId: string): Promise<readonly PolicyVersionRecord[]>;
  };
  readonly inline: {
    of(ownerId: string): Promise<readonly InlinePolicyRecord[]>;
    byName(ownerId: string, name: string): Promise<InlinePolicyRecord | undefined>;
  };
  readonly attachments: {
    of(ownerId: string): Promise<readonly AttachmentRecord[]>;
    /** How many users, groups and roles the policy is attached to. */
    countOf(account: string, policyArn: string): Promise<number>;
    /** How many users and roles have the policy as permissions boundary. */
    boundariesOf(account: string, policyArn: string): Promise<number>;
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
  };
  /**
   * Marks the time step `step` as used, in one compare-and-set statement: gives true for exactly one of any number of
   * rivals, and only while the device is not locked at `now`. Clears the failure count.
   */
  acceptMfaStep(serial: string, step: number, now: number): Promise<boolean>;
}

/** A name or id that is already taken. Operations turn it into EntityAlreadyExists. */
export class Conflict extends Error {
  constructor(what: string) {
    super(`already there: ${what}`);
    this.name = 'Conflict';
  }
}
