/** What the store keeps, as the rest of the house sees it. Times are whole seconds since the Unix epoch. */

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface AccountRecord {
  readonly id: string;
  /** Names the account's OIDC issuer later; random, never reused. */
  readonly uuid: string;
  readonly createdAt: number;
  /** How often all sessions of the account were revoked; absent for never. */
  readonly sessionEpoch?: number | undefined;
}

export interface Entity {
  /** AWS's unique id (AIDA..., AROA..., ANPA...), never reused. */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly createdAt: number;
  readonly tags: readonly Tag[];
}

export interface UserRecord extends Entity {
  /** How often the sessions of this user were revoked. */
  readonly sessionEpoch?: number | undefined;
  /** ARN of the managed policy that is the permissions boundary. */
  readonly boundaryArn: string | undefined;
}

export interface RoleRecord extends Entity {
  /** How often the sessions of this role were revoked. */
  readonly sessionEpoch?: number | undefined;
  readonly description: string | undefined;
  readonly maxSessionSeconds: number;
  readonly trust: TrustRecord;
  readonly boundaryArn: string | undefined;
}

/**
 * A trust policy as saved, with the unique id of every user and role it names. Matching is by id, so deleting and
 * re-creating a principal does not restore the grant (policy.md 2.2).
 */
export interface TrustRecord {
  readonly text: string;
  /** ARN as written in the text -> unique id at the time of saving. */
  readonly bindings: Readonly<Record<string, string>>;
}

export interface PolicyRecord extends Entity {
  readonly description: string | undefined;
  readonly defaultVersion: string;
  readonly nextVersion: number;
  readonly updatedAt: number;
}

export interface PolicyVersionRecord {
  readonly policyId: string;
  /** `v1`, `v2`, ... */
  readonly version: string;
  readonly text: string;
  readonly createdAt: number;
}

/** Groups have no tags and no boundary: neither has AWS's. */
export type GroupRecord = Omit<Entity, 'tags'>;

export interface MembershipRecord {
  readonly groupId: string;
  readonly userId: string;
}

export interface InstanceProfileRecord extends Entity {
  /** Unique id of the one role in it. */
  readonly roleId: string | undefined;
}

export interface InlinePolicyRecord {
  /** Unique id of the user, group or role. */
  readonly ownerId: string;
  readonly name: string;
  readonly text: string;
}

export interface AttachmentRecord {
  readonly ownerId: string;
  readonly policyArn: string;
}

export interface AccessKeyRecord {
  /** The access key id, `AKIA...`. */
  readonly id: string;
  readonly account: string;
  /** Unique id of the user, or `undefined` for the account's root. */
  readonly userId: string | undefined;
  readonly active: boolean;
  readonly createdAt: number;
  /** The secret, sealed under the key that lives outside the database. */
  readonly sealedSecret: string;
}

export interface MfaRecord {
  /** `arn:aws:iam::ACCOUNT:mfa/path/name`. */
  readonly serial: string;
  readonly account: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: number;
  readonly tags: readonly Tag[];
  readonly sealedSeed: string;
  /** Unique id of the user it is enabled for; the account id for the root's device. */
  readonly userId: string | undefined;
  readonly enabledAt: number | undefined;
  /** The newest time step whose code was accepted; a code is accepted once (RFC 6238 5.2). */
  readonly lastStep: number;
  readonly failures: number;
  readonly lockedUntil: number;
  /** Guesses of the UTC day `guessDay` (days since the epoch). */
  readonly guessDay: number;
  readonly guesses: number;
  /** How many time steps the device's clock is ahead of ours, as it was found when it was last synchronised. */
  readonly skewSteps?: number | undefined;
}
