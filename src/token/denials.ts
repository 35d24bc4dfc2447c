import { type Clock, secondsOf } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { NONCE_BYTES, openAead, sealAead, TAG_BYTES } from './aead.ts';
import type { Keyring } from './keyring.ts';
import { markedKeys } from './marked-keys.ts';
import { encodeParts } from './parts.ts';

/**
 * Seals the reasons of a denial for the one who was denied to carry to somebody who may read them. They open for the account that
 * they were sealed for, for a day.
 */
export interface DenialSeals {
  /** `undefined` where the text is too long for a message. */
  seal(text: string, account: string): string | undefined;
  /** The text, or `undefined` for what is expired, altered, of another account, or no such message at all. */
  open(message: string, account: string): string | undefined;
}

/** Tells a denial from every other sealed thing, beside having a key of its own (security.md B02). */
const PURPOSE = 0x44;
/** Purpose, and the byte that names the key. */
const HEADER_BYTES = 2;
const EXPIRY_BYTES = 6;
const LIFE_SECONDS = 86_400;

/** The most that sts:DecodeAuthorizationMessage takes, in characters (policy.md 7.5). */
const CHARACTERS_MAX = 10_240;
const TEXT_BYTES_MAX = Math.floor((CHARACTERS_MAX * 3) / 4) - HEADER_BYTES - NONCE_BYTES - TAG_BYTES - EXPIRY_BYTES;

/** Texts are filled up to whole blocks, so that the length of a message tells next to nothing of a policy. */
const BLOCK_BYTES = 1024;

/**
 * Messages under AES-256-GCM: URL-safe base64, as AWS's are, of a purpose byte, the byte that names the key, a random nonce, ciphertext and tag. The key is one for all and the nonce
 * random: 2^32 denials until two may meet (NIST SP 800-38D 8.3), and each opens for a day only.
 */
export function denialSeals({
  keyring,
  entropy,
  clock,
}: {
  readonly keyring: Keyring;
  readonly entropy: Entropy;
  readonly clock: Clock;
}): DenialSeals {
  const keys = markedKeys(keyring, 'rolecall/v1/denial');
  return {
    seal(text, account) {
      const bytes = Buffer.from(text, 'utf8');
      if (bytes.length > TEXT_BYTES_MAX) return undefined;
      const filled = Math.min(TEXT_BYTES_MAX, Math.ceil(bytes.length / BLOCK_BYTES) * BLOCK_BYTES);
      // A space after a JSON text belongs to no value.
      const plaintext = Buffer.alloc(EXPIRY_BYTES + filled, ' ');
      plaintext.writeUIntBE(secondsOf(clock) + LIFE_SECONDS, 0, EXPIRY_BYTES);
      bytes.copy(plaintext, EXPIRY_BYTES);
      const { key, mark } = keys.active();
      const header = Buffer.from([PURPOSE, mark]);
      return sealAead(key, entropy.bytes(NONCE_BYTES), boundData(account), plaintext, header).toString('base64url');
    },

    open(message, account) {
      if (message.length > CHARACTERS_MAX) return undefined;
      const bytes = Buffer.from(message, 'base64url');
      // One spelling for one message (security.md B05).
      if (bytes.toString('base64url') !== message || bytes[0] !== PURPOSE) return undefined;
      const named = keys.named(bytes[1]);
      const plaintext = named && openAead(named.key, boundData(account), bytes.subarray(HEADER_BYTES));
      if (plaintext === undefined || plaintext.readUIntBE(0, EXPIRY_BYTES) <= secondsOf(clock)) return undefined;
      return plaintext.toString('utf8', EXPIRY_BYTES).trimEnd();
    },
  };
}

const boundData = (account: string): Buffer => encodeParts(['rolecall/denial', PURPOSE, account]);
