import { hash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { accessKeyId as newAccessKeyId } from '../base/identifiers.ts';
import { NONCE_BYTES, openAead, sealAead } from './aead.ts';
import type { SessionClaims, SessionTokens } from './claims.ts';
import { decodeClaims, encodeClaims } from './claims-codec.ts';
import { expand } from './kdf.ts';
import type { Keyring, RootKey } from './keyring.ts';
import { encodeParts } from './parts.ts';
import { runs as startRuns } from './runs.ts';
import {
  charactersOf,
  PURPOSE,
  paddingFor,
  parseToken,
  TOKEN_CHARACTERS_MAX,
  tokenHeader,
  VERSION,
} from './token-format.ts';

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
  const runs = startRuns({ root: keyring.active, entropy, clock });

  return {
    issue(claims, { minimumSize = 0 } = {}) {
      const plaintext = fitting(claims, minimumSize);
      const size = charactersOf(plaintext.length);
      const utilization = Math.ceil((100 * size) / TOKEN_CHARACTERS_MAX);
      if (size > TOKEN_CHARACTERS_MAX) return { tooLarge: true, utilization };

      const accessKeyId = newAccessKeyId('ASIA', claims.account, entropy);
      const run = runs.forSeal();
      const header = tokenHeader(PURPOSE.session, run.root.kidBytes, run.salt);
      const aad = boundData(run.root, partition, accessKeyId);
      const bytes = sealAead(run.key, entropy.bytes(NONCE_BYTES), aad, plaintext, header);
      const sessionToken = bytes.toString('base64');
      const secretAccessKey = secretFor(run.root, bytes, accessKeyId);
      return { accessKeyId, secretAccessKey, sessionToken, expiresAt: claims.expiresAt, size, utilization };
    },

    open(token, accessKeyId) {
      if (!SESSION_KEY_ID.test(accessKeyId)) return undefined;
      const closed = parseToken(token, PURPOSE.session);
      const root = closed && keyring.byKid(closed.kid);
      if (closed === undefined || root === undefined) return undefined;
      const run = runs.of(root, closed.salt);
      const plaintext = openAead(run.key, boundData(root, partition, accessKeyId), closed.sealed);
      if (plaintext === undefined) return undefined;
      runs.remember(run);
      return decodeClaims(plaintext);
    },

    secretOf(token, accessKeyId) {
      const closed = parseToken(token, PURPOSE.session);
      const root = closed && keyring.byKid(closed.kid);
      if (closed === undefined || root === undefined) throw new Error('secretOf was given a token that does not open');
      return secretFor(root, closed.bytes, accessKeyId);
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
 * Additional data: what a token is, for whom and where, so that it opens as nothing else. Binding the access key id
 * means that a token and a key id of two sessions never go together (security.md A10).
 */
const boundData = (root: RootKey, partition: string, accessKeyId: string): Buffer =>
  encodeParts(['rolecall/session', VERSION, PURPOSE.session, root.kid, partition, accessKeyId]);

const SECRET_LABEL = Buffer.from('rolecall/v1/secret-access-key');
/** 30 bytes are 40 characters of base64 without padding, which is the form of AWS's secrets: 240 bits. */
const SECRET_BYTES = 30;

/**
 * The secret access key that goes with a token: an HMAC under a key of its own over the key id and the token's digest.
 * A token that leaked does not give it (security.md B01), and a token changed in any bit gives another one, so
 * the signature would fail even if the seal did not.
 */
function secretFor(root: RootKey, token: Buffer, accessKeyId: string): string {
  const info = Buffer.concat([SECRET_LABEL, Buffer.from(accessKeyId), hash('sha256', token, 'buffer')]);
  return expand(root.sessionSecret, info, SECRET_BYTES).toString('base64');
}
