import { describe, expect, it } from 'vitest';
import { searchTrail } from '../../src/audit/search.ts';
import { whyDenied } from '../../src/audit/why.ts';
import { ACCOUNT_A, ACCOUNT_B, policy } from '../house/harness.ts';
import { asks, openWithService, question, received } from './asking.ts';

const resourcePolicy = policy({
  Action: 'objects:*',
  Principal: { AWS: ACCOUNT_B },
  Resource: 'arn:aws:objects:::photos/*',
});

describe('the trail of questions', async () => {
  const { house, store, ann } = await openWithService({ audit: true });
  const eve = await house.user(house.rootB, 'eve');
  await house.allowUser(house.rootB, 'eve', { Action: 'objects:GetObject', Resource: '*' });
  let told = (await house.trail()).length;
  const fresh = async () => {
    const events = (await house.trail()).slice(told);
    told += events.length;
    return events;
  };

  it('has one event for each, with the decision', async () => {
    const { body } = await asks(house, store, question(received(house, ann, { target: '/photos/cat.jpg?secret=1' })));
    const [event, ...more] = await fresh();
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      eventSource: 'rolecall.amazonaws.com',
      eventName: 'Authorize',
      userIdentity: { type: 'IAMUser', userName: 'store', accessKeyId: store.accessKeyId },
      requestParameters: {
        service: 'objects',
        action: 'objects:GetObject',
        resource: 'arn:aws:objects:::photos/cat.jpg',
        method: 'GET',
        path: '/photos/cat.jpg',
      },
      responseElements: { decision: 'allow', authenticated: true },
      additionalEventData: {
        principal: { type: 'IAMUser', userName: 'ann', accessKeyId: ann.accessKeyId },
        decision: { action: 'objects:GetObject', because: 'allowed', statements: [{ layer: 'identity' }] },
      },
      readOnly: true,
      requestID: body.requestId,
      recipientAccountId: ACCOUNT_A,
    });
    expect(event).not.toHaveProperty('sharedEventID');
    expect(JSON.stringify(event)).not.toMatch(/secret=1|Signature|AWS4-HMAC/);
  });

  it('tells why, and of whom: also for what was refused', async () => {
    await asks(house, store, question(received(house, ann), { action: 'objects:PutObject' }));
    const [event] = await fresh();
    expect(event?.responseElements).toEqual({ decision: 'deny', authenticated: true });
    const why = whyDenied(house.audit!.folder, event!.eventID)!;
    expect([why.decision.because, why.decision.layer, why.documents.size]).toEqual(['implicit-deny', 'identity', 1]);
    const found = [...searchTrail(house.audit!.folder, { user: `arn:aws:iam::${ACCOUNT_A}:user/ann` })];
    expect(found.map(({ eventID }) => eventID)).toContain(event!.eventID);
  });

  it('has two across accounts, each with the policies of its own side', async () => {
    const context = { 'aws:ResourceTag/team': 'blue' };
    await asks(house, store, question(received(house, eve), { resourcePolicy, context }));
    const [services, principals, ...more] = await fresh();
    expect(more).toEqual([]);
    expect([services!.recipientAccountId, principals!.recipientAccountId]).toEqual([ACCOUNT_A, ACCOUNT_B]);
    expect(services!.sharedEventID).toBe(principals!.sharedEventID);
    expect(principals!.userIdentity).toEqual({
      type: 'AWSAccount',
      principalId: expect.any(String),
      accountId: ACCOUNT_A,
    });
    const layersOf = (event: typeof services) =>
      (event!.additionalEventData!.decision as { documents: { layer: string }[] }).documents.map(({ layer }) => layer);
    expect([layersOf(services), layersOf(principals)]).toEqual([['resource'], ['identity']]);
    const contextOf = (event: typeof services) =>
      Object.keys((event!.additionalEventData!.decision as { context: object }).context);
    expect(contextOf(services)).toContain('aws:resourcetag/team');
    expect(contextOf(principals)).not.toContain('aws:resourcetag/team');
    expect(principals!.additionalEventData!.principal).toMatchObject({ userName: 'eve' });
  });

  it('says what did not authenticate, in the account of the service', async () => {
    const forged = { ...ann, secretAccessKey: 'x'.repeat(40) };
    await asks(house, store, question(received(house, forged)));
    const [event, ...more] = await fresh();
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      recipientAccountId: ACCOUNT_A,
      responseElements: { decision: 'deny', authenticated: false, error: { code: 'SignatureDoesNotMatch' } },
    });
    expect(event).not.toHaveProperty('additionalEventData');
  });

  it('says who asked without permission, and why not', async () => {
    await asks(house, ann, question(received(house, ann)));
    const [event] = await fresh();
    expect(event).toMatchObject({
      errorCode: 'AccessDenied',
      userIdentity: { userName: 'ann' },
      additionalEventData: { decision: { action: 'rolecall:Authorize' } },
    });
  });

  it('counts as use of the key', async () => {
    await house.usage.flush();
    const used = await house.must(house.rootA, 'GetAccessKeyLastUsed', { AccessKeyId: ann.accessKeyId });
    expect([used.text('ServiceName'), used.text('Region')]).toEqual(['objects', 'us-east-1']);
  });
});
