import type { Entity } from './records.ts';

/** What a user holds beside access keys and MFA devices. Of a secret only what is sealed or derived is kept. */

export interface LoginProfileRecord {
  /** Unique id of the user. */
  readonly userId: string;
  readonly account: string;
  readonly createdAt: number;
  /** The password as a scrypt PHC string. */
  readonly passwordHash: string;
  readonly changedAt: number;
  readonly resetRequired: boolean;
  /** Hashes of the passwords before it, newest first, as many as a password policy may look back at. */
  readonly previousHashes: readonly string[];
}

/** Something of a user's that bears an id of its own and can be switched off. */
interface UserCredential {
  readonly id: string;
  readonly account: string;
  /** Unique id of the user; the account id for the root's. */
  readonly userId: string;
  readonly active: boolean;
  readonly createdAt: number;
}

export interface SigningCertificateRecord extends UserCredential {
  /** The X.509 certificate, PEM as uploaded. */
  readonly body: string;
  /** SHA-256 of its DER, hex. */
  readonly digest: string;
}

export interface SshKeyRecord extends UserCredential {
  /** OpenSSH's one-line form. */
  readonly body: string;
  /** MD5 of the key as AWS prints it, `xx:xx:...`. */
  readonly fingerprint: string;
}

export interface ServiceCredentialRecord extends UserCredential {
  /** `codecommit.amazonaws.com`, ... */
  readonly service: string;
  /** The name that the service asks for; unique for that service over all accounts. */
  readonly serviceUserName: string;
  readonly sealedSecret: string;
  readonly expiresAt: number | undefined;
}

export interface ServerCertificateRecord extends Entity {
  readonly body: string;
  readonly chain: string | undefined;
  readonly sealedPrivateKey: string;
  readonly expiresAt: number;
}
