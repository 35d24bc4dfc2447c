import { beforeAll, describe, expect, it } from 'vitest';
import { asks, question, received } from '../authorize/asking.ts';
import { ACCOUNT_B, type Credentials, credentialsOf, policy } from '../house/harness.ts';
import { openStsHouse } from '../house/sts-house.ts';

/* What sessions of each kind come to at services that ask: none of them more there than its own limits. */
describe('requests that another service forwards', () => {
  let open: Awaited<ReturnType<typeof openStsHouse>>;
  let store: Credentials;
  beforeAll(async () => {
    open = await openStsHouse();
    store = await open.house.user(open.house.rootA, 'store');
    await open.house.allowUser(open.house.rootA, 'store', { Action: 'rolecall:*', Resource: '*' });
  });
  const asked = async (by: Credentials, more: Parameters<typeof question>[1] = {}) =>
    (await asks(open.house, store, question(received(open.house, by), more))).body;
  const toAll = policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' });
  const toB = policy({ Effect: 'Allow', Principal: { AWS: ACCOUNT_B }, Action: '*', Resource: '*' });

  it('a root session has its task and nothing else, whatever the policy of a resource gives', async () => {
    const { AssumeRoot: by } = open.callers;
    for (const resourcePolicy of [undefined, toAll, toB])
      for (const more of [{}, { resourceAccount: ACCOUNT_B }])
        expect(await asked(by, { resourcePolicy, ...more })).toMatchObject({
          decision: 'deny',
          authenticated: true,
          principal: { type: 'Root', account: ACCOUNT_B },
        });
  });

  it('a federated user has what the session policy and the user both allow', async () => {
    const { house, user } = open;
    const bare = credentialsOf(await house.call(user, 'GetFederationToken', { Name: 'bare' }));
    expect(await asked(bare)).toMatchObject({ decision: 'deny', principal: { type: 'FederatedUser' } });
    expect(await asked(open.callers.GetFederationToken)).toMatchObject({ decision: 'allow' });
  });

  it('says only with a second factor what says so', async () => {
    const withMfa = policy({
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    });
    const may = async (by: Credentials) => (await asked(by, { resourcePolicy: withMfa })).decision;
    expect([
      await may(open.callers.GetSessionToken),
      await may(open.callers['GetSessionToken with MFA']),
      await may(open.callers.role),
    ]).toEqual(['deny', 'allow', 'deny']);
  });

  it('cannot be put together of two sessions', async () => {
    const { role, GetSessionToken, user } = open.callers;
    for (const by of [
      { ...role, sessionToken: GetSessionToken.sessionToken! },
      { ...role, accessKeyId: GetSessionToken.accessKeyId },
      { ...user, sessionToken: role.sessionToken! },
    ])
      expect(await asked(by)).toMatchObject({ authenticated: false, error: { code: 'InvalidClientTokenId' } });
    // Without its token a session is nobody's.
    const { sessionToken: _, ...bare } = role;
    expect(await asked(bare)).toMatchObject({ authenticated: false, error: { code: 'InvalidClientTokenId' } });
  });

  it('come from the address that they came from, in whichever family it is written', async () => {
    const { user, house } = open;
    const except = policy({
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    });
    const from = async (remoteAddress: string) => {
      const request = { ...received(house, user), remoteAddress };
      return (await asks(house, store, question(request, { resourcePolicy: except }))).body.decision;
    };
    // A socket that listens on `::` names IPv4 peers by mapped addresses.
    expect([await from('203.0.113.9'), await from('::ffff:203.0.113.9'), await from('::ffff:cb00:7109')]).toEqual(
      Array(3).fill('deny'),
    );
    expect(await from('203.0.112.9')).toBe('allow');
  });
});
