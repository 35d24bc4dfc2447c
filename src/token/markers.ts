import { createHash } from 'node:crypto';
import type { Entropy } from '../base/entropy.ts';
import { NONCE_BYTES, openAead, sealAead } from './aead.ts';
import { decodeBase64 } from './base64.ts';
import type { Keyring } from './keyring.ts';
import { markedKeys } from './marked-keys.ts';
import { encodeParts } from './parts.ts';

/**
 * Seals the place at which a list goes on, for the client to carry to the next page. A marker opens for the context
 * it was sealed for and for no other; the context says whose list it is and how it was asked for.
 */
export interface Markers {
  seal(text: string, context: string): string;
  /** The text, or `undefined` where the marker is not what `seal` made for this very context. */
  open(marker: string, context: string): string | undefined;
}

/** Bound into a marker, beside its having a key of its own, so that it opens as nothing else (security.md B02). */
const PURPOSE = 0x4d;

/**
 * Markers under AES-256-GCM: base64 of the byte that names the key, a random nonce, ciphertext and tag. IAM takes markers of up to
 * 320 characters, so a text may have 211 bytes. A marker does not outlive its root key: the client starts its list again.
 */
export function pageMarkers({ keyring, entropy }: { keyring: Keyring; entropy: Entropy }): Markers {
  const keys = markedKeys(keyring, 'rolecall/v1/page-marker');
  return {
    seal(text, context) {
      const { key, mark } = keys.active();
      const nonce = entropy.bytes(NONCE_BYTES);
      const bytes = sealAead(key, nonce, boundData(context), Buffer.from(text, 'utf8'), Buffer.from([mark]));
      return bytes.toString('base64');
    },

    open(marker, context) {
      const bytes = decodeBase64(marker);
      const named = keys.named(bytes?.[0]);
      if (bytes === undefined || named === undefined) return undefined;
      return openAead(named.key, boundData(context), bytes.subarray(1))?.toString('utf8');
    },
  };
}

/** A digest, because the context holds what a client sent and may be long. */
const boundData = (context: string): Buffer =>
  encodeParts(['rolecall/page-marker', PURPOSE, createHash('sha256').update(context).digest('hex')]);
