/** What belongs to an account as a whole, and what is noted of its use. */

export interface AccountSettingsRecord {
  readonly account: string;
  /** Unique over all accounts. */
  readonly alias: string | undefined;
  readonly passwordPolicy: PasswordPolicy | undefined;
  /** `v1Token` or `v2Token`, as SetSecurityTokenServicePreferences takes it. */
  readonly globalEndpointToken: string;
  /** Whether the account's principals may ask for web identity tokens. */
  readonly outboundFederation: boolean;
}

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireSymbols: boolean;
  readonly requireNumbers: boolean;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly allowChange: boolean;
  readonly maxAgeDays: number | undefined;
  readonly reusePrevention: number | undefined;
  readonly hardExpiry: boolean | undefined;
}

/**
 * Accounts that belong together: which manages them, their units, and the control policies that limit them.
 * It is made from the seed file, whole.
 */
export interface OrganizationRecord {
  /** `o-` and ten letters or digits. */
  readonly id: string;
  readonly managementAccount: string;
  readonly rootId: string;
  readonly units: readonly OrganizationUnit[];
  readonly policies: readonly ControlPolicy[];
  /** Where each account stands: account id -> id of a unit, or of the root. */
  readonly places: Readonly<Record<string, string>>;
  /** Policies of the root, of units and of accounts: id of the place -> ids of policies. */
  readonly attached: Readonly<Record<string, readonly string[]>>;
  /** Accounts that may act for the management account in IAM's root access management. */
  readonly delegatedAdministrators: readonly string[];
  /** `RootCredentialsManagement`, `RootSessions`. */
  readonly features: readonly string[];
}

export interface OrganizationUnit {
  readonly id: string;
  readonly name: string;
  /** Id of a unit, or of the root. */
  readonly parent: string;
}

export interface ControlPolicy {
  readonly id: string;
  readonly type: 'service' | 'resource';
  readonly name: string;
  readonly text: string;
}

/** Work that was asked for and whose result is fetched later: a report, the deletion of a service-linked role. */
export interface JobRecord {
  readonly id: string;
  readonly account: string;
  /** `credential-report`, `service-last-accessed`, `role-deletion`. */
  readonly kind: string;
  readonly createdAt: number;
  /** What the kind keeps, as JSON. */
  readonly body: string;
}

/** A key by which an account signs web identity tokens. It is never changed: the next one takes its place. */
export interface IssuerKeyRecord {
  readonly account: string;
  /** `RSA_0`, `EC384_0`: the name of its kind and its number. */
  readonly kid: string;
  /** Counts on with each rotation; keys of one number belong together. */
  readonly number: number;
  /** `RS256` or `ES384`. */
  readonly algorithm: string;
  readonly createdAt: number;
  /** From when on tokens are signed with it. It is published before, so that nobody meets a token whose key they cannot find. */
  readonly signsFrom: number;
  /** The public key as JWK, in JSON. */
  readonly publicKey: string;
  readonly sealedPrivateKey: string;
}

/** When something was last seen in use. */
export interface UsageRecord {
  readonly account: string;
  /** Access key id, or unique id of a user or role. */
  readonly subject: string;
  /** `key`, `password`, `role`, or what was asked for: `service:iam`, `action:iam:GetUser`. */
  readonly what: string;
  readonly at: number;
  readonly service: string;
  readonly region: string;
  /** ARN of who it was seen with, where that is not the subject. */
  readonly seenBy: string | undefined;
}
