import type { Entropy } from '../base/entropy.ts';
import { NONCE_BYTES, openAead, sealAead } from './aead.ts';
import type { Keyring, RootKey } from './keyring.ts';
import { markedKeys } from './marked-keys.ts';
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
export const CARRIED = {
  // In a link, which has to fit into a request line.
  'sign-in-token': { byte: 0x53, charactersMax: 2000 },
  // In a cookie: 4,096 characters with its name and attributes (RFC 6265 6.1).
  'console-session': { byte: 0x43, charactersMax: 3800 },
  // In a form.
  'console-switch': { byte: 0x57, charactersMax: 8000 },
} as const;

/** Purpose, and the byte that names the key. */
const HEADER_BYTES = 2;

/**
 * Under AES-256-GCM: URL-safe base64 of a purpose byte, the byte that names the key, a random nonce, ciphertext and tag. One key a purpose and random
 * nonces: 2^32 sign-ins until two may meet (NIST SP 800-38D 8.3). What is carried does not outlive its root key.
 */
export function carriedSeals<Facts extends object>(
  purpose: keyof typeof CARRIED,
  { keyring, entropy }: { readonly keyring: Keyring; readonly entropy: Entropy },
): CarriedSeals<Facts> {
  const keys = markedKeys(keyring, `rolecall/v1/${purpose}`);
  const { byte, charactersMax } = CARRIED[purpose];
  const boundData = (root: RootKey): Buffer => encodeParts([`rolecall/${purpose}`, byte, root.kid]);
  return {
    seal(facts) {
      const text = Buffer.from(JSON.stringify(facts), 'utf8');
      const { key, mark, root } = keys.active();
      const header = Buffer.from([byte, mark]);
      const sealed = sealAead(key, entropy.bytes(NONCE_BYTES), boundData(root), text, header).toString('base64url');
      if (sealed.length > charactersMax) throw new RangeError('what a browser is to carry is too long');
      return sealed;
    },
    open(sealed) {
      if (sealed.length > charactersMax) return undefined;
      const bytes = Buffer.from(sealed, 'base64url');
      // One spelling for one token (security.md B05).
      if (bytes.toString('base64url') !== sealed || bytes[0] !== byte) return undefined;
      const named = keys.named(bytes[1]);
      const text = named && openAead(named.key, boundData(named.root), bytes.subarray(HEADER_BYTES));
      // Whatever opens was sealed here, from facts of this type.
      return text && (JSON.parse(text.toString('utf8')) as Facts);
    },
  };
}
