/**
 * What a session is: everything that a sealed session token holds. Nothing of it is readable before opening, and
 * the secret key is not among it. Times are whole seconds since the Unix epoch.
 */
export type SessionClaims = RoleSession | UserSession | FederatedSession | RootSession;

/** Of AssumeRole, AssumeRoleWithWebIdentity and AssumeRoleWithSAML. */
export interface RoleSession extends Session {
  readonly kind: 'role';
  /** Unique id of the role (AROA...). The session dies with it. */
  readonly roleId: string;
  readonly roleName: string;
  readonly sessionName: string;
  /** `aws:FederatedProvider`: the provider that vouched for whoever assumed the role; absent after AssumeRole. */
  readonly provider: string | undefined;
  /** Condition keys that the provider's proof gave, such as `saml:sub` or `accounts.google.com:aud`. They stay with the session. */
  readonly providerKeys: readonly ProviderKey[];
  /**
   * 1 where temporary credentials assumed the role, 0 where long-term ones or a provider's proof did. Absent from tokens of
   * releases that did not write it: then nobody knows.
   */
  readonly chained: number | undefined;
}

/** Of GetSessionToken: the user or the account's root itself, for a while. */
export interface UserSession extends Session {
  readonly kind: 'user';
  /** Unique id of the user (AIDA...); the account id for root. */
  readonly userId: string;
  /** When a code of an MFA device was verified; absent where none was. */
  readonly mfaAt: number | undefined;
}

/** Of GetFederationToken: somebody for whom a user or the account's root vouches. */
export interface FederatedSession extends Session {
  readonly kind: 'federated';
  /** Unique id of the user who vouches; the account id for root. */
  readonly userId: string;
  readonly sessionName: string;
}

/** Of AssumeRoot: the root of a member account, within one task policy, which is the one managed session policy. */
export interface RootSession extends Session {
  readonly kind: 'root';
}

interface Session {
  /** The account in which the session acts. */
  readonly account: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly sourceIdentity: string | undefined;
  readonly tags: readonly SessionTag[];
  /** The inline session policy, as it was passed. */
  readonly policy: string | undefined;
  /** Managed session policies, resolved at each request. */
  readonly policyArns: readonly string[];
  /** Region of the call that issued the session. */
  readonly region: string;
  /** Through whose hands it came to be: ARNs from who began to the caller to whom it was issued, for the audit trail only. */
  readonly assumedBy: string;
  /** How often the sessions of this user, role or root had been revoked when it was issued. It dies at the next time. */
  readonly epoch: number;
  /** The same of the whole account. */
  readonly accountEpoch: number;
}

export interface ProviderKey {
  readonly key: string;
  readonly value: string;
}

export interface SessionTag {
  readonly key: string;
  readonly value: string;
  /** A transitive tag goes on to every later role of the chain. */
  readonly transitive: boolean;
}

/** Temporary credentials, fresh from the seal. */
export interface IssuedSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: number;
  /** Characters of the session token as sent. */
  readonly size: number;
  /** ceil(100 x size / 4,096). */
  readonly utilization: number;
}

/** The session did not fit into a token of 4,096 characters. */
export interface TooLarge {
  readonly tooLarge: true;
  /** ceil(100 x needed size / 4,096): more than 100. */
  readonly utilization: number;
}

/** Issues and opens session credentials; stateless: no row is written, none is read. */
export interface SessionTokens {
  /** Seals a session for a fresh `ASIA...` key. `minimumSize` pads the token to at least so many characters. */
  issue(claims: SessionClaims, options?: { readonly minimumSize?: number | undefined }): IssuedSession | TooLarge;
  /**
   * Opens a token that was issued for exactly this access key id. `undefined` for anything else: malformed,
   * altered, of another key, of another purpose. Expiry is the caller's to judge.
   */
  open(token: string, accessKeyId: string): SessionClaims | undefined;
  /** The secret access key that goes with a token: derived, never stored. Only for a token that `open` accepted. */
  secretOf(token: string, accessKeyId: string): string;
  /** Raised whenever tokens that opened may not open any more: what was remembered of them is to be forgotten. */
  readonly withdrawals: number;
}
