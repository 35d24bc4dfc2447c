/**
 * Seals long-term secrets and TOTP seeds for the database, under a key that lives outside it.
 * `context` is bound as additional data, so a ciphertext moved to another row or column does not open (security.md J09).
 */
export interface SecretBox {
  seal(secret: Buffer, context: SecretContext): string;
  /** The secret, or `undefined` where the text is not what `seal` made for this very context. */
  open(sealed: string, context: SecretContext): Buffer | undefined;
}

/** A box whose secrets outlive the key that they were sealed under. */
export interface RenewingBox extends SecretBox {
  /** The same secret under the active key; the same text where it is under that already. Throws where it does not open. */
  renewed(sealed: string, context: SecretContext): string;
}

export interface SecretContext {
  readonly table:
    | 'access_keys'
    | 'issuer_keys'
    | 'mfa_devices'
    | 'saml_providers'
    | 'server_certificates'
    | 'service_credentials';
  readonly column: string;
  /** The row's primary key. */
  readonly id: string;
  readonly account: string;
}
