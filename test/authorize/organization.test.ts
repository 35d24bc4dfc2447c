import { beforeAll, describe, expect, it } from 'vitest';
import type { OrganizationRecord } from '../../src/store/account-records.ts';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, type House, policy } from '../house/harness.ts';
import { asks, openWithService, question, received } from './asking.ts';

/** A manages and has the service; B is a member. Policies of the organisation around requests that a service forwards. */
describe('an organisation', () => {
  let house: House;
  let store: Credentials;
  let eve: Credentials;
  beforeAll(async () => {
    ({ house, store } = await openWithService({ encodeDenials: true }));
    eve = await house.user(house.rootB, 'eve');
    await house.allowUser(house.rootB, 'eve', { Action: ['objects:*', 'sts:*'], Resource: '*' });
  });

  const put = (type: 'service' | 'resource', statement: object) => {
    const organization: OrganizationRecord = {
      id: 'o-a1b2c3d4e5',
      managementAccount: ACCOUNT_A,
      rootId: 'r-ab12',
      units: [],
      policies: [{ id: 'p-examplepolicy', type, name: 'example', text: policy(statement) }],
      places: { [ACCOUNT_B]: 'r-ab12' },
      attached: {
        [ACCOUNT_B]: type === 'service' ? ['p-FullAWSAccess', 'p-examplepolicy'] : ['p-examplepolicy'],
      },
      delegatedAdministrators: [],
      features: [],
    };
    return house.store.change((tx) => tx.put.organization(organization));
  };
  const asked = async (more: object = {}) =>
    (await asks(house, store, question(received(house, eve), { resourceAccount: ACCOUNT_B, ...more }))).body;

  it('limits its principals, by whatever service they are asked about', async () => {
    expect(await asked()).toMatchObject({ decision: 'allow' });
    await put('service', { Effect: 'Deny', Action: 'objects:GetObject', Resource: '*' });
    expect(await asked()).toMatchObject({
      decision: 'deny',
      reason: expect.stringMatching(/with an explicit deny in a service control policy$/),
    });
  });

  it('limits who may use its resources', async () => {
    await put('resource', { Effect: 'Deny', Principal: '*', Action: 'objects:*', Resource: '*' });
    expect(await asked()).toMatchObject({
      reason: expect.stringMatching(/explicit deny in a resource control policy$/),
    });
    // Of an account that is not under it.
    expect(await asked({ resourceAccount: ACCOUNT_A })).toMatchObject({
      reason: expect.stringMatching(/because no resource-based policy allows/),
    });
  });

  it('is not shown to its accounts by an explanation', async () => {
    const own = await house.user(house.rootB, 'service');
    const Resource = `arn:aws:rolecall::${ACCOUNT_B}:service/objects`;
    await house.allowUser(house.rootB, 'service', { Action: 'rolecall:*', Resource });
    const explanation = async () =>
      (await asks(house, own, question(received(house, eve), { explain: true }))).body as { explanation?: string };
    await put('service', { Sid: 'Hidden', Effect: 'Deny', Action: 'objects:GetObject', Resource: '*' });
    expect((await explanation()).explanation).toBeUndefined();
    await put('service', { Sid: 'Hidden', Effect: 'Deny', Action: 'objects:PutObject', Resource: '*' });
    expect((await explanation()).explanation).toMatch(/^allowed: /);
    expect((await explanation()).explanation).not.toMatch(/Hidden|FullAWSAccess/);
  });

  it('reads sealed reasons in the account of whoever was refused', async () => {
    const { encodedMessage } = (await asked({ action: 'objects:PutObject', resourceAccount: ACCOUNT_A })) as {
      encodedMessage: string;
    };
    const decode = (by: Credentials) =>
      house.call(by, 'DecodeAuthorizationMessage', { EncodedMessage: encodedMessage });
    const reasons = JSON.parse((await decode(house.rootB)).text('DecodedMessage')!);
    expect(reasons.context).toMatchObject({
      action: 'objects:PutObject',
      resource: 'arn:aws:objects:::photos/cat.jpg',
    });
    expect((await decode(house.rootA)).code).toBe('InvalidAuthorizationMessageException');
  });
});
