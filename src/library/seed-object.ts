/*
 * A seed as an object of JavaScript: what docs/seed-file.md describes, member by member. `seed-object.test.ts` holds these
 * types to the schema.
 */

/** A seed: an object, a text of YAML or JSON, or the path of a file. A text has several lines, or begins with `{`. */
export type SeedInput = SeedObject | string | URL;

/** A whole seed: accounts, and the organization that they form. */
export interface SeedObject {
  readonly $schema?: string | undefined;
  /** The version of the format. */
  readonly rolecall: 1;
  /** By account id, twelve digits. */
  readonly accounts?: Readonly<Record<string, AccountSeed>> | undefined;
  readonly organization?: OrganizationSeed | null | undefined;
}

/** What an account holds. Sections that are not named are left as they are. */
export interface AccountSeed {
  readonly alias?: string | null | undefined;
  readonly 'password-policy'?: PasswordPolicySeed | null | undefined;
  readonly root?:
    | { readonly 'access-keys'?: AccessKeysSeed | undefined; readonly 'mfa-devices'?: MfaDevicesSeed | undefined }
    | undefined;
  readonly policies?: Readonly<Record<string, PolicySeed>> | undefined;
  readonly groups?: Readonly<Record<string, GroupSeed>> | undefined;
  readonly users?: Readonly<Record<string, UserSeed>> | undefined;
  readonly roles?: Readonly<Record<string, RoleSeed>> | undefined;
  readonly 'instance-profiles'?: Readonly<Record<string, InstanceProfileSeed>> | undefined;
  /** By the issuer's URL. */
  readonly 'oidc-providers'?: Readonly<Record<string, OidcProviderSeed>> | undefined;
  readonly 'saml-providers'?: Readonly<Record<string, SamlProviderSeed>> | undefined;
}

/** A policy document: an object, or a text of JSON. */
export type DocumentSeed = string | object;

/** A secret: the text itself, an environment variable, or a file beside the seed. */
export type SecretSeed = string | { readonly env: string } | { readonly file: string };

export type TagsSeed = Readonly<Record<string, string>>;

/** `generate`: one key where there is none. It is given back when the seed is applied. */
export type AccessKeysSeed =
  | 'generate'
  | readonly { readonly id: string; readonly secret: SecretSeed; readonly active?: boolean | undefined }[];

/** By device name, or `hardware/SERIAL`. */
export type MfaDevicesSeed = Readonly<
  Record<
    string,
    { readonly path?: string | undefined; readonly seed: SecretSeed; readonly tags?: TagsSeed | undefined }
  >
>;

export interface UserSeed extends HolderSeed {
  readonly tags?: TagsSeed | undefined;
  /** Name of a managed policy, or ARN of one that AWS manages. */
  readonly boundary?: string | null | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly 'login-profile'?:
    | { readonly 'password-hash': SecretSeed; readonly 'reset-required'?: boolean | undefined }
    | undefined;
  readonly 'access-keys'?: AccessKeysSeed | undefined;
  readonly 'mfa-devices'?: MfaDevicesSeed | undefined;
}

export interface GroupSeed extends HolderSeed {}

export interface RoleSeed extends HolderSeed {
  readonly description?: string | undefined;
  readonly 'max-session-seconds'?: number | undefined;
  /** Who may assume it. */
  readonly trust: DocumentSeed;
  readonly tags?: TagsSeed | undefined;
  readonly boundary?: string | null | undefined;
}

/** What holds policies. */
export interface HolderSeed {
  readonly path?: string | undefined;
  /** Names of managed policies of the account, or ARNs of such that AWS manages. */
  readonly 'attached-policies'?: readonly string[] | undefined;
  readonly 'inline-policies'?: Readonly<Record<string, DocumentSeed>> | undefined;
}

/** A managed policy: its document, or its versions. */
export interface PolicySeed {
  readonly path?: string | undefined;
  readonly description?: string | undefined;
  readonly tags?: TagsSeed | undefined;
  readonly document?: DocumentSeed;
  readonly versions?: readonly { readonly document: DocumentSeed; readonly default?: true | undefined }[] | undefined;
}

export interface InstanceProfileSeed {
  readonly path?: string | undefined;
  readonly tags?: TagsSeed | undefined;
  readonly role?: string | undefined;
}

export interface OidcProviderSeed {
  readonly 'client-ids': readonly string[];
  readonly thumbprints?: readonly string[] | undefined;
  readonly tags?: TagsSeed | undefined;
}

export interface SamlProviderSeed {
  readonly metadata: string;
  readonly 'assertion-encryption'?: 'Required' | 'Allowed' | undefined;
  readonly 'private-keys'?: readonly SecretSeed[] | undefined;
  readonly tags?: TagsSeed | undefined;
}

export interface PasswordPolicySeed {
  readonly 'minimum-length'?: number | undefined;
  readonly 'require-symbols'?: boolean | undefined;
  readonly 'require-numbers'?: boolean | undefined;
  readonly 'require-uppercase'?: boolean | undefined;
  readonly 'require-lowercase'?: boolean | undefined;
  readonly 'allow-change'?: boolean | undefined;
  readonly 'max-age-days'?: number | undefined;
  readonly 'reuse-prevention'?: number | undefined;
  readonly 'hard-expiry'?: boolean | undefined;
}

export interface OrganizationSeed {
  readonly id?: string | undefined;
  readonly 'management-account': string;
  readonly features?: readonly ('RootCredentialsManagement' | 'RootSessions')[] | undefined;
  readonly 'delegated-administrators'?: readonly string[] | undefined;
  readonly policies?:
    | Readonly<Record<string, { readonly type: 'service' | 'resource'; readonly document: DocumentSeed }>>
    | undefined;
  readonly root?: UnitSeed | undefined;
}

/** The root of an organization, or a unit in it. */
export interface UnitSeed {
  readonly id?: string | undefined;
  /** Names of control policies that are attached here. */
  readonly policies?: readonly string[] | undefined;
  readonly accounts?: Readonly<Record<string, { readonly policies?: readonly string[] | undefined }>> | undefined;
  readonly units?: Readonly<Record<string, UnitSeed>> | undefined;
}
