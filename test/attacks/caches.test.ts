import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signingKeyCache } from '../../src/sigv4/signing-key.ts';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, type House, openHouse, policy } from '../house/harness.ts';
import { Random } from '../naive/random.ts';
import { randomLife } from './random-life.ts';

/** `npm run test:caches` makes it a hundred thousand. */
const CALLS = Number(process.env.ROLECALL_CACHE_CALLS ?? 4000);
const SEED = 20_261_121;

describe('attack/J06 caches', () => {
  it(`change no answer: ${CALLS} random calls of a house that knows things by heart and of one that forgets them at once`, async () => {
    const knowing = await openHouse();
    const forgetful = await openHouse({ cacheMax: 0 });
    const chance = new Random(SEED);
    const random = (below: number) => chance.below(below);
    const life = randomLife(knowing, random);
    const told = new Map<string, number>();
    for (let i = 0; i < CALLS; i++) {
      const call = life.next();
      const [answer, again] = [
        await knowing.call(call.who, call.action, call.parameters),
        await forgetful.call(call.who, call.action, call.parameters),
      ];
      // Time and chance are held still, so that even the ids are the same.
      if (answer.body !== again.body || answer.status !== again.status)
        expect([i, call.action, call.parameters, answer.body]).toEqual([i, call.action, call.parameters, again.body]);
      const outcome = answer.status === 200 ? 'done' : answer.code!;
      told.set(outcome, (told.get(outcome) ?? 0) + 1);
      life.learn(call, answer);
      const laterMs = random(10) === 0 ? random(60_000) : random(1000);
      for (const house of [knowing, forgetful]) house.clock.advance(laterMs);
    }
    console.log(`${CALLS} calls alike: ${[...told].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`);
    // What was compared is a life, not a row of refusals.
    for (const outcome of ['done', 'AccessDenied', 'NoSuchEntity', 'InvalidClientTokenId'])
      expect(told.get(outcome) ?? 0).toBeGreaterThan(CALLS / 200);
    // The one asks its store for everything, the other hardly ever.
    expect(forgetful.statements.length).toBeGreaterThan(knowing.statements.length * 1.3);
  }, 1_800_000);

  /** What is changed, how, and a call that is answered otherwise from then on. */
  const changes: readonly (readonly [what: string, change: (house: House) => Promise<unknown>, asked?: string])[] = [
    [
      'an inline policy',
      (house) => house.allowUser(house.rootA, 'ann', { Effect: 'Deny', Action: '*', Resource: '*' }),
    ],
    [
      'an attachment',
      (house) => house.must(house.rootA, 'AttachUserPolicy', { UserName: 'ann', PolicyArn: policyArn('No') }),
    ],
    [
      'a version of a managed policy',
      (house) =>
        house.must(house.rootA, 'CreatePolicyVersion', {
          PolicyArn: policyArn('Held'),
          PolicyDocument: NO,
          SetAsDefault: 'true',
        }),
    ],
    [
      'a boundary',
      (house) =>
        house.must(house.rootA, 'PutUserPermissionsBoundary', {
          UserName: 'ann',
          PermissionsBoundary: policyArn('No'),
        }),
    ],
    ['a group', (house) => house.must(house.rootA, 'AddUserToGroup', { UserName: 'ann', GroupName: 'shut' })],
    [
      "a group's policy",
      (house) => house.must(house.rootA, 'PutGroupPolicy', { GroupName: 'open', PolicyName: 'p', PolicyDocument: NO }),
    ],
    [
      'a tag',
      (house) =>
        house.must(house.rootA, 'TagUser', {
          UserName: 'ann',
          'Tags.member.1.Key': 'Out',
          'Tags.member.1.Value': 'yes',
        }),
    ],
    [
      'a key',
      (house) =>
        house.must(house.rootA, 'UpdateAccessKey', { UserName: 'ann', AccessKeyId: keyOf(house), Status: 'Inactive' }),
    ],
    [
      'a key that is gone',
      (house) => house.must(house.rootA, 'DeleteAccessKey', { UserName: 'ann', AccessKeyId: keyOf(house) }),
    ],
    [
      'a trust policy',
      (house) => house.must(house.rootA, 'UpdateAssumeRolePolicy', { RoleName: 'app', PolicyDocument: TRUST_NOBODY }),
      'AssumeRole',
    ],
    ['a role that is gone', (house) => house.must(house.rootA, 'DeleteRole', { RoleName: 'app' }), 'AssumeRole'],
    [
      'an organization',
      (house) =>
        house.store.change((tx) =>
          tx.put.organization({
            id: 'o-example123',
            managementAccount: ACCOUNT_B,
            rootId: 'r-root',
            units: [],
            policies: [{ id: 'p-no', type: 'service', name: 'no', text: NO }],
            places: { [ACCOUNT_A]: 'r-root' },
            attached: { [ACCOUNT_A]: ['p-no'] },
            delegatedAdministrators: [],
            features: [],
          }),
        ),
    ],
  ];
  const policyArn = (name: string) => `arn:aws:iam::${ACCOUNT_A}:policy/${name}`;
  const NO = policy({ Effect: 'Deny', Action: '*', Resource: '*' });
  const TRUST_NOBODY = policy({ Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT_B } });
  let ann: Credentials;
  const keyOf = (_house: House) => ann.accessKeyId;

  it.each(changes.map(([what, change, asked]) => ({ what, change, asked })))(
    'the next call sees $what changed',
    async ({ change, asked = 'ListUsers' }) => {
      const house = await openHouse();
      ann = await house.user(house.rootA, 'ann');
      await house.allowUser(house.rootA, 'ann', { Action: '*', Resource: '*' });
      const out = { StringEquals: { 'aws:PrincipalTag/Out': 'yes' } };
      await house.must(house.rootA, 'PutUserPolicy', {
        UserName: 'ann',
        PolicyName: 'out',
        PolicyDocument: policy({ Effect: 'Deny', Action: '*', Resource: '*', Condition: out }),
      });
      for (const [name, document] of [
        ['No', NO],
        ['Held', policy({ Action: 'iam:ListUsers', Resource: '*' })],
      ] as const)
        await house.must(house.rootA, 'CreatePolicy', { PolicyName: name, PolicyDocument: document });
      await house.must(house.rootA, 'AttachUserPolicy', { UserName: 'ann', PolicyArn: policyArn('Held') });
      for (const GroupName of ['open', 'shut']) await house.must(house.rootA, 'CreateGroup', { GroupName });
      await house.must(house.rootA, 'PutGroupPolicy', { GroupName: 'shut', PolicyName: 'p', PolicyDocument: NO });
      await house.must(house.rootA, 'AddUserToGroup', { UserName: 'ann', GroupName: 'open' });
      const RoleArn = await house.role(house.rootA, 'app', { Principal: { AWS: ACCOUNT_A } });
      const ask = async () =>
        (asked === 'AssumeRole' ? await house.assume(ann, RoleArn) : await house.call(ann, asked)).status;
      expect([await ask(), await ask()]).toEqual([200, 200]);
      const statements = house.statements.length;
      expect(await ask()).toBe(200);
      // It was known by heart: otherwise nothing would have been there to be forgotten.
      expect(house.statements.length - statements).toBeLessThanOrEqual(asked === 'AssumeRole' ? 0 : 1);
      await change(house);
      expect(await ask()).toBe(403);
    },
  );

  it('names that begin alike, hold separators or stand for another kind or account each have their own', async () => {
    const house = await openHouse();
    const NAMES = ['a', 'ab', 'a,b', 'a=b', 'a.b', 'a@b', 'a+b', 'user', 'role', 'key'];
    const own: [Credentials, string][] = [];
    for (const [root, account] of [
      [house.rootA, ACCOUNT_A],
      [house.rootB, ACCOUNT_B],
    ] as const)
      for (const name of NAMES) {
        const user = await house.user(root, name);
        const mine = `arn:aws:iam::${account}:user/${name}`;
        await house.allowUser(root, name, { Action: ['iam:GetUser'], Resource: mine });
        const RoleArn = await house.role(root, name, { Principal: { AWS: mine } });
        await house.allowRole(root, name, { Action: 'iam:GetRole', Resource: RoleArn });
        own.push([user, mine], [await house.assumed(user, RoleArn), RoleArn]);
      }
    for (let round = 0; round < 2; round++)
      for (const [who, mine] of own)
        for (const name of NAMES) {
          const isUser = mine.includes(':user/');
          const asked = isUser ? { UserName: name } : { RoleName: name };
          const { status } = await house.call(who, isUser ? 'GetUser' : 'GetRole', asked);
          expect([mine, name, status]).toEqual([mine, name, mine.endsWith(`/${name}`) ? 200 : 403]);
        }
    // Names differ not by case alone, neither where they are made nor where they are asked for.
    expect((await house.call(house.rootA, 'CreateUser', { UserName: 'AB' })).code).toBe('EntityAlreadyExists');
    const [user] = own[2 * NAMES.indexOf('ab')]!;
    expect((await house.assume(user, `arn:aws:iam::${ACCOUNT_A}:role/AB`)).status).toBe(403);
    expect((await house.assume(user, `arn:aws:iam::${ACCOUNT_A}:role/ab`)).status).toBe(200);
  });

  it('two scopes whose parts run into each other have two signing keys', () => {
    const cache = signingKeyCache(10);
    const secret = createSecretKey(Buffer.from('AWS4secret'));
    const scopes = [
      ['ab', '20261121', 'us-east-1', 'sts'],
      ['a', 'b20261121', 'us-east-1', 'sts'],
      ['ab2', '0261121', 'us-east-1', 'sts'],
      ['ab', '20261121us', '-east-1', 'sts'],
      ['ab', '20261121', 'us-east-1s', 'ts'],
    ] as const;
    const keys = scopes.map(([identity, date, region, service]) => cache.get(identity, secret, date, region, service));
    expect(new Set(keys).size).toBe(scopes.length);
    expect(cache.size).toBe(scopes.length);
  });
});
