import type { Entity } from './records.ts';

/** Who may vouch for a person or a workload. The unique id is ours: a provider that is made anew is another one. */

export interface OidcProviderRecord extends Entity {
  /** The name is the issuer without `https://`. At least one audience, or nobody's token is accepted. */
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
}

export interface SamlProviderRecord extends Entity {
  /** `SAMLProviderUUID`. */
  readonly uuid: string;
  readonly metadata: string;
  readonly updatedAt: number;
  /** When the metadata says that it ends. */
  readonly validUntil: number | undefined;
  /** `Required` or `Allowed`: whether assertions have to come encrypted. */
  readonly assertionEncryption: string | undefined;
  readonly privateKeys: readonly SealedPrivateKey[];
}

export interface SealedPrivateKey {
  readonly id: string;
  readonly addedAt: number;
  readonly sealed: string;
}
