import type { KeyObject } from 'node:crypto';
import type { CompiledPolicy, Layers } from '../policy/types.ts';
import type { Weighty } from '../store/account-cache.ts';
import type { OidcProviderRecord } from '../store/provider-records.ts';
import type { RoleRecord, UserRecord } from '../store/records.ts';
import type { KnownOrganization } from './organization.ts';
import type { KnownSamlProvider } from './saml-provider.ts';

/**
 * What the hot path knows by heart: keys, users, roles and managed policies, loaded whole and compiled, kept until
 * their account changes. Once warm, neither issuing nor verifying a session reads the database.
 */
export interface Directory {
  /** An access key by its id, active or not; `undefined` when there is none. */
  key(accessKeyId: string): Promise<KnownKey | undefined>;
  user(account: string, id: string): Promise<KnownUser | undefined>;
  role(account: string, id: string): Promise<KnownRole | undefined>;
  /** The role that bears this ARN, to the letter, as somebody who would assume it needs it. */
  trustByArn(arn: string): Promise<TrustedRole | undefined>;
  /** The OIDC provider of an account for an issuer, named without `https://`, to the letter. */
  oidcProvider(account: string, name: string): Promise<OidcProviderRecord | undefined>;
  /** The SAML provider of an account, by its name to the letter. */
  samlProvider(account: string, name: string): Promise<KnownSamlProvider | undefined>;
  /** How often all sessions of an account were revoked. At hand once warm, as the organisation is. */
  accountEpoch(account: string): number | Promise<number>;
  /** What its organisation says of an account; `ALONE` where it is in none. At hand once warm: then there is nothing to wait for. */
  organization(account: string): KnownOrganization | Promise<KnownOrganization>;
  /** The default version of a managed policy, compiled. */
  managedPolicy(arn: string): Promise<CompiledPolicy | undefined>;
  /** An inline session policy, compiled once for each text. `undefined` where the text is no policy: it allows nothing. */
  sessionPolicy(text: string): CompiledPolicy | undefined;
  /** What is wrong with an inline session policy, in AWS's words; `undefined` when nothing is. */
  sessionPolicyProblem(text: string): string | undefined;
}

export interface KnownKey {
  readonly id: string;
  readonly account: string;
  readonly userId: string | undefined;
  readonly active: boolean;
  /** `AWS4` + secret as a KeyObject: the first key of the signing chain. */
  readonly secret: KeyObject;
}

/** Weighs what was compiled for it alone: what it shares with others is bounded where it is shared. */
export interface KnownUser extends Weighty {
  readonly record: UserRecord;
  readonly arn: string;
  readonly policies: Pick<Layers, 'identity' | 'boundary'>;
}

/** Weighs as a user does. */
export interface KnownRole extends Weighty {
  readonly record: RoleRecord;
  readonly arn: string;
  readonly policies: Pick<Layers, 'identity' | 'boundary'>;
}

export interface TrustedRole extends Weighty {
  readonly record: RoleRecord;
  readonly arn: string;
  readonly trust: CompiledPolicy;
}
