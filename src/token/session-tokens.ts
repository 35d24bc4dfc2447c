import { hash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { accessKeyId as newAccessKeyId } from '../base/identifiers.ts';
import { NONCE_BYTES, openAead, sealAead } from './aead.ts';
import type { SessionClaims, SessionTokens } from './claims.ts';
import { decodeClaims, encodeClaims } from './claims-codec.ts';
import { expandText } from './kdf.ts';
import type { Keyring, RootKey } from './keyring.ts';
import { encodeParts } from './parts.ts';
import { issuingRuns } from './runs.ts';
import { charactersOf, PURPOSE, paddingFor, parseToken, TOKEN_CHARACTERS_MAX, VERSION } from './token-format.ts';

interface Tools {
  readonly keyring: Keyring;
  readonly entropy: Entropy;
  readonly clock: Clock;
  readonly partition?: string;
}

/**
 * Issues and opens session credentials without keeping any: the token holds the session, sealed, and the secret is
 * derived from the token (security.md 4.1). Any node with the same root key opens what any other issued.
 */
export function sessionTokens({ keyring, entropy, clock, partition = 'aws' }: Tools): SessionTokens {
  const runs = issuingRuns({ keyring, purpose: PURPOSE.session, entropy, clock });
  const bind = dataBinder(partition);

  return {
    get withdrawals() {
      return keyring.withdrawals;
    },

    issue(claims, { minimumSize = 0 } = {}) {
      const plaintext = fitting(claims, minimumSize);
      const size = charactersOf(plaintext.length);
      const utilization = Math.ceil((100 * size) / TOKEN_CHARACTERS_MAX);
      if (size > TOKEN_CHARACTERS_MAX) return { tooLarge: true, utilization };

      const accessKeyId = newAccessKeyId('ASIA', claims.account, entropy);
      const run = runs.forSeal();
      const aad = bind(run.root, accessKeyId);
      const bytes = sealAead(run.key, entropy.bytes(NONCE_BYTES), aad, plaintext, run.header);
      const sessionToken = bytes.toString('base64');
      const secretAccessKey = secretFor(run.root, bytes, accessKeyId);
      return { accessKeyId, secretAccessKey, sessionToken, expiresAt: claims.expiresAt, size, utilization };
    },

    open(token, accessKeyId) {
      if (!SESSION_KEY_ID.test(accessKeyId)) return undefined;
      const closed = parseToken(token, PURPOSE.session);
      const run = closed && runs.byName(closed.run);
      if (closed === undefined || run === undefined) return undefined;
      const plaintext = openAead(run.key, bind(run.root, accessKeyId), closed.sealed);
      if (plaintext === undefined) return undefined;
      runs.remember(run);
      return decodeClaims(plaintext);
    },

    secretOf(token, accessKeyId) {
      const closed = parseToken(token, PURPOSE.session);
      const run = closed && runs.byName(closed.run);
      if (closed === undefined || run === undefined) throw new Error('secretOf was given a token that does not open');
      return secretFor(run.root, closed.bytes, accessKeyId);
    },
  };
}

/**
 * The only form of a key id that was ever issued. It is also what makes its bytes unambiguous below: twenty
 * characters, ASCII.
 */
const SESSION_KEY_ID = /^ASIA[A-Z2-7]{16}$/;

/** The session encoded, padded to what was asked for; compressed only where it would not fit, because that costs more than the seal. */
function fitting(claims: SessionClaims, minimumSize: number): Buffer {
  const raw = encodeClaims(claims, { compress: false });
  const fits = charactersOf(raw.length) <= TOKEN_CHARACTERS_MAX;
  const encoded = fits ? raw : encodeClaims(claims, { compress: true });
  const padding = paddingFor(encoded.length, minimumSize);
  return padding === 0 ? encoded : Buffer.concat([encoded, Buffer.alloc(padding)]);
}

/**
 * Makes the additional data of tokens: what a token is, where, and for whom, so that it opens as nothing else. Binding
 * the access key id means that the token of one session and the key id of another never go together (security.md A10).
 */
function dataBinder(partition: string): (root: RootKey, accessKeyId: string) => Buffer {
  const fixed = new WeakMap<RootKey, string>();
  return (root, accessKeyId) => {
    let parts = fixed.get(root);
    if (parts === undefined) {
      parts = encodeParts(['rolecall/session', VERSION, PURPOSE.session, root.kid, partition]).toString('latin1');
      fixed.set(root, parts);
    }
    return Buffer.from(parts + accessKeyId, 'latin1');
  };
}

/** 240 bits, in the form of AWS's secrets. */
const SECRET_CHARACTERS = 40;

/**
 * The secret access key that goes with a token: an HMAC under a key of its own over the key id and the token's digest.
 * A token that leaked does not give it (security.md B01), and a token changed in any bit gives another one, so
 * the signature would fail even if the seal did not. Key id and digest have fixed lengths, so no two pairs are one text.
 */
function secretFor(root: RootKey, token: Buffer, accessKeyId: string): string {
  const info = `rolecall/v1/secret-access-key${accessKeyId}${hash('sha256', token, 'binary')}`;
  return expandText(root.sessionSecret, info, SECRET_CHARACTERS);
}
