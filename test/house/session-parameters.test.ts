import { describe, expect, test } from 'vitest';
import { openWithProvider } from '../federation/saml.ts';
import { openWithIssuer } from '../federation/web-identity.ts';
import { type Answer, type Credentials, credentialsOf, policy } from './harness.ts';
import type { Parameters } from './requests.ts';
import { openStsHouse } from './sts-house.ts';

type Call = (who: Credentials, action: string, parameters?: Parameters) => Promise<Answer>;

interface Issuing {
  readonly issue: (more: Parameters) => Promise<Answer>;
  readonly call: Call;
}

const ALL = { Action: '*', Resource: '*' };

/** Each operation that issues credentials, with somebody to whom it does: their role, or they themselves, may do everything. */
const issuing: Readonly<Record<string, () => Promise<Issuing>>> = {
  AssumeRole: () => signed('AssumeRole'),
  AssumeRoot: () => signed('AssumeRoot'),
  GetSessionToken: () => signed('GetSessionToken'),
  GetFederationToken: () => signed('GetFederationToken', { Policy: undefined }),
  AssumeRoleWithWebIdentity: async () => {
    const house = await openWithIssuer();
    await house.allowRole(house.rootA, 'app', ALL);
    return { issue: (more) => house.bring(house.token(), more), call: house.call };
  },
  AssumeRoleWithSAML: async () => {
    const house = await openWithProvider();
    await house.allowRole(house.rootA, 'Dev', ALL);
    return { issue: (more) => house.bring(house.issued(), more), call: house.call };
  },
};

async function signed(name: string, instead: Parameters = {}): Promise<Issuing> {
  const { house, user, call } = await openStsHouse();
  return { issue: (more) => call(user, name, { ...instead, ...more }), call: house.call };
}

/** What the session may: to read, to write. IAM does not take every session. */
async function may({ call }: Issuing, answer: Answer): Promise<readonly [read: boolean, write: boolean]> {
  expect([answer.status, answer.message]).toEqual([200, undefined]);
  const session = credentialsOf(answer);
  const [read, write] = [await call(session, 'ListUsers'), await call(session, 'CreateGroup', { GroupName: 'made' })];
  return [read.status === 200, write.status === 200];
}

describe('MinimumSessionTokenSize', () => {
  test.each(Object.entries(issuing))('%s', async (_name, open) => {
    const { issue } = await open();
    const plain = await issue({});
    expect([plain.status, plain.message]).toEqual([200, undefined]);
    const small = Number(plain.text('SessionTokenSize'));
    expect(small).toBeLessThan(3000);
    for (const size of [3000, 4096]) {
      const filled = await issue({ MinimumSessionTokenSize: size });
      const token = filled.text('SessionToken')!;
      expect(token.length).toBeGreaterThanOrEqual(size);
      expect(token.length).toBeLessThanOrEqual(4096);
      expect(filled.text('SessionTokenSize')).toBe(String(token.length));
    }
    expect((await issue({ MinimumSessionTokenSize: 4097 })).code).toBe('ValidationError');
  });
});

const withPolicies = Object.entries(issuing).filter(([name]) => name.startsWith('AssumeRole'));

describe('Policy and PolicyArns', () => {
  const READ = policy({ Action: ['iam:List*', 'iam:Get*'], Resource: '*' });
  const READ_ARN = { 'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' };

  test.each(withPolicies)('of %s narrow the session', async (_name, open) => {
    const issued = await open();
    expect(await may(issued, await issued.issue({}))).toEqual([true, true]);
    for (const given of [{ Policy: READ }, READ_ARN]) {
      const fresh = await open();
      const answer = await fresh.issue(given);
      expect(await may(fresh, answer)).toEqual([true, false]);
      expect(Number(answer.text('PackedPolicySize'))).toBeGreaterThan(0);
    }
    expect((await issued.issue({ Policy: '{' })).code).toBe('MalformedPolicyDocument');
    expect((await issued.issue({ 'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/NoSuchPolicy' })).status).toBe(
      400,
    );
  });

  test('of GetFederationToken are in its token, and a policy that is none is refused', async () => {
    const { issue } = await issuing.GetFederationToken!();
    expect((await issue({})).text('PackedPolicySize')).toBeUndefined();
    for (const given of [{ Policy: READ }, READ_ARN])
      expect(Number((await issue(given)).text('PackedPolicySize'))).toBeGreaterThan(0);
    expect((await issue({ Policy: '{' })).code).toBe('MalformedPolicyDocument');
    expect((await issue({ 'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/NoSuchPolicy' })).status).toBe(400);
  });
});

describe('DurationSeconds', () => {
  test.each(withPolicies.filter(([name]) => name !== 'AssumeRole'))('of %s', async (_name, open) => {
    const { issue } = await open();
    const end = async (more: Parameters) => Date.parse((await issue(more)).text('Expiration')!);
    const hour = await end({});
    expect(hour - (await end({ DurationSeconds: 900 }))).toBe(2_700_000);
    for (const DurationSeconds of [899, 3601, 43_201])
      expect((await issue({ DurationSeconds })).code).toBe('ValidationError');
  });
});
