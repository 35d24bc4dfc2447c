import { describe, expect, it } from 'vitest';
import type { ReadEvent } from '../../src/audit/read-trail.ts';
import { halfOf, searchTrail } from '../../src/audit/search.ts';
import { sessionsOf } from '../../src/audit/sessions.ts';
import { whyDenied } from '../../src/audit/why.ts';
import type { SignInEvent } from '../../src/operation/sign-in-event.ts';
import { ACCOUNT_A, ACCOUNT_B, credentialsOf, openHouse, policy } from './harness.ts';

const UUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const sessionOf = (event: ReadEvent) =>
  event.additionalEventData?.session as { accessKeyId: string; expiration: string; chain?: string[] };

describe('events in the shape of AWS (sts.md 8)', async () => {
  const house = await openHouse({ audit: true });
  const alice = await house.user(house.rootA, 'alice');
  await house.allowUser(house.rootA, 'alice', { Action: ['sts:*', 'iam:Get*'], Resource: '*' });
  const role = await house.role(house.rootB, 'Deploy', { Principal: { AWS: ACCOUNT_A } }, { Path: '/ops/' });
  const last = async (name: string) => (await house.trail()).filter(({ eventName }) => eventName === name);

  it('AssumeRole across accounts: two events, one for each side (8.1)', async () => {
    const answer = await house.must(alice, 'AssumeRole', {
      RoleArn: role,
      RoleSessionName: 'deploy-1',
      DurationSeconds: 1800,
      ExternalId: 'x-1',
      SourceIdentity: 'alice',
      'Tags.member.1.Key': 'Team',
      'Tags.member.1.Value': 'Blue',
      'TransitiveTagKeys.member.1': 'Team',
    });
    const [own, owners] = await last('AssumeRole');
    const accessKeyId = answer.text('AccessKeyId')!;
    const shared = {
      eventVersion: '1.11',
      eventTime: '2026-11-21T10:00:00Z',
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      userAgent: 'rolecall-test',
      requestParameters: {
        roleArn: role,
        roleSessionName: 'deploy-1',
        durationSeconds: 1800,
        externalId: 'x-1',
        sourceIdentity: 'alice',
        tags: [{ key: 'Team', value: 'Blue' }],
        transitiveTagKeys: ['Team'],
      },
      responseElements: {
        credentials: { accessKeyId, expiration: '2026-11-21T10:30:00Z' },
        assumedRoleUser: {
          assumedRoleId: answer.text('AssumedRoleId'),
          arn: `arn:aws:sts::${ACCOUNT_B}:assumed-role/Deploy/deploy-1`,
        },
        packedPolicySize: expect.any(Number),
        sourceIdentity: 'alice',
        sessionTokenUtilization: expect.any(Number),
        sessionTokenSize: expect.any(Number),
      },
      requestID: answer.text('RequestId'),
      eventID: UUID,
      readOnly: true,
      resources: [{ accountId: ACCOUNT_B, type: 'AWS::IAM::Role', ARN: role }],
      eventType: 'AwsApiCall',
      managementEvent: true,
      eventCategory: 'Management',
      sharedEventID: UUID,
      tlsDetails: { clientProvidedHostHeader: 'sts.us-east-1.localhost' },
    };
    const aliceArn = `arn:aws:iam::${ACCOUNT_A}:user/alice`;
    const session = { accessKeyId, expiration: '2026-11-21T10:30:00Z' };
    expect(own).toEqual({
      ...shared,
      userIdentity: {
        type: 'IAMUser',
        principalId: expect.stringMatching(/^AIDA/),
        arn: aliceArn,
        accountId: ACCOUNT_A,
        accessKeyId: alice.accessKeyId,
        userName: 'alice',
      },
      additionalEventData: {
        session: { ...session, chain: [aliceArn, `arn:aws:sts::${ACCOUNT_B}:assumed-role/Deploy/deploy-1`] },
      },
      recipientAccountId: ACCOUNT_A,
    });
    expect(owners).toEqual({
      ...shared,
      userIdentity: { type: 'AWSAccount', principalId: own!.userIdentity!.principalId, accountId: ACCOUNT_A },
      additionalEventData: { session },
      recipientAccountId: ACCOUNT_B,
    });
    expect(owners!.eventID).not.toBe(own!.eventID);
    expect(owners!.sharedEventID).toBe(own!.sharedEventID);
    expect(JSON.stringify(owners)).not.toContain(alice.accessKeyId);
  });

  it('a field that is too large is left out, with its size; one that only might be stands as it is', async () => {
    for (const length of [150_000, 60_000]) await house.call(alice, 'GetUser', { UserName: 'x'.repeat(length) });
    expect((await last('GetUser')).slice(-2).map(({ requestParameters }) => requestParameters)).toEqual([
      { omitted: true, originalSize: 150_000 + '{"userName":""}'.length, reason: 'requestParameters too large' },
      { userName: 'x'.repeat(60_000) },
    ]);
  });

  it('a call by the session of a role, with what it inherits (8.1)', async () => {
    const session = await house.assumed(alice, role, {
      SourceIdentity: 'alice',
      'Tags.member.1.Key': 'Org',
      'Tags.member.1.Value': 'A',
      'TransitiveTagKeys.member.1': 'Org',
    });
    await house.call(session, 'GetCallerIdentity');
    const [event] = await last('GetCallerIdentity');
    expect(event).toMatchObject({
      userIdentity: {
        type: 'AssumedRole',
        principalId: expect.stringMatching(/^AROA\w+:test-session$/),
        arn: `arn:aws:sts::${ACCOUNT_B}:assumed-role/Deploy/test-session`,
        accountId: ACCOUNT_B,
        accessKeyId: session.accessKeyId,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: expect.stringMatching(/^AROA\w+$/),
            arn: role,
            accountId: ACCOUNT_B,
            userName: 'Deploy',
          },
          webIdFederationData: {},
          attributes: { creationDate: '2026-11-21T10:00:00Z', mfaAuthenticated: 'false' },
          sourceIdentity: 'alice',
        },
      },
      requestParameters: null,
      responseElements: null,
      readOnly: true,
      recipientAccountId: ACCOUNT_B,
    });
    await house.assume(session, role);
    expect((await last('AssumeRole')).at(-1)).toMatchObject({ errorCode: 'AccessDenied', requestParameters: null });
  });

  it.each([
    ['root', 'Root', () => house.rootA, undefined],
    [
      'a session of root',
      'Root',
      async () => credentialsOf(await house.must(house.rootA, 'GetSessionToken')),
      'attributes',
    ],
    [
      'a session of a user',
      'IAMUser',
      async () => credentialsOf(await house.must(alice, 'GetSessionToken')),
      'attributes',
    ],
    [
      'a federated user',
      'FederatedUser',
      async () => credentialsOf(await house.must(alice, 'GetFederationToken', { Name: 'fred' })),
      'sessionIssuer',
    ],
    [
      'one of root',
      'FederatedUser',
      async () => credentialsOf(await house.must(house.rootA, 'GetFederationToken', { Name: 'fred' })),
      'sessionIssuer',
    ],
  ])('%s is of type %s', async (who, type, credentials, member) => {
    const caller = await credentials();
    await house.must(caller, 'GetCallerIdentity');
    const { userIdentity } = (await last('GetCallerIdentity')).at(-1)!;
    expect(userIdentity).toMatchObject({ type, accountId: ACCOUNT_A, accessKeyId: caller.accessKeyId });
    if (member === undefined) expect(userIdentity).not.toHaveProperty('sessionContext');
    else expect(userIdentity).toHaveProperty(`sessionContext.${member}`);
    if (who === 'one of root') expect(userIdentity).toHaveProperty('sessionContext.sessionIssuer.type', 'Root');
  });

  it('GetFederationToken: whom it is for, and no token (8.3)', async () => {
    await house.must(alice, 'GetFederationToken', { Name: 'dora' });
    expect((await last('GetFederationToken')).at(-1)).toMatchObject({
      requestParameters: { name: 'dora' },
      responseElements: {
        credentials: { accessKeyId: expect.stringMatching(/^ASIA/), expiration: expect.any(String) },
        federatedUser: { federatedUserId: `${ACCOUNT_A}:dora`, arn: `arn:aws:sts::${ACCOUNT_A}:federated-user/dora` },
      },
    });
  });

  it('a refusal bears the name of the exception (8.3)', async () => {
    await house.call(house.rootA, 'GetUser', { UserName: 'nobody' });
    expect((await last('GetUser')).at(-1)).toMatchObject({
      errorCode: 'NoSuchEntityException',
      errorMessage: 'The user with name nobody cannot be found.',
      requestParameters: { userName: 'nobody' },
      responseElements: null,
    });
  });

  it('nobody who failed to authenticate leaves a record (8.3)', async () => {
    const before = (await house.trail()).length;
    await house.call({ ...alice, secretAccessKey: 'wrong' }, 'GetCallerIdentity');
    await house.call({ accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x' }, 'ListUsers');
    expect((await house.trail()).length).toBe(before);
  });

  it('what is too large is said to be left out, as AWS says it', async () => {
    await house.call(alice, 'GetUser', { UserName: 'x'.repeat(200_000) });
    expect((await last('GetUser')).at(-1)!.requestParameters).toEqual({
      omitted: true,
      originalSize: 200_015,
      reason: 'requestParameters too large',
    });
  });

  it('an event of a change leaves the outbox once it stands in the file, and stands there once', async () => {
    await house.must(house.rootA, 'CreateUser', { UserName: 'zoe' });
    const [row] = (await house.store.audit.outbox()).filter(({ event }) => event.includes('"zoe"'));
    expect(JSON.parse(row!.event)).toMatchObject({ eventName: 'CreateUser', responseElements: null });
    const found = (await house.trail()).filter(({ eventID }) => eventID === row!.id);
    expect(found).toMatchObject([{ eventName: 'CreateUser', responseElements: { user: { userName: 'zoe' } } }]);
  });
});

describe('a chain of three roles across two accounts', async () => {
  const house = await openHouse({ audit: true });
  const alice = await house.user(house.rootA, 'alice');
  await house.allowUser(house.rootA, 'alice', { Action: 'sts:*', Resource: '*' });
  const one = await house.role(house.rootA, 'One', { Principal: { AWS: ACCOUNT_A } });
  await house.allowRole(house.rootA, 'One', { Action: 'sts:*', Resource: '*' });
  const two = await house.role(house.rootB, 'Two', { Principal: { AWS: ACCOUNT_A } });
  await house.allowRole(house.rootB, 'Two', { Action: 'sts:*', Resource: '*' });
  const three = await house.role(house.rootA, 'Three', { Principal: { AWS: ACCOUNT_B } });
  await house.allowRole(house.rootA, 'Three', { Action: 'iam:*', Resource: '*' });
  const first = await house.assumed(alice, one);
  const second = await house.assumed(first, two);
  const third = await house.assumed(second, three);
  await house.must(third, 'CreateUser', { UserName: 'planted' });

  it('is followed from what was done to who began, by key ids alone', async () => {
    const trail = await house.trail();
    const way: string[] = [];
    let key = trail.find((event) => event.requestParameters?.userName === 'planted')!.userIdentity!.accessKeyId!;
    for (;;) {
      const issuing = trail.find((event) => sessionOf(event)?.accessKeyId === key && event.userIdentity?.accessKeyId);
      if (issuing === undefined) break;
      way.push(String(issuing.requestParameters!.roleArn));
      key = issuing.userIdentity!.accessKeyId!;
    }
    expect(way).toEqual([three, two, one]);
    expect(key).toBe(alice.accessKeyId);
  });

  it('stands whole in the event of the last, and in that of no other account', async () => {
    const [own, owners] = (await house.trail()).filter((event) => sessionOf(event)?.accessKeyId === third.accessKeyId);
    const session = (account: string, role: string) => `arn:aws:sts::${account}:assumed-role/${role}/test-session`;
    expect(sessionOf(own!).chain).toEqual([
      `arn:aws:iam::${ACCOUNT_A}:user/alice`,
      session(ACCOUNT_A, 'One'),
      session(ACCOUNT_B, 'Two'),
      session(ACCOUNT_A, 'Three'),
    ]);
    expect([own!.recipientAccountId, owners!.recipientAccountId]).toEqual([ACCOUNT_B, ACCOUNT_A]);
    expect(sessionOf(owners!).chain).toBeUndefined();
    expect(owners!.userIdentity).toEqual({
      type: 'AWSAccount',
      principalId: expect.stringMatching(/^AROA\w+:test-session$/),
      accountId: ACCOUNT_B,
    });
  });

  it('is listed by role: who, until when, through whom; an account sees its own half', async () => {
    await house.trail();
    const { folder } = house.audit!;
    expect(sessionsOf(folder, three, {})).toMatchObject([
      {
        accessKeyId: third.accessKeyId,
        by: `arn:aws:sts::${ACCOUNT_B}:assumed-role/Two/test-session`,
        expiresAt: '2026-11-21T11:00:00Z',
        chain: { length: 4 },
      },
    ]);
    const [half] = sessionsOf(folder, three, { account: ACCOUNT_A });
    expect(half).toMatchObject({
      accessKeyId: third.accessKeyId,
      by: expect.stringMatching(/^AROA/),
      chain: undefined,
    });
    expect(sessionsOf(folder, three, { nowMs: Date.parse('2026-11-21T11:00:00Z') })).toEqual([]);
  });
});

describe('why a call was denied', async () => {
  const house = await openHouse({ audit: true });
  const bob = await house.user(house.rootA, 'bob');
  const statement = { Sid: 'NoRoles', Effect: 'Deny', Action: 'iam:ListRoles', Resource: '*' };
  const document = policy({ Action: '*', Resource: '*' }, statement);
  const put = (PolicyDocument: string) =>
    house.must(house.rootA, 'PutUserPolicy', { UserName: 'bob', PolicyName: 'p', PolicyDocument });
  await put(document);
  await house.call(bob, 'ListRoles');
  // As of then: the policy is another one now.
  await put(policy({ Action: '*', Resource: '*' }));
  const denied = (await house.trail()).find(({ errorCode }) => errorCode === 'AccessDenied')!;

  it('is answered later: layer, statement, document and context, as they were', () => {
    const why = whyDenied(house.audit!.folder, denied.eventID)!;
    expect(why.decision).toMatchObject({
      action: 'iam:ListRoles',
      because: 'explicit-deny',
      layer: 'identity',
      context: { 'aws:username': 'bob', 'aws:sourceip': '127.0.0.1' },
    });
    expect(why.statements.map(({ layer, text }) => [layer, JSON.parse(text)])).toEqual([['identity', statement]]);
    expect([...why.documents.values()]).toEqual([document]);
    expect(why.decision.documents).toMatchObject([{ layer: 'identity', source: 'p', account: ACCOUNT_A }]);
  });

  it('keeps a document once for each file, however many events name it', async () => {
    for (let n = 0; n < 20; n++) await house.call(bob, 'ListRoles', { MaxItems: 1 });
    await put(document);
    for (let n = 0; n < 20; n++) await house.call(bob, 'ListRoles');
    const { entriesOf, countedFiles } = await import('../../src/audit/read-trail.ts');
    await house.trail();
    const kept = countedFiles(house.audit!.folder).flatMap((file) =>
      [...entriesOf(file.counted())].filter(({ kind }) => kind === 'document'),
    );
    expect(kept).toHaveLength(1);
  });

  it('tells an account nothing of the policies of another, nor whether its role exists', async () => {
    await house.allowUser(house.rootA, 'bob', { Action: 'sts:*', Resource: '*' });
    await house.role(
      house.rootB,
      'there',
      { Effect: 'Deny', Principal: '*' },
      { 'Tags.member.1.Key': 'k', 'Tags.member.1.Value': 'v' },
    );
    for (const name of ['there', 'gones']) await house.assume(bob, `arn:aws:iam::${ACCOUNT_B}:role/${name}`);
    await house.trail();
    const of = (account?: string) =>
      [...searchTrail(house.audit!.folder, { event: 'AssumeRole', account })].map((event) =>
        JSON.stringify({ ...event, eventID: '', requestID: '' }).replaceAll('gones', 'there'),
      );
    const [there, gone] = of(ACCOUNT_A);
    expect(there).toBe(gone);
    const [whole, wholeGone] = of();
    expect(whole).not.toBe(wholeGone);
    expect(whole).toContain('"layer":"trust"');
    expect(of(ACCOUNT_B)).toEqual([]);
    expect(halfOf(denied, ACCOUNT_A)).toBe(denied);
  });
});

describe('signing in (sts.md 7)', () => {
  it('leaves the events of AWS with the account of who signed in, and none of who is nobody', async () => {
    const house = await openHouse({ audit: true });
    const event = {
      id: '11111111-2222-4333-8444-555555555555',
      atMs: Date.parse('2026-11-21T10:00:00Z'),
      name: 'ConsoleLogin',
      outcome: 'Success',
      who: {
        type: 'AssumedRole',
        account: ACCOUNT_A,
        arn: `arn:aws:sts::${ACCOUNT_A}:assumed-role/R/s`,
        userId: 'AROAX:s',
        accessKeyId: 'ASIAX',
        sourceIdentity: undefined,
      },
      signInId: 'sign-in-1',
      mfaUsed: false,
      remoteAddress: '192.0.2.1',
      secure: true,
    } as unknown as SignInEvent;
    house.audit!.auditing.rememberSignIn(event);
    house.audit!.auditing.rememberSignIn({ ...event, who: undefined, outcome: 'Failure' });
    expect(await house.trail()).toMatchObject([
      {
        userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${ACCOUNT_A}:assumed-role/R/s` },
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        eventType: 'AwsConsoleSignIn',
        responseElements: { ConsoleLogin: 'Success' },
        additionalEventData: { MFAUsed: 'No', signInId: 'sign-in-1' },
        recipientAccountId: ACCOUNT_A,
      },
    ]);
  });
});
