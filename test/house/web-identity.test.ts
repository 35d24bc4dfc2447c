import { beforeEach, describe, expect, test } from 'vitest';
import { claimsAt, ISSUER, PROVIDER, RSA, signed } from '../federation/issuer.ts';
import { openWithIssuer, SAID, trusting, type WithIssuer } from '../federation/web-identity.ts';
import { ACCOUNT_A, ACCOUNT_B, credentialsOf, policy } from './harness.ts';

let house: WithIssuer;
beforeEach(async () => {
  house = await openWithIssuer();
});
const providerArn = `arn:aws:iam::${ACCOUNT_A}:oidc-provider/${PROVIDER}`;

describe('AssumeRoleWithWebIdentity', () => {
  test('answers credentials, and whose they are', async () => {
    const answer = await house.bring(house.token());
    expect(answer.status).toBe(200);
    const told = ['SubjectFromWebIdentityToken', 'Provider', 'Audience', 'PackedPolicySize', 'SourceIdentity', 'Arn'];
    expect(told.map((name) => answer.text(name))).toEqual([
      'workload-1',
      providerArn,
      'sts.example.com',
      undefined,
      undefined,
      `arn:aws:sts::${ACCOUNT_A}:assumed-role/app/test-session`,
    ]);
    const who = await house.must(credentialsOf(answer), 'GetCallerIdentity');
    expect(who.text('Arn')).toBe(`arn:aws:sts::${ACCOUNT_A}:assumed-role/app/test-session`);
    expect(who.text('UserId')).toBe(answer.text('AssumedRoleId'));
  });

  test('takes a token in a GET as in a POST, and one of RSA', async () => {
    expect(await house.outcome(house.token({}, {}, RSA))).toBe('credentials');
  });

  test('asks the issuer once, for its configuration and its keys', async () => {
    for (let i = 0; i < 5; i++) await house.bring(house.token());
    expect(house.issuer.asked).toEqual([house.issuer.configuration, house.issuer.jwks]);
  });

  test('is remembered with the provider as who called', async () => {
    await house.bring(house.token());
    expect(house.events.at(-1)).toMatchObject({
      action: 'AssumeRoleWithWebIdentity',
      status: 200,
      caller: { kind: 'web-identity', userId: `${providerArn}:sts.example.com:workload-1`, accessKeyId: '' },
    });
  });

  test('a missing role and an unmet condition answer alike, to the byte but the request id', async () => {
    const bare = async (token: string, more: object) =>
      (await house.bring(token, more as never)).body.replace(/<RequestId>[^<]*/, '');
    const unmet = await bare(house.token({ sub: 'workload-2' }), {});
    const missing = await bare(house.token(), { RoleArn: `arn:aws:iam::${ACCOUNT_A}:role/none` });
    expect(missing).toBe(unmet);
    expect(await house.outcome(house.token({ sub: 'workload-2' }))).toBe(SAID.denied);
  });

  test.each([
    ['the account of the role has no provider', ACCOUNT_B],
    ['there is no such account', '999988887777'],
  ])('where %s', async (_why, account) => {
    expect(await house.outcome(house.token(), { RoleArn: `arn:aws:iam::${account}:role/app` })).toBe(
      SAID.noProvider(ISSUER),
    );
    expect(house.issuer.asked).toEqual([]);
  });

  test.each(['www.amazon.com', 'graph.facebook.com', 'id.example.com'])('refuses ProviderId %s by name', async (id) => {
    expect(await house.outcome(house.token(), { ProviderId: id })).toBe(
      `ValidationError 400: ProviderId ${id} is not offered here: only OpenID Connect tokens are accepted, which need no ProviderId`,
    );
  });

  test('what is malformed is said before the token is looked at', async () => {
    expect(await house.outcome('x', {})).toBe(
      "ValidationError 400: 1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length greater than or equal to 4",
    );
    expect(await house.outcome('xxxx', { RoleArn: 'arn:aws:iam::x:role/app' })).toBe(
      'ValidationError 400: arn:aws:iam::x:role/app is invalid',
    );
    expect(await house.outcome('xxxx')).toBe(SAID.noToken);
  });

  test('a token of our own GetWebIdentityToken cannot be fed back', async () => {
    const own = 'https://iam.example.test/oidc/uuid-111122223333';
    await house.must(house.rootA, 'CreateOpenIDConnectProvider', { Url: own, 'ClientIDList.member.1': 'x' });
    expect(await house.outcome(house.token({ iss: own, aud: 'x' }))).toBe(SAID.noProvider(own));
    expect(house.issuer.asked).toEqual([]);
  });
});

describe('how long it lasts', () => {
  const TOO_LONG =
    'ValidationError 400: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
  const lasts = async (more: object) => {
    const answer = await house.bring(house.token(), more as never);
    return Date.parse(answer.text('Expiration')!) / 1000 - house.nowSeconds();
  };

  test('an hour, or what is asked for up to the maximum of the role: no chain limits it', async () => {
    expect(await lasts({})).toBe(3600);
    expect(await house.outcome(house.token(), { DurationSeconds: 3601 })).toBe(TOO_LONG);
    await house.must(house.rootA, 'UpdateRole', { RoleName: 'app', MaxSessionDuration: 43_200 });
    expect(await lasts({ DurationSeconds: 43_200 })).toBe(43_200);
    expect(await lasts({ DurationSeconds: 900 })).toBe(900);
  });

  test('a role assumed with these credentials is a chain', async () => {
    await house.allowRole(house.rootA, 'app', { Action: '*', Resource: '*' });
    await house.role(house.rootA, 'next', { Principal: { AWS: house.roleArn } }, { MaxSessionDuration: 43_200 });
    const session = credentialsOf(await house.bring(house.token()));
    const next = `arn:aws:iam::${ACCOUNT_A}:role/next`;
    expect((await house.assume(session, next, { DurationSeconds: 3601 })).message).toBe(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
    expect((await house.assume(session, next)).status).toBe(200);
  });
});

describe('the trust policy sees', () => {
  const ROLE = 'seen';
  /** Whether a role with this condition lets the token in. */
  async function letsIn(condition: object, claims: object = {}, name = PROVIDER, more: object = {}) {
    await house.must(house.rootA, 'CreateRole', {
      RoleName: ROLE,
      AssumeRolePolicyDocument: policy(trusting(condition, name)),
    });
    const RoleArn = `arn:aws:iam::${ACCOUNT_A}:role/${ROLE}`;
    const outcome = await house.outcome(house.token(claims), { RoleArn, ...more } as never);
    return outcome === 'credentials' ? 'yes' : outcome === SAID.denied ? 'no' : outcome;
  }
  const key = (claim: string) => `${PROVIDER}:${claim}`;

  test.each([
    ['sub', { StringEquals: { [key('sub')]: 'workload-1' } }, {}, 'yes'],
    ['sub in other letters', { StringEquals: { [key('sub')]: 'Workload-1' } }, {}, 'no'],
    ['the key in other letters', { StringEquals: { [key('SUB').toUpperCase()]: 'workload-1' } }, {}, 'yes'],
    ['aud', { StringEquals: { [key('aud')]: 'sts.example.com' } }, {}, 'yes'],
    ['oaud without azp', { Null: { [key('oaud')]: 'true' } }, {}, 'yes'],
    ['azp as aud', { StringEquals: { [key('aud')]: 'sts.example.com' } }, { azp: 'sts.example.com' }, 'yes'],
    ['aud as oaud', { StringEquals: { [key('oaud')]: 'sts.example.com' } }, { azp: 'sts.example.com' }, 'yes'],
    ['amr', { 'ForAnyValue:StringLike': { [key('amr')]: 'mf*' } }, { amr: ['pwd', 'mfa'] }, 'yes'],
    ['amr that is not there', { 'ForAnyValue:StringLike': { [key('amr')]: 'mf*' } }, {}, 'no'],
    ['no other claim', { StringEquals: { [key('email')]: 'a@example.com' } }, { email: 'a@example.com' }, 'no'],
    ['the claim of no other issuer', { StringEquals: { 'id.example.org:sub': 'workload-1' } }, {}, 'no'],
    ['the session name', { StringEquals: { 'sts:RoleSessionName': 'test-session' } }, {}, 'yes'],
    ['the provider', { ArnEquals: { 'aws:FederatedProvider': providerArn } }, {}, 'yes'],
    ['no principal of an account', { Null: { 'aws:PrincipalArn': 'true', 'aws:PrincipalAccount': 'true' } }, {}, 'yes'],
  ])('%s', async (_what, condition, claims, expected) => expect(await letsIn(condition, claims)).toBe(expected));

  test('the claims that AWS lists of an issuer by name', async () => {
    const github = 'token.actions.githubusercontent.com';
    const { documents, text } = house.issuer;
    documents.set(
      `https://${github}/.well-known/openid-configuration`,
      text({ issuer: `https://${github}`, jwks_uri: house.issuer.jwks }),
    );
    await house.must(house.rootA, 'CreateOpenIDConnectProvider', {
      Url: `https://${github}`,
      'ClientIDList.member.1': 'sts.example.com',
    });
    const condition = {
      StringEquals: { [`${github}:repository`]: 'us/it', [`${github}:sub`]: 'repo:us/it' },
      Null: { [`${github}:environment`]: 'true' },
    };
    const claims = { iss: `https://${github}`, sub: 'repo:us/it', repository: 'us/it', environment: null };
    expect(await letsIn(condition, claims, github)).toBe('yes');
    const RoleArn = `arn:aws:iam::${ACCOUNT_A}:role/${ROLE}`;
    expect(await house.outcome(house.token({ ...claims, repository: 'us/other' }), { RoleArn })).toBe(SAID.denied);
    expect(await house.outcome(house.token({ ...claims, repository: 1 }), { RoleArn })).toBe(SAID.noToken);
  });

  test('nobody whom it names as everyone', async () => {
    await house.role(house.rootA, 'open', { Principal: '*', Action: 'sts:*' });
    expect(await house.outcome(house.token(), { RoleArn: `arn:aws:iam::${ACCOUNT_A}:role/open` })).toBe(SAID.denied);
  });
});

describe('tags and source identity of the token', () => {
  const TAGS = 'https://aws.amazon.com/tags';
  const SOURCE = 'https://aws.amazon.com/source_identity';
  const tags = (principal_tags: object, transitive_tag_keys?: unknown) => ({
    [TAGS]: { principal_tags, ...(transitive_tag_keys !== undefined && { transitive_tag_keys }) },
  });

  test('reach the session, nested or flat, and go along the chain where they are transitive', async () => {
    await house.allowRole(house.rootA, 'app', { Action: 'sts:*', Resource: '*' });
    const trust = {
      Principal: { AWS: house.roleArn },
      Condition: { StringEquals: { 'aws:PrincipalTag/Team': 'red', 'aws:RequestTag/Team': 'red' } },
    };
    const next = await house.role(house.rootA, 'next', trust);
    for (const claims of [
      tags({ Team: ['red'], Cost: ['7'] }, ['team']),
      { [`${TAGS}/principal_tags/Team`]: 'red', [`${TAGS}/transitive_tag_keys`]: ['Team'] },
    ]) {
      const answer = await house.bring(house.token(claims));
      expect(Number(answer.text('PackedPolicySize'))).toBeGreaterThan(0);
      expect((await house.assume(credentialsOf(answer), next)).status).toBe(200);
    }
  });

  test('need sts:TagSession and sts:SetSourceIdentity of the trust policy', async () => {
    const Action = 'sts:AssumeRoleWithWebIdentity';
    await house.must(house.rootA, 'UpdateAssumeRolePolicy', {
      RoleName: 'app',
      PolicyDocument: policy({ ...trusting(), Action }),
    });
    expect(await house.outcome(house.token(tags({ a: ['b'] })))).toBe(
      'AccessDenied 403: Not authorized to perform sts:TagSession',
    );
    expect(await house.outcome(house.token({ [SOURCE]: 'ann' }))).toBe(
      'AccessDenied 403: Not authorized to perform sts:SetSourceIdentity',
    );
    expect(await house.outcome(house.token())).toBe('credentials');
  });

  test('the source identity is answered, is a key, and stays', async () => {
    const condition = { StringEquals: { 'sts:SourceIdentity': 'ann' } };
    const RoleArn = await house.role(house.rootA, 'sourced', trusting(condition));
    const answer = await house.bring(house.token({ [SOURCE]: 'ann' }), { RoleArn });
    expect(answer.text('SourceIdentity')).toBe('ann');
    expect(await house.outcome(house.token({ [SOURCE]: 'bob' }), { RoleArn })).toBe(SAID.denied);
    expect(await house.outcome(house.token(), { RoleArn })).toBe(SAID.denied);
  });

  test.each([
    ['a source identity that is none', { [SOURCE]: 'a b' }, /Source Identity must match/],
    ['one that AWS reserves', { [SOURCE]: 'AWS:x' }, /Source Identity must match/],
    ['one that is no text', { [SOURCE]: 7 }, /not a valid JWT/],
    ['tags that are no object', { [TAGS]: [] }, /not a valid JWT/],
    ['a tag with two values', tags({ a: ['b', 'c'] }), /not a valid JWT/],
    ['a tag that is a number', tags({ a: 7 }), /not a valid JWT/],
    ['transitive keys that are no list', tags({ a: 'b' }, 'a'), /not a valid JWT/],
    ['a transitive key without its tag', tags({ a: 'b' }, ['c']), /must be included in the requested tags/],
    ['keys equal but for their letters', tags({ a: 'b', A: 'c' }), /Duplicate tag keys/],
    ['a reserved key', tags({ 'aws:a': 'b' }), /reserved prefix/],
    ['a character that tags may not have', tags({ 'a*': 'b' }), /validation error/],
    ['both forms', { ...tags({ a: 'b' }), [`${TAGS}/principal_tags/c`]: 'd' }, /not a valid JWT/],
    ['more than fifty', tags(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v']))), /less than or/],
  ])('%s is refused', async (_what, claims, sentence) => {
    expect(await house.outcome(house.token(claims))).toMatch(sentence);
  });
});

describe('the session', () => {
  test('is limited by session policies', async () => {
    await house.allowRole(house.rootA, 'app', { Action: 'iam:*', Resource: '*' });
    const Policy = policy({ Action: 'iam:ListUsers', Resource: '*' });
    const session = credentialsOf(await house.bring(house.token(), { Policy }));
    expect((await house.call(session, 'ListUsers')).status).toBe(200);
    expect((await house.call(session, 'ListRoles')).code).toBe('AccessDenied');
    expect(await house.outcome(house.token(), { Policy: '{' })).toMatch(/^MalformedPolicyDocument 400/);
  });

  test('keeps the provider and its keys', async () => {
    const condition = {
      StringEquals: { 'aws:FederatedProvider': providerArn, [`${PROVIDER}:sub`]: 'workload-1' },
      'ForAllValues:StringEquals': { [`${PROVIDER}:amr`]: ['pwd', 'otp'] },
      Null: { [`${PROVIDER}:amr`]: 'false' },
    };
    await house.allowRole(house.rootA, 'app', { Action: 'iam:ListUsers', Resource: '*', Condition: condition });
    const listed = async (claims: object) =>
      (await house.call(credentialsOf(await house.bring(house.token(claims))), 'ListUsers')).status;
    expect(await listed({ amr: ['pwd', 'otp'] })).toBe(200);
    expect(await listed({ amr: ['pwd'] })).toBe(200);
    expect(await listed({ amr: ['pwd', 'sms'] })).toBe(403);
    expect(await listed({})).toBe(403);
  });

  test('may not be made for a role that is gone', async () => {
    await house.must(house.rootA, 'DeleteRole', { RoleName: 'app' });
    expect(await house.outcome(house.token())).toBe(SAID.denied);
  });
});

test('a signed request is answered by its token alone', async () => {
  const answer = await house.call(house.rootB, 'AssumeRoleWithWebIdentity', {
    RoleArn: house.roleArn,
    RoleSessionName: 'test-session',
    WebIdentityToken: signed(RSA, claimsAt(house.nowSeconds())),
  });
  expect(answer.status).toBe(200);
});
