import type { Entropy } from '../base/entropy.ts';
import { NONCE_BYTES, openAead, sealAead } from './aead.ts';
import { deriveKey } from './kdf.ts';
import type { Keyring } from './keyring.ts';
import { encodeParts } from './parts.ts';

/**
 * Seals facts for a browser to carry and to bring back: nobody reads or changes them on the way. How long they are good
 * for is among the facts, and the reader's to judge.
 */
export interface CarriedSeals<Facts> {
  seal(facts: Facts): string;
  /** The facts, or `undefined` for whatever `seal` of this very purpose did not make. */
  open(sealed: string): Facts | undefined;
}

/** What is carried, each under a byte and a key of its own, so that none opens as another (security.md B02). */
export const CARRIED = { 'sign-in-token': 0x53, 'console-session': 0x43, 'console-switch': 0x57 } as const;

/** A cookie may have 4,096 characters with its name and attributes (RFC 6265 6.1), and a link has to fit into a request line. */
const CHARACTERS_MAX = 3800;

/**
 * Under AES-256-GCM: URL-safe base64 of a purpose byte, a random nonce, ciphertext and tag. One key a purpose and random
 * nonces: 2^32 sign-ins until two may meet (NIST SP 800-38D 8.3). What is carried does not outlive its root key.
 */
export function carriedSeals<Facts extends object>(
  purpose: keyof typeof CARRIED,
  { keyring, entropy }: { readonly keyring: Keyring; readonly entropy: Entropy },
): CarriedSeals<Facts> {
  const key = deriveKey(keyring.active.atRest, `rolecall/v1/${purpose}`);
  const header = Buffer.from([CARRIED[purpose]]);
  const aad = encodeParts([`rolecall/${purpose}`, CARRIED[purpose], keyring.active.kid]);
  return {
    seal(facts) {
      const text = Buffer.from(JSON.stringify(facts), 'utf8');
      const sealed = sealAead(key, entropy.bytes(NONCE_BYTES), aad, text, header).toString('base64url');
      if (sealed.length > CHARACTERS_MAX) throw new RangeError('what a browser is to carry is too long');
      return sealed;
    },
    open(sealed) {
      if (sealed.length > CHARACTERS_MAX) return undefined;
      const bytes = Buffer.from(sealed, 'base64url');
      // One spelling for one token (security.md B05).
      if (bytes.toString('base64url') !== sealed || bytes[0] !== header[0]) return undefined;
      const text = openAead(key, aad, bytes.subarray(header.length));
      // Whatever opens was sealed here, from facts of this type.
      return text && (JSON.parse(text.toString('utf8')) as Facts);
    },
  };
}
