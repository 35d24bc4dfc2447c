import { beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, type House, policy } from '../house/harness.ts';
import { ask, asks, openWithService, presigned, question, received } from './asking.ts';

describe('POST /authorize', () => {
  let house: House;
  let store: Credentials;
  let ann: Credentials;
  beforeAll(async () => {
    ({ house, store, ann } = await openWithService());
  });

  it('says who it was, and that they may', async () => {
    const { status, body } = await asks(house, store, question(received(house, ann)));
    expect([status, body]).toEqual([
      200,
      {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        cacheFor: 0,
        decision: 'allow',
        authenticated: true,
        principal: {
          type: 'IAMUser',
          arn: `arn:aws:iam::${ACCOUNT_A}:user/ann`,
          userId: expect.stringMatching(/^AIDA/),
          account: ACCOUNT_A,
          accessKeyId: ann.accessKeyId,
        },
      },
    ]);
  });

  it("says why not, in AWS's sentence", async () => {
    const asked = question(received(house, ann, { method: 'PUT', body: 'x' }), { action: 'objects:PutObject' });
    expect((await asks(house, store, asked)).body).toMatchObject({
      decision: 'deny',
      authenticated: true,
      reason:
        `User: arn:aws:iam::${ACCOUNT_A}:user/ann is not authorized to perform: objects:PutObject on resource: ` +
        'arn:aws:objects:::photos/cat.jpg because no identity-based policy allows the objects:PutObject action',
    });
  });

  it.each([
    ['a path with escapes, twice escaped', { target: '/photos/a%20b%2Fc.jpg' }, 'objects'],
    ['a path with a query', { target: '/photos/cat.jpg?b=2&a=1&a=%20' }, 'objects'],
    ['a body', { method: 'PUT', body: 'a body' }, 'objects'],
    ['a header of many spaces', { headers: { 'x-note': '  a   b ' } }, 'objects'],
    ['bytes beyond ASCII in a header', { headers: { 'x-note': 'caf\u00e9' } }, 'objects'],
  ])('verifies %s', async (_what, sent, service) => {
    const asked = question(received(house, ann, { service, ...sent }), { service });
    expect((await asks(house, store, asked)).body).toMatchObject({ authenticated: true });
  });

  it('says of a session its name, source identity, tags and end', async () => {
    const role = await house.role(house.rootA, 'reader', { Principal: { AWS: ACCOUNT_A } });
    await house.allowRole(house.rootA, 'reader', { Action: 'objects:*', Resource: '*' });
    await house.allowUser(house.rootA, 'ann', { Action: ['sts:*', 'objects:GetObject'], Resource: '*' });
    const session = await house.assumed(ann, role, {
      SourceIdentity: 'ann-herself',
      'Tags.member.1.Key': 'Team',
      'Tags.member.1.Value': 'blue',
      'Tags.member.2.Key': '__proto__',
      'Tags.member.2.Value': 'x',
      Policy: policy({ Action: 'objects:GetObject', Resource: '*' }),
    });
    const { body, text } = await asks(house, store, question(received(house, session)));
    expect(body).toMatchObject({
      decision: 'allow',
      principal: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${ACCOUNT_A}:assumed-role/reader/test-session`,
        sessionName: 'test-session',
        sourceIdentity: 'ann-herself',
        principalTags: { team: 'blue' },
        expiration: '2026-11-21T11:00:00Z',
      },
    });
    expect(text).toContain('"__proto__":"x"');
    expect(text).not.toContain(session.sessionToken!.slice(0, 20));
    const narrowed = question(received(house, session), { action: 'objects:DeleteObject' });
    expect((await asks(house, store, narrowed)).body).toMatchObject({
      decision: 'deny',
      reason: expect.stringContaining('because no session policy allows the objects:DeleteObject action'),
    });
  });

  it.each([
    ['secure', { secure: true }, { Bool: { 'aws:SecureTransport': 'true' } }],
    ['remoteAddress', { remoteAddress: '198.51.100.7' }, { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }],
  ])('takes from the service %s', async (_what, said, Condition) => {
    const cid = await house.user(house.rootA, `cid-${_what}`);
    await house.allowUser(house.rootA, `cid-${_what}`, { Action: 'objects:*', Resource: '*', Condition });
    const decision = async (more: object) =>
      (await asks(house, store, question({ ...received(house, cid), ...more }))).body.decision;
    expect([await decision(said), await decision({})]).toEqual(['allow', 'deny']);
  });

  it.each([
    ['its own namespace', 'objects:Prefix', 'photos/'],
    ['the tags of the resource', 'aws:ResourceTag/team', 'blue'],
    ['the tags of the request', 'aws:RequestTag/team', 'blue'],
    ['a private network', 'aws:SourceVpc', 'vpc-1'],
  ])('takes from the service keys of %s', async (_what, key, value) => {
    const name = key.replace(/[:/]/g, '-');
    const dan = await house.user(house.rootA, name);
    const Condition = { StringEquals: { [key]: value } };
    await house.allowUser(house.rootA, name, { Action: 'objects:*', Resource: '*', Condition });
    const decision = async (context: Record<string, string>) =>
      (await asks(house, store, question(received(house, dan), { context }))).body.decision;
    expect([await decision({ [key]: value }), await decision({ [key.toUpperCase()]: value })]).toEqual([
      'allow',
      'allow',
    ]);
    expect([await decision({ [key]: 'other' }), await decision({})]).toEqual(['deny', 'deny']);
  });

  describe('across accounts', () => {
    const bucket = (Principal: object) =>
      policy({ Action: 'objects:*', Principal, Resource: 'arn:aws:objects:::photos/*' });

    it('both sides have to allow', async () => {
      const eve = await house.user(house.rootB, 'eve');
      const ask1 = async (resourcePolicy?: string, more: object = {}) =>
        (
          await asks(
            house,
            store,
            question(received(house, eve), { ...(resourcePolicy && { resourcePolicy }), ...more }),
          )
        ).body;
      const named = bucket({ AWS: `arn:aws:iam::${ACCOUNT_B}:user/eve` });
      // The resource alone speaks.
      expect(await ask1(named)).toMatchObject({ decision: 'deny', reason: expect.stringContaining('identity-based') });
      await house.allowUser(house.rootB, 'eve', { Action: 'objects:GetObject', Resource: '*' });
      expect(await ask1(named)).toMatchObject({ decision: 'allow' });
      expect(await ask1(bucket({ AWS: ACCOUNT_B }))).toMatchObject({ decision: 'allow' });
      expect(await ask1(bucket({ AWS: ACCOUNT_A }))).toMatchObject({ decision: 'deny' });
      expect(await ask1()).toMatchObject({
        decision: 'deny',
        reason: expect.stringContaining('resource-based policy'),
      });
      // Her own resource, kept by a service of somebody else.
      expect(await ask1(undefined, { resourceAccount: ACCOUNT_B })).toMatchObject({ decision: 'allow' });
    });

    it('tags stay at home', async () => {
      const tagged = await house.user(house.rootB, 'tagged');
      await house.must(house.rootB, 'TagUser', {
        UserName: 'tagged',
        'Tags.member.1.Key': 'k',
        'Tags.member.1.Value': 'v',
      });
      const { body } = await asks(house, store, question(received(house, tagged)));
      expect(body.authenticated && body.principal.principalTags).toBeUndefined();
    });

    it('within one account the policy of the resource suffices, as an object too', async () => {
      const fay = await house.user(house.rootA, 'fay');
      const resourcePolicy = JSON.parse(bucket({ AWS: `arn:aws:iam::${ACCOUNT_A}:user/fay` }));
      const decision = async (more: object) =>
        (await asks(house, store, question(received(house, fay), more))).body.decision;
      expect([await decision({ resourcePolicy }), await decision({})]).toEqual(['allow', 'deny']);
    });

    it('an account in the ARN that is not the one that was said is refused', async () => {
      const resource = `arn:aws:objects::${ACCOUNT_B}:photos/cat.jpg`;
      const silent = await asks(house, store, question(received(house, ann), { resource }));
      expect([silent.status, silent.body.error]).toEqual([
        400,
        {
          code: 'ValidationError',
          message: `\`resource\` is of account ${ACCOUNT_B}, and \`resourceAccount\` is the service's own, ${ACCOUNT_A}, where nothing is said`,
        },
      ]);
      const said = await asks(house, store, question(received(house, ann), { resource, resourceAccount: ACCOUNT_B }));
      expect(said.status).toBe(200);
    });
  });

  describe('the services of S3', () => {
    beforeAll(() => house.allowUser(house.rootA, 'store', { Action: 'rolecall:Authorize', Resource: '*' }));
    const s3 = { service: 's3', action: 's3:GetObject', resource: 'arn:aws:s3:::photos/cat.jpg' };

    it('sign the path once, and may leave the body out where they say so', async () => {
      const unsigned = presigned(house, ann, { service: 's3', expires: '60', payloadHash: 'UNSIGNED-PAYLOAD' });
      expect((await asks(house, store, question(unsigned, s3))).body).toMatchObject({ authenticated: true });
      // Any other service does not.
      const other = presigned(house, ann, { expires: '60', payloadHash: 'UNSIGNED-PAYLOAD' });
      expect((await asks(house, store, question(other))).body).toMatchObject({
        error: { code: 'SignatureDoesNotMatch' },
      });
    });

    it('presign for as long as they ask, and so do others', async () => {
      const link = presigned(house, ann, { expires: '3600' });
      house.clock.advance(3_599_000);
      expect((await asks(house, store, question(link))).body).toMatchObject({ authenticated: true });
      house.clock.advance(2_000);
      expect((await asks(house, store, question(link))).body).toMatchObject({
        authenticated: false,
        error: { code: 'SignatureDoesNotMatch', status: 403, message: expect.stringMatching(/^Signature expired: /) },
      });
    });
  });

  it('explains to those who may know', async () => {
    const asked = () =>
      question(received(house, ann, { method: 'PUT' }), { action: 'objects:PutObject', explain: true });
    await house.must(house.rootA, 'PutUserPolicy', {
      UserName: 'store',
      PolicyName: 'allowed',
      PolicyDocument: policy(ask('objects')),
    });
    const refused = await asks(house, store, asked());
    expect([refused.status, refused.body.error?.message]).toEqual([
      403,
      expect.stringContaining('is not authorized to perform: rolecall:ExplainDecision'),
    ]);
    const answered = await asks(house, house.rootA, asked());
    expect(answered.body).toMatchObject({ explanation: expect.stringContaining('identity-based policy') });
    const stranger = await asks(house, house.rootB, { ...asked(), resourceAccount: ACCOUNT_B });
    expect(stranger.body).not.toHaveProperty('explanation');
  });

  it('may be narrowed by the account of the resource and by the action', async () => {
    const narrow = await house.user(house.rootA, 'narrow');
    await house.allowUser(
      house.rootA,
      'narrow',
      ask('objects', {
        Condition: {
          StringEquals: { 'rolecall:ResourceAccount': ACCOUNT_A },
          StringLike: { 'rolecall:Action': 'objects:Get*' },
        },
      }),
    );
    const status = async (more: object) => (await asks(house, narrow, question(received(house, ann), more))).status;
    expect(await status({})).toBe(200);
    expect(await status({ action: 'objects:PutObject' })).toBe(403);
    expect(await status({ resourceAccount: ACCOUNT_B })).toBe(403);
  });
});
