import type { KeyObject } from 'node:crypto';
import type { Entropy } from '../base/entropy.ts';
import { NONCE_BYTES, openAead, sealAead } from './aead.ts';
import { decodeBase64 } from './base64.ts';
import { deriveKey } from './kdf.ts';
import { type Keyring, KID_BYTES, type RootKey } from './keyring.ts';
import { encodeParts } from './parts.ts';
import type { RenewingBox, SecretContext } from './secret-box.ts';

const VERSION = 1;
const HEADER_BYTES = 1 + KID_BYTES;
const TABLES: readonly SecretContext['table'][] = [
  'access_keys',
  'issuer_keys',
  'mfa_devices',
  'saml_providers',
  'server_certificates',
  'service_credentials',
];

/**
 * Seals secrets for the database with AES-256-GCM: base64 of version, key id, random 96-bit nonce, ciphertext, tag.
 *
 * One key a table and a random nonce: a store holds some millions of secrets at most, far below the 2^32 seals after
 * which two nonces may meet (NIST SP 800-38D 8.3). Table, column, row and account are bound, so a ciphertext that
 * somebody copied onto another row does not open (security.md J09).
 */
export function secretBox({ keyring, entropy }: { keyring: Keyring; entropy: Entropy }): RenewingBox {
  const tableKeys = new Map<string, Map<string, KeyObject>>();

  /** Key of one table under one root key, derived once: at most tables x root keys are kept. */
  function keyFor(root: RootKey, table: SecretContext['table']): KeyObject {
    let keys = tableKeys.get(root.kid);
    if (keys === undefined) {
      keys = new Map(TABLES.map((name) => [name, deriveKey(root.atRest, `rolecall/v1/at-rest/${name}`)]));
      tableKeys.set(root.kid, keys);
    }
    return keys.get(table)!;
  }

  const box: RenewingBox = {
    seal(secret, context) {
      const root = keyring.active;
      const header = Buffer.concat([Buffer.from([VERSION]), root.kidBytes]);
      const key = keyFor(root, context.table);
      return sealAead(key, entropy.bytes(NONCE_BYTES), boundData(root, context), secret, header).toString('base64');
    },

    open(sealed, context) {
      const bytes = decodeBase64(sealed);
      if (bytes === undefined || bytes.length < HEADER_BYTES || bytes[0] !== VERSION) return undefined;
      const root = keyring.byKid(bytes.toString('hex', 1, HEADER_BYTES));
      if (root === undefined) return undefined;
      return openAead(keyFor(root, context.table), boundData(root, context), bytes.subarray(HEADER_BYTES));
    },

    renewed(sealed, context) {
      const kid = decodeBase64(sealed)?.toString('hex', 1, HEADER_BYTES);
      if (kid === keyring.active.kid) return sealed;
      const secret = box.open(sealed, context);
      if (secret === undefined) throw new Error(`${context.table} ${context.id}: ${context.column} does not open`);
      const renewed = box.seal(secret, context);
      secret.fill(0);
      return renewed;
    },
  };
  return box;
}

const boundData = (root: RootKey, { table, column, id, account }: SecretContext): Buffer =>
  encodeParts(['rolecall/at-rest', VERSION, root.kid, table, column, id, account]);
