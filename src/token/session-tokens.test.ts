import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../base/clock.ts';
import { type Entropy, pooledEntropy, seededEntropy } from '../base/entropy.ts';
import type { IssuedSession, RoleSession, TooLarge } from './claims.ts';
import { keyring } from './keyring.ts';
import { sessionTokens } from './session-tokens.ts';

const claims: RoleSession = {
  kind: 'role',
  account: '123456789012',
  roleId: 'AROAEXAMPLEEXAMPLE123',
  roleName: 'Deployer',
  sessionName: 'ci-run-7',
  issuedAt: 1_790_000_000,
  expiresAt: 1_790_003_600,
  sourceIdentity: undefined,
  tags: [],
  policy: undefined,
  policyArns: [],
  region: 'us-east-1',
  assumedBy: 'arn:aws:iam::123456789012:user/ci',
  provider: undefined,
  providerKeys: [],
  chained: 0,
  epoch: 0,
  accountEpoch: 0,
};

const root = (fill: number) => createSecretKey(Buffer.alloc(32, fill));
const clock = fixedClock(1_790_000_000_000);
const node = ({ keys = keyring(root(1)), entropy = pooledEntropy() as Entropy, partition = 'aws' } = {}) =>
  sessionTokens({ keyring: keys, entropy, clock, partition });

const tokens = node();
const issued = (answer: IssuedSession | TooLarge): IssuedSession => {
  if ('tooLarge' in answer) throw new Error(`too large: ${answer.utilization}%`);
  return answer;
};
const issue = (some: Partial<RoleSession> = {}, minimumSize?: number): IssuedSession =>
  issued(tokens.issue({ ...claims, ...some }, { minimumSize }));

/** Text that deflate cannot make smaller than about three quarters. */
const noise = (length: number): string => seededEntropy('noise').bytes(length).toString('base64').slice(0, length);

describe('issue', () => {
  it('gives credentials of the form of AWS', () => {
    const session = issue();
    expect(session.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(session.secretAccessKey).toMatch(/^[A-Za-z0-9/+]{40}$/);
    expect(session.sessionToken).toMatch(/^[A-Za-z0-9/+]+={0,2}$/);
    expect(session.expiresAt).toBe(claims.expiresAt);
    expect(session.size).toBe(session.sessionToken.length);
    expect(session.utilization).toBe(Math.ceil((100 * session.size) / 4096));
  });

  it('gives other credentials each time', () => {
    const sessions = Array.from({ length: 100 }, () => issue());
    for (const name of ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const) {
      expect(new Set(sessions.map((session) => session[name])).size).toBe(100);
    }
  });

  it('gives golden credentials where time and entropy stand still', () => {
    const [a, b] = [1, 2].map(() => node({ entropy: seededEntropy('golden') }).issue(claims));
    expect(a).toEqual(b);
  });

  it('shows nothing of the session in the token', () => {
    const { sessionToken } = issue({ policy: noise(600) });
    const bytes = Buffer.from(sessionToken, 'base64');
    for (const text of [claims.account, claims.roleId, claims.roleName, claims.sessionName, noise(600).slice(0, 20)]) {
      expect(bytes.includes(text)).toBe(false);
    }
  });
});

describe('open', () => {
  it('gives what was issued, on any node with the root key', () => {
    const session = issue({ tags: [{ key: 'k', value: 'v', transitive: true }], policy: '{}' });
    for (const some of [tokens, node()]) {
      expect(some.open(session.sessionToken, session.accessKeyId)).toStrictEqual({
        ...claims,
        tags: [{ key: 'k', value: 'v', transitive: true }],
        policy: '{}',
      });
      expect(some.secretOf(session.sessionToken, session.accessKeyId)).toBe(session.secretAccessKey);
    }
  });

  it('derives the key of a run once it has opened, and not again', () => {
    const session = issue();
    const ring = keyring(root(1));
    let lookUps = 0;
    const byKid = (kid: string) => {
      lookUps++;
      return ring.byKid(kid);
    };
    const elsewhere = node({ keys: { ...ring, byKid } });
    for (let i = 0; i < 3; i++) expect(elsewhere.open(session.sessionToken, issue().accessKeyId)).toBeUndefined();
    expect(lookUps).toBe(3);
    for (let i = 0; i < 3; i++) expect(elsewhere.open(session.sessionToken, session.accessKeyId)).toBeDefined();
    expect(lookUps).toBe(4);
  });

  it('does not judge expiry', () => {
    const session = issue({ expiresAt: 1 });
    expect(tokens.open(session.sessionToken, session.accessKeyId)?.expiresAt).toBe(1);
  });

  it('opens under a retiring root key, and issues under the active one', () => {
    const old = issue();
    const rotated = node({ keys: keyring(root(2), [root(1)]) });
    expect(rotated.open(old.sessionToken, old.accessKeyId)).toStrictEqual(claims);
    expect(rotated.secretOf(old.sessionToken, old.accessKeyId)).toBe(old.secretAccessKey);
    const fresh = issued(rotated.issue(claims));
    expect(tokens.open(fresh.sessionToken, fresh.accessKeyId)).toBeUndefined();
    expect(node({ keys: keyring(root(2)) }).open(old.sessionToken, old.accessKeyId)).toBeUndefined();
  });

  it('opens for no other key id, and in no other partition', () => {
    const [a, b] = [issue(), issue()];
    expect(tokens.open(a.sessionToken, b.accessKeyId)).toBeUndefined();
    expect(node({ partition: 'aws-cn' }).open(a.sessionToken, a.accessKeyId)).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['lower case', 'asia'],
    ['another prefix', 'AKIA'],
    // Cut to bytes, this one would be the right id.
    ['a letter whose low byte is A', '\u0141SIA'],
  ])('takes a key id that begins with %s for none', (_name, start) => {
    const { sessionToken, accessKeyId } = issue();
    expect(tokens.open(sessionToken, start + accessKeyId.slice(4))).toBeUndefined();
    expect(tokens.open(sessionToken, accessKeyId)).toStrictEqual(claims);
  });

  it.each(['', 'AQ==', 'x'.repeat(4096), 'x'.repeat(5000), '\u0000'.repeat(100)])(
    'takes junk for no token',
    (token) => {
      const { accessKeyId } = issue();
      expect(tokens.open(token, accessKeyId)).toBeUndefined();
      expect(() => tokens.secretOf(token, accessKeyId)).toThrow('does not open');
    },
  );
});

describe('MinimumSessionTokenSize', () => {
  it('pads to at least so many characters, and to no more than needed', () => {
    const { size: plain } = issue();
    for (let minimum = 0; minimum <= 4096; minimum++) {
      const { size, sessionToken, accessKeyId } = issue({}, minimum);
      // Base64 comes in groups of four.
      expect(size).toBe(minimum <= plain ? plain : 4 * Math.ceil(minimum / 4));
      if (minimum % 64 < 5) expect(tokens.open(sessionToken, accessKeyId)).toStrictEqual(claims);
    }
  });
});

describe('the limit of 4,096 characters', () => {
  const largest = (fits: (length: number) => boolean): number => {
    let length = 0;
    for (let step = 4096; step >= 1; step /= 2) if (fits(length + step)) length += step;
    return length;
  };
  const nameOf = (length: number): Partial<RoleSession> => ({ sessionName: 'n'.repeat(length) });

  it('is met exactly, and a byte more is too large', () => {
    const length = largest((n) => !('tooLarge' in tokens.issue({ ...claims, ...nameOf(n) })));
    const session = issue(nameOf(length));
    expect(session.size).toBe(4096);
    expect(session.utilization).toBe(100);
    expect(tokens.open(session.sessionToken, session.accessKeyId)).toStrictEqual({ ...claims, ...nameOf(length) });
    expect(tokens.issue({ ...claims, ...nameOf(length + 1) })).toEqual({ tooLarge: true, utilization: 101 });
  });

  it('counts in percent, rounded up, what would have been needed', () => {
    const answer = tokens.issue({ ...claims, ...nameOf(6000) }) as TooLarge;
    expect(answer.tooLarge).toBe(true);
    expect(answer.utilization).toBeGreaterThan(195);
    expect(answer.utilization).toBeLessThan(205);
  });

  it('is reached by a policy only after compressing it', () => {
    const policy = JSON.stringify({
      Statement: Array.from({ length: 100 }, (_, i) => ({ Effect: 'Allow', Action: `s3:Get${i}`, Resource: '*' })),
    });
    expect(policy.length).toBeGreaterThan(5000);
    const session = issue({ policy });
    expect(session.size).toBeLessThan(2000);
    expect(tokens.open(session.sessionToken, session.accessKeyId)?.policy).toBe(policy);
  });

  it('leaves a policy raw where it fits', () => {
    const small = issue({ policy: 'a'.repeat(2048) });
    expect(small.size).toBeGreaterThan(2048);
    expect('tooLarge' in tokens.issue({ ...claims, policy: noise(8000) })).toBe(true);
    expect('tooLarge' in tokens.issue({ ...claims, policy: 'a'.repeat(100_000) })).toBe(true);
  });
});
