import { createHash, createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secretBox } from '../../src/token/box.ts';
import type { SecretContext } from '../../src/token/secret-box.ts';
import { LAYOUT, mutations } from '../token/mutate.ts';
import { entropy, freshKeyring, issue, node } from '../token/support.ts';

const keys = freshKeyring();
const tokens = node(keys);

describe('attack/B01', () => {
  it('no unkeyed derivation of public values gives the secret', () => {
    const session = issue(tokens);
    const bytes = Buffer.from(session.sessionToken, 'base64');
    const publicValues: readonly Buffer[] = [
      ...[session.sessionToken, session.accessKeyId, session.accessKeyId.slice(4), keys.active.kid, '', 'AWS4'].map(
        (text) => Buffer.from(text),
      ),
      bytes,
      bytes.subarray(0, LAYOUT.nonce),
      bytes.subarray(LAYOUT.kid, LAYOUT.salt),
      bytes.subarray(LAYOUT.salt, LAYOUT.nonce),
      bytes.subarray(LAYOUT.nonce, LAYOUT.ciphertext),
      bytes.subarray(LAYOUT.nonce),
      bytes.subarray(-LAYOUT.tagBytes),
      // The labels are in the source, so they are public.
      ...[
        'rolecall',
        'rolecall/session',
        'rolecall/v1/session-secret',
        'rolecall/v1/secret-access-key',
        'sts',
        'sk/v1',
      ].map((text) => Buffer.from(text)),
      createHash('sha256').update(bytes).digest(),
      Buffer.from(createHash('sha256').update(bytes).digest('hex')),
      createHash('sha256').update(session.sessionToken).digest(),
      Buffer.alloc(32),
    ];
    let tried = 0;
    const gives = (digest: Buffer): boolean => {
      tried++;
      const forms = [
        digest.toString('base64'),
        digest.toString('base64url'),
        digest.toString('hex'),
        digest.toString('latin1'),
      ];
      return forms.some((form) => form.startsWith(session.secretAccessKey) || form.endsWith(session.secretAccessKey));
    };
    const found: string[] = [];
    const check = (how: string, digest: Buffer): void => {
      if (gives(digest)) found.push(how);
    };
    for (const [i, a] of publicValues.entries()) {
      for (const [j, b] of publicValues.entries()) {
        for (const algorithm of ['sha256', 'sha512', 'md5', 'sha1', 'sha384', 'sha3-256']) {
          check(`hmac-${algorithm} ${i} ${j}`, createHmac(algorithm, a).update(b).digest());
          for (const [k, c] of publicValues.entries()) {
            check(`${algorithm} ${i} ${j} ${k}`, createHash(algorithm).update(a).update(b).update(c).digest());
            if (algorithm === 'sha256') {
              check(`hmac ${i} ${j}+${k}`, createHmac(algorithm, a).update(b).update(c).digest());
              check(`hmac ${i} ${j}+${k}+1`, createHmac(algorithm, a).update(b).update(c).update('\x01').digest());
              check(`hkdf ${i} ${j} ${k}`, Buffer.from(hkdfSync(algorithm, a, b, c, 30)));
            }
          }
        }
      }
    }
    console.log(`attack/B01: ${tried} derivations of public values, ${found.length} gave the secret`);
    expect(tried).toBeGreaterThanOrEqual(100_000);
    expect(found).toEqual([]);
    // The test knows the secret when it sees it.
    expect(gives(Buffer.from(session.secretAccessKey, 'base64'))).toBe(true);
  });

  it('the secret hangs on a key that is not in the token: another one, and the same token gives another secret', () => {
    const session = issue(tokens);
    const root = { ...keys.active, sessionSecret: createSecretKey(entropy.bytes(32)) };
    const other = node({ ...keys, active: root, byKid: () => root });
    expect(other.open(session.sessionToken, session.accessKeyId)).toBeDefined();
    expect(other.secretOf(session.sessionToken, session.accessKeyId)).not.toBe(session.secretAccessKey);
    expect(tokens.secretOf(session.sessionToken, session.accessKeyId)).toBe(session.secretAccessKey);
  });

  it('a token altered in any byte, or another key id, gives another secret', () => {
    const session = issue(tokens);
    const bytes = Buffer.from(session.sessionToken, 'base64');
    const secrets = new Set([session.secretAccessKey]);
    let altered = 0;
    for (let at = LAYOUT.salt; at < bytes.length; at++) {
      const other = Buffer.from(bytes);
      other[at]! ^= 1;
      secrets.add(tokens.secretOf(other.toString('base64'), session.accessKeyId));
      altered++;
    }
    secrets.add(tokens.secretOf(session.sessionToken, issue(tokens).accessKeyId));
    expect(secrets.size).toBe(altered + 2);
  });
});

describe('attack/B02', () => {
  const session = issue(tokens);
  const box = secretBox({ keyring: keys, entropy });
  const context: SecretContext = {
    table: 'access_keys',
    column: 'secret',
    id: session.accessKeyId,
    account: '123456789012',
  };

  it('a session token opens as nothing else', () => {
    expect(box.open(session.sessionToken, context)).toBeUndefined();
  });

  it('what is sealed at rest opens as no session, also under the header of one', () => {
    const sealed = box.seal(Buffer.from('a secret'), context);
    expect(tokens.open(sealed, session.accessKeyId)).toBeUndefined();
    const header = Buffer.from(session.sessionToken, 'base64').subarray(0, LAYOUT.nonce);
    const dressed = Buffer.concat([header, Buffer.from(sealed, 'base64').subarray(9)]);
    expect(tokens.open(dressed.toString('base64'), session.accessKeyId)).toBeUndefined();
  });

  it('a token says its purpose, and with another one it does not open', () => {
    const bytes = Buffer.from(session.sessionToken, 'base64');
    for (let purpose = 0; purpose < 256; purpose++) {
      bytes[LAYOUT.purpose] = purpose;
      const opened = tokens.open(bytes.toString('base64'), session.accessKeyId);
      expect(opened === undefined, `purpose ${purpose}`).toBe(purpose !== 1);
    }
  });
});

/** Mutations of one kind, each refused right after the good token was opened. */
function refuses(kind: RegExp, least: number): void {
  const { sessionToken: token, accessKeyId } = issue(tokens, { sessionName: 'padded-1' });
  const others = [issue(tokens), issue(tokens)].map((other) => ({
    token: other.sessionToken,
    accessKeyId: other.accessKeyId,
  }));
  const all = [...mutations({ token, accessKeyId }, others)].filter(({ how }) => kind.test(how));
  const accepted = all.filter((mutation) => {
    expect(tokens.open(token, accessKeyId)).toBeDefined();
    return tokens.open(mutation.token, mutation.accessKeyId) !== undefined;
  });
  expect(accepted.map(({ how }) => how)).toEqual([]);
  expect(all.length).toBeGreaterThanOrEqual(least);
}

describe('attack/B03', () => {
  it('a token with any bit flipped does not open', () => refuses(/flipped|inverted/, 1000));
  it('parts of other good tokens do not fit', () => refuses(/another (token|session)/, 10));
});

it('attack/B04 a tag of any other length does not open', () => refuses(/tag|cut to|behind/, 200));

it('attack/B05 no second spelling of a token opens', () =>
  refuses(/before character|padding|pad bits|alphabet|outside ASCII|for [+/]/, 1000));
