import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askServer } from '../../src/main/ask-server.ts';
import { type Asked, asking } from '../cli/asking.ts';
import { folder, type Running, rolecall, start } from '../cli/process.ts';
import { CLIENT, ISSUER, PROVIDER } from '../federation/issuer.ts';
import { KEY, metadataOf, openWithProvider, SAID } from '../federation/saml.ts';
import { openWithIssuer } from '../federation/web-identity.ts';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, policy } from '../house/harness.ts';
import type { Parameters } from '../house/requests.ts';

/** Each way is taken so often, and each time the next request has to be refused. */
const ROUNDS = 100;
/** Clients that go on using what is being revoked, without pause: what is known by heart is asked for all the time. */
const CLIENTS = 4;

const ALL = { Action: '*', Resource: '*' };

interface Way {
  readonly name: string;
  /** Makes credentials that work, whatever was revoked before. */
  readonly arm: () => Promise<Credentials>;
  /** Resolves when the revocation is acknowledged. */
  readonly revoke: (armed: Credentials) => Promise<unknown>;
  /** What is asked, where it is not who one is: nobody can be denied that. */
  readonly probe?: string;
  readonly answers: 'InvalidClientTokenId' | 'AccessDenied';
}

describe('attack/B11 what was revoked is used again, over a real server that is busy', () => {
  let server: Running;
  let data: string;
  let ask: ReturnType<typeof asking>;
  const roots = new Map<string, Credentials>();
  let user: Credentials;
  const trust = policy({ Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:root` }, Action: 'sts:AssumeRole' });
  const roleArn = `arn:aws:iam::${ACCOUNT_A}:role/ops/app`;
  const elsewhere = `arn:aws:iam::${ACCOUNT_B}:role/app`;

  async function must(who: Credentials, action: string, parameters: Parameters = {}): Promise<Asked> {
    const answer = await ask(who, action, parameters);
    if (answer.status !== 200) throw new Error(`${action}: ${answer.body}`);
    return answer;
  }
  const root = (action: string, parameters: Parameters = {}) => must(roots.get(ACCOUNT_A)!, action, parameters);
  const keyOf = (answer: Asked): Credentials => ({
    accessKeyId: answer.text('AccessKeyId')!,
    secretAccessKey: answer.text('SecretAccessKey')!,
    sessionToken: answer.text('SessionToken'),
  });
  const assumed = async (RoleArn = roleArn) =>
    keyOf(await must(user, 'AssumeRole', { RoleArn, RoleSessionName: 'busy' }));

  async function makeRole(who: Credentials, path: string): Promise<void> {
    await must(who, 'CreateRole', { RoleName: 'app', Path: path, AssumeRolePolicyDocument: trust });
    await must(who, 'PutRolePolicy', { RoleName: 'app', PolicyName: 'all', PolicyDocument: policy(ALL) });
  }
  async function removeRole(): Promise<void> {
    await ask(roots.get(ACCOUNT_A)!, 'DeleteRolePolicy', { RoleName: 'app', PolicyName: 'AWSRevokeOlderSessions' });
    await root('DeleteRolePolicy', { RoleName: 'app', PolicyName: 'all' });
    await root('DeleteRole', { RoleName: 'app' });
  }
  async function makeUser(name: string): Promise<Credentials> {
    await root('CreateUser', { UserName: name });
    await root('PutUserPolicy', { UserName: name, PolicyName: 'all', PolicyDocument: policy(ALL) });
    return keyOf(await root('CreateAccessKey', { UserName: name }));
  }
  const removeUser = async (name: string, key: Credentials) => {
    await root('DeleteAccessKey', { UserName: name, AccessKeyId: key.accessKeyId });
    await root('DeleteUserPolicy', { UserName: name, PolicyName: 'all' });
    await root('DeleteUser', { UserName: name });
  };
  const revoke = (of: object) =>
    askServer(data, 'sessions-revoke', { role: undefined, user: undefined, account: undefined, ...of });

  beforeAll(async () => {
    data = join(folder(), 'data');
    const init = await rolecall([
      'init',
      '--data',
      data,
      '--account',
      ACCOUNT_A,
      '--account',
      ACCOUNT_B,
      '--output',
      'json',
    ]);
    for (const { accountId, ...key } of JSON.parse(init.stdout).accounts) roots.set(accountId, key);
    server = await start(['serve', '--data', data, '--port', '0', '--log-level', 'error']);
    ask = asking(server.url);
    user = await makeUser('ann');
    await makeRole(roots.get(ACCOUNT_A)!, '/ops/');
    await makeRole(roots.get(ACCOUNT_B)!, '/');
  });
  afterAll(() => server.stop());

  let key: Credentials;
  let mortal: Credentials;
  const ways: readonly Way[] = [
    {
      name: 'sessions revoke --role',
      arm: () => assumed(),
      revoke: () => revoke({ role: roleArn }),
      answers: 'InvalidClientTokenId',
    },
    {
      name: 'sessions revoke --user',
      arm: async () => keyOf(await must(user, 'GetFederationToken', { Name: 'bob', Policy: policy(ALL) })),
      revoke: () => revoke({ user: `arn:aws:iam::${ACCOUNT_A}:user/ann` }),
      answers: 'InvalidClientTokenId',
    },
    {
      name: 'sessions revoke --account',
      arm: () => assumed(elsewhere),
      revoke: () => revoke({ account: ACCOUNT_B }),
      answers: 'InvalidClientTokenId',
    },
    {
      name: 'AWSRevokeOlderSessions',
      async arm() {
        await ask(roots.get(ACCOUNT_A)!, 'DeleteRolePolicy', { RoleName: 'app', PolicyName: 'AWSRevokeOlderSessions' });
        return assumed();
      },
      revoke: () =>
        root('PutRolePolicy', {
          RoleName: 'app',
          PolicyName: 'AWSRevokeOlderSessions',
          PolicyDocument: policy({
            Effect: 'Deny',
            ...ALL,
            // As AWS's console writes it, but with a second more: sessions are issued at whole seconds.
            Condition: { DateLessThan: { 'aws:TokenIssueTime': new Date(Date.now() + 1000).toISOString() } },
          }),
        }),
      probe: 'ListUsers',
      answers: 'AccessDenied',
    },
    {
      name: 'the role is made again under its name',
      arm: () => assumed(),
      async revoke() {
        await removeRole();
        await makeRole(roots.get(ACCOUNT_A)!, '/ops/');
      },
      answers: 'InvalidClientTokenId',
    },
    {
      name: 'the role is deleted',
      async arm() {
        await ask(roots.get(ACCOUNT_A)!, 'CreateRole', {
          RoleName: 'app',
          Path: '/ops/',
          AssumeRolePolicyDocument: trust,
        });
        await root('PutRolePolicy', { RoleName: 'app', PolicyName: 'all', PolicyDocument: policy(ALL) });
        return assumed();
      },
      revoke: removeRole,
      answers: 'InvalidClientTokenId',
    },
    {
      name: 'the key is switched off',
      async arm() {
        key ??= keyOf(await root('CreateAccessKey', { UserName: 'ann' }));
        await root('UpdateAccessKey', { UserName: 'ann', AccessKeyId: key.accessKeyId, Status: 'Active' });
        return { ...key };
      },
      revoke: () => root('UpdateAccessKey', { UserName: 'ann', AccessKeyId: key.accessKeyId, Status: 'Inactive' }),
      answers: 'InvalidClientTokenId',
    },
    {
      name: 'the key is deleted',
      async arm() {
        await ask(roots.get(ACCOUNT_A)!, 'DeleteAccessKey', {
          UserName: 'ann',
          AccessKeyId: key?.accessKeyId ?? 'AKIANONEATALLNONEATA',
        });
        return keyOf(await root('CreateAccessKey', { UserName: 'ann' }));
      },
      revoke: ({ accessKeyId }) => root('DeleteAccessKey', { UserName: 'ann', AccessKeyId: accessKeyId }),
      answers: 'InvalidClientTokenId',
    },
    {
      name: 'the user is deleted: sessions too',
      async arm() {
        mortal = await makeUser('mortal');
        return keyOf(await must(mortal, 'GetFederationToken', { Name: 'bob', Policy: policy(ALL) }));
      },
      revoke: () => removeUser('mortal', mortal),
      answers: 'InvalidClientTokenId',
    },
  ];

  test.each(ways)('$name: the next requests are refused, 100 times of 100', (way) => hold(way), 120_000);

  async function hold(way: Way): Promise<void> {
    let armed: Credentials | undefined;
    let isOver = false;
    const probe = (who: Credentials) => ask(who, way.probe ?? 'GetCallerIdentity');
    const client = async () => {
      for (; !isOver; await new Promise(setImmediate)) if (armed !== undefined) await probe(armed);
    };
    const clients = Array.from({ length: CLIENTS }, client);
    const before = new Map<string, number>();
    const next = new Map<string, number>();
    const count = (answers: Map<string, number>, { status, code }: Asked) => {
      const said = status === 200 ? 'allowed' : code!;
      answers.set(said, (answers.get(said) ?? 0) + 1);
    };
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const who = await way.arm();
        count(before, await probe(who));
        armed = who;
        await way.revoke(who);
        // Whatever was under way may end as it pleases; what begins now may not.
        for (const answer of await Promise.all([probe(who), probe(who), probe(who)])) count(next, answer);
        armed = undefined;
      }
    } finally {
      isOver = true;
      await Promise.all(clients);
    }
    expect([Object.fromEntries(before), Object.fromEntries(next)]).toEqual([
      { allowed: ROUNDS },
      { [way.answers]: 3 * ROUNDS },
    ]);
  }
});

describe('attack/D12 a provider that was deleted is still believed, over real sockets', () => {
  test('OIDC: 100 of 100 next calls are refused', async () => {
    const house = await openWithIssuer({}, { http: true });
    const answers = { before: new Map<string, number>(), next: new Map<string, number>() };
    const count = (of: Map<string, number>, said: string) => of.set(said, (of.get(said) ?? 0) + 1);
    const arn = { OpenIDConnectProviderArn: `arn:aws:iam::${ACCOUNT_A}:oidc-provider/${PROVIDER}` };
    for (let round = 0; round < ROUNDS; round++) {
      const busy = Array.from({ length: CLIENTS }, () => house.outcome(house.token()));
      count(answers.before, await house.outcome(house.token()));
      await house.must(house.rootA, 'DeleteOpenIDConnectProvider', arn);
      count(answers.next, (await house.outcome(house.token())).slice(0, 24));
      await Promise.all(busy);
      await house.must(house.rootA, 'CreateOpenIDConnectProvider', { Url: ISSUER, 'ClientIDList.member.1': CLIENT });
    }
    expect(Object.fromEntries(answers.before)).toEqual({ credentials: ROUNDS });
    expect(Object.fromEntries(answers.next)).toEqual({ 'InvalidIdentityToken 400': ROUNDS });
  });

  test('SAML: 100 of 100 next calls are refused', async () => {
    const house = await openWithProvider({ http: true });
    const answers = { before: new Map<string, number>(), next: new Map<string, number>() };
    const count = (of: Map<string, number>, said: string) => of.set(said, (of.get(said) ?? 0) + 1);
    const SAMLMetadataDocument = metadataOf(KEY);
    for (let round = 0; round < ROUNDS; round++) {
      const busy = Array.from({ length: 2 }, () => house.outcome(house.issued()));
      count(answers.before, await house.outcome(house.issued()));
      await house.must(house.rootA, 'DeleteSAMLProvider', {
        SAMLProviderArn: `arn:aws:iam::${ACCOUNT_A}:saml-provider/Corp`,
      });
      count(answers.next, await house.outcome(house.issued()));
      await Promise.all(busy);
      await house.must(house.rootA, 'CreateSAMLProvider', { Name: 'Corp', SAMLMetadataDocument });
    }
    expect(Object.fromEntries(answers.before)).toEqual({ credentials: ROUNDS });
    expect(Object.fromEntries(answers.next)).toEqual({ [SAID.noProvider]: ROUNDS });
  }, 60_000);
});
