import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { metadata } from '../../src/federation/saml/testing.ts';
import { apply, type Change, exportSeed, plan, readSeed, SeedRefusal } from '../../src/seed/index.ts';
import { ACCOUNT_A, ACCOUNT_B, type House, openHouse, policy } from '../house/harness.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});

const ALLOW = policy({ Action: 's3:*', Resource: '*' });
const OTHER = policy({ Action: 'sqs:*', Resource: '*' });
const trusting = (...AWS: string[]) => policy({ Principal: { AWS }, Action: 'sts:AssumeRole' });
const ALLOW_A = trusting(ACCOUNT_A);
const role = (name: string, account = ACCOUNT_A) => `arn:aws:iam::${account}:role/${name}`;

const wanted = (seed: object, prune = false) => {
  const read = readSeed(JSON.stringify({ rolecall: 1, ...seed }));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { read, prune, secrets: new Map<string, string>() };
};
const lines = (changes: readonly Change[]) =>
  changes.map(({ sign, what, detail }) => `${sign} ${what}${detail === undefined ? '' : `: ${detail}`}`);
const bring = async (account: object, prune = false) =>
  lines((await apply(wanted({ accounts: { [ACCOUNT_A]: account } }, prune), house.tools)).changes);
const inA = () => exportSeed(house.store, { account: ACCOUNT_A });

describe('applying a seed', () => {
  it('makes, changes and leaves alone: what it does not name stays', async () => {
    await house.must(house.rootA, 'CreateUser', {
      UserName: 'Old',
      'Tags.member.1.Key': 'a',
      'Tags.member.1.Value': '1',
    });
    await house.must(house.rootA, 'PutUserPolicy', { UserName: 'Old', PolicyName: 'kept', PolicyDocument: ALLOW });
    const seed = {
      policies: { shared: { document: ALLOW } },
      groups: { staff: { 'attached-policies': ['shared'] } },
      users: {
        new: { groups: ['staff'] },
        old: {
          path: '/x/',
          tags: { b: '2' },
          groups: ['staff'],
          boundary: 'shared',
          'inline-policies': { more: OTHER },
        },
      },
    };
    expect(await bring(seed)).toEqual([
      '+ policy shared',
      '+ group staff',
      '+ user new',
      '~ user old: path, tags, boundary, policy more, group staff',
    ]);
    expect(await inA()).toMatch(/Old:\n {8}path: \/x\/\n {8}tags:\n {10}a: "1"\n {10}b: "2"\n {8}boundary: shared/);
    expect(await bring(seed)).toEqual([]);
  });

  it('with --prune removes what the written sections do not name', async () => {
    const everything = {
      policies: { one: { document: ALLOW }, two: { document: OTHER } },
      groups: { staff: { 'attached-policies': ['one'], 'inline-policies': { p: ALLOW } }, gone: {} },
      users: {
        ann: { tags: { a: '1', b: '2' }, groups: ['staff', 'gone'], 'inline-policies': { p: ALLOW, q: OTHER } },
        bob: { 'access-keys': 'generate', 'attached-policies': ['two'], groups: ['gone'] },
      },
      roles: { r: { trust: trusting(ACCOUNT_A) }, s: { trust: trusting(ACCOUNT_A) } },
      'instance-profiles': { r: { role: 'r' }, s: { role: 's' } },
    };
    await bring(everything);
    const before = await inA();
    const less = {
      policies: { one: { document: ALLOW } },
      groups: { staff: { 'attached-policies': [] } },
      users: { ann: { tags: { a: '1' }, groups: ['staff'], 'inline-policies': { q: OTHER } } },
      roles: { r: { trust: trusting(ACCOUNT_A) } },
    };
    expect(await bring(less)).toEqual([]);
    expect(await inA()).toBe(before);
    expect((await bring(less, true)).sort()).toEqual([
      '- group gone',
      '- policy two',
      '- role s',
      '- user bob',
      '~ group staff: without arn:aws:iam::111122223333:policy/one',
      '~ user ann: tags, without policy p, out of group gone',
    ]);
    expect(await bring({ users: {}, roles: {}, 'instance-profiles': {} }, true)).toEqual([
      '- instance profile r',
      '- instance profile s',
      '- role r',
      '- user ann',
    ]);
    expect((await house.call(house.rootA, 'GetCallerIdentity')).status).toBe(200);
  });

  it('takes away what is `null`', async () => {
    await bring({
      alias: 'some-alias',
      'password-policy': {},
      policies: { p: { document: ALLOW } },
      users: { ann: { boundary: 'p' } },
    });
    expect(await bring({ alias: null, 'password-policy': null, users: { ann: { boundary: null } } })).toEqual([
      '- alias some-alias',
      '- password policy',
      '~ user ann: without boundary',
    ]);
  });

  it('lets roles trust each other, over accounts, in any order, themselves included', async () => {
    const seed = {
      accounts: {
        [ACCOUNT_A]: {
          roles: {
            one: { trust: trusting(role('two'), role('three', ACCOUNT_B), role('one')) },
            two: { trust: trusting(role('one')) },
          },
        },
        [ACCOUNT_B]: { roles: { three: { trust: trusting(role('one')) } } },
      },
    };
    expect(lines((await apply(wanted(seed), house.tools)).changes)).toEqual([
      '+ role one',
      '+ role two',
      '+ role three',
    ]);
    for (const [account, name] of [
      [ACCOUNT_A, 'one'],
      [ACCOUNT_A, 'two'],
      [ACCOUNT_B, 'three'],
    ] as const) {
      const { trust } = (await house.store.roles.byName(account, name))!;
      expect(Object.values(trust.bindings).every((id) => id.startsWith('AROA'))).toBe(true);
    }
  });

  it('binds trust anew where who was trusted was made anew', async () => {
    const seed = { users: { ann: {} }, roles: { r: { trust: trusting(`arn:aws:iam::${ACCOUNT_A}:user/ann`) } } };
    await bring(seed);
    await house.must(house.rootA, 'DeleteUser', { UserName: 'ann' });
    expect(await inA()).toContain('Effect: Deny');
    expect(await bring(seed)).toEqual(['+ user ann', '~ role r: trust']);
    const ann = (await house.store.users.byName(ACCOUNT_A, 'ann'))!;
    const { trust } = (await house.store.roles.byName(ACCOUNT_A, 'r'))!;
    expect(Object.values(trust.bindings)).toEqual([ann.id]);
  });

  it('makes a new version of a policy the default, and room for the sixth', async () => {
    const version = (n: number) => ({ policies: { p: { document: policy({ Action: `s3:Get${n}`, Resource: '*' }) } } });
    for (let n = 1; n <= 5; n++)
      expect(await bring(version(n))).toEqual([n === 1 ? '+ policy p' : '~ policy p: versions']);
    expect(await bring(version(6))).toEqual(['- version v1 of policy p', '~ policy p: versions']);
    // An earlier document is an earlier version, chosen again.
    expect(await bring(version(3))).toEqual(['~ policy p: versions']);
    const found = (await house.store.policies.byName(ACCOUNT_A, 'p'))!;
    expect([found.defaultVersion, (await house.store.policies.versions(found.id)).length]).toEqual(['v3', 5]);
    expect(await bring(version(3))).toEqual([]);
  });

  it.each<[string, object, object, RegExp, string]>([
    [
      'the path of a role',
      { roles: { r: { trust: ALLOW_A } } },
      { roles: { r: { path: '/x/', trust: ALLOW_A } } },
      /cannot change/,
      'path',
    ],
    [
      'the path of a policy',
      { policies: { p: { document: ALLOW } } },
      { policies: { p: { path: '/x/', document: ALLOW } } },
      /cannot change/,
      'path',
    ],
    [
      'a policy that is not there',
      {},
      { users: { u: { 'attached-policies': ['none'] } } },
      /no such managed policy: `none`/,
      '0',
    ],
  ])('refuses at its place %s', async (_label, before, seed, message, part) => {
    await bring(before);
    const refused = await bring(seed).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SeedRefusal);
    expect((refused as SeedRefusal).message).toMatch(message);
    expect(String((refused as SeedRefusal).path.at(-1))).toBe(part);
  });

  it('is all or nothing: what was refused last takes back what was done first', async () => {
    const before = [await exportSeed(house.store, {}), await house.store.sequence()];
    const seed = { users: { ann: {} }, roles: { r: { trust: trusting('arn:aws:iam::111122223333:user/nobody') } } };
    await expect(bring(seed)).rejects.toThrow(/Invalid principal/);
    expect([await exportSeed(house.store, {}), await house.store.sequence()]).toEqual(before);
  });

  it('is planned by the same checks, and a plan changes nothing', async () => {
    const before = await house.store.sequence();
    const seed = wanted({ accounts: { [ACCOUNT_A]: { users: { ann: { 'access-keys': 'generate' } } } } });
    expect(lines(await plan(seed, house.tools))).toEqual(['+ user ann', '+ access key of user ann: generated']);
    expect(await house.store.sequence()).toBe(before);
    await expect(
      plan(wanted({ accounts: { [ACCOUNT_A]: { users: { ann: { groups: ['none'] } } } } }), house.tools),
    ).rejects.toThrow(SeedRefusal);
    const { generated } = await apply(seed, house.tools);
    const identity = await house.must(generated[0]!, 'GetCallerIdentity');
    expect(identity.text('Arn')).toBe(`arn:aws:iam::${ACCOUNT_A}:user/ann`);
    expect(JSON.stringify(await plan(seed, house.tools))).toBe('[]');
  });

  it('is above the policies of an organization, which hold for everybody else at once', async () => {
    const deny = policy({ Effect: 'Deny', Action: '*', Resource: '*' });
    const seed = {
      accounts: { [ACCOUNT_B]: { users: { bob: {} } } },
      organization: {
        'management-account': ACCOUNT_A,
        policies: { none: { type: 'service', document: deny } },
        root: { units: { closed: { policies: ['FullAWSAccess', 'none'], accounts: { [ACCOUNT_B]: {} } } } },
      },
    };
    expect((await house.call(house.rootB, 'ListUsers')).status).toBe(200);
    expect(lines((await apply(wanted(seed), house.tools)).changes)).toEqual(['+ user bob', '+ organization']);
    expect((await house.call(house.rootB, 'ListUsers')).message).toContain('explicit deny in a service control policy');
    const [organization] = await house.store.organizations.list();
    expect(organization!.id).toMatch(/^o-[a-z0-9]{10}$/);
    const more = { ...seed, accounts: { [ACCOUNT_B]: { users: { eve: {} } } } };
    expect(lines((await apply(wanted(more), house.tools)).changes)).toEqual(['+ user eve']);
    const { policies: _none, root: _root, ...bare } = seed.organization;
    const changed = await apply(wanted({ organization: bare }), house.tools);
    expect(lines(changed.changes)).toEqual(['~ organization: units, policies, accounts, attached policies']);
    expect((await house.store.organizations.list())[0]!.id).toBe(organization!.id);
    expect((await house.call(house.rootB, 'ListUsers')).status).toBe(200);
    expect(lines((await apply(wanted({ organization: null }), house.tools)).changes)).toEqual(['- organization']);
  });

  it('brings SAML providers with their keys, which an export carries with secrets alone', async () => {
    const pem = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    }).privateKey;
    const provider = {
      metadata: metadata(),
      'assertion-encryption': 'Required',
      'private-keys': [pem],
      tags: { a: 'b' },
    };
    const seed = { 'saml-providers': { Corp: provider } };
    const { 'private-keys': _keys, ...open } = provider;
    await expect(bring({ 'saml-providers': { Corp: open } })).rejects.toThrow(
      /cannot be required without a private key/,
    );
    expect(await bring(seed)).toEqual(['+ SAML provider Corp']);
    expect(await bring(seed)).toEqual([]);
    expect(await inA()).not.toContain('PRIVATE KEY');
    const whole = await exportSeed(house.store, { secrets: house.tools.secrets });
    const read = readSeed(whole);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const other = await openHouse();
    await apply({ read, prune: true, secrets: new Map() }, other.tools);
    expect(await exportSeed(other.store, { secrets: other.tools.secrets })).toBe(whole);
    expect(
      await bring(
        { 'saml-providers': { Corp: { ...open, 'assertion-encryption': 'Allowed', 'private-keys': [] } } },
        true,
      ).catch((e: Error) => e.message),
    ).toMatch(/cannot be required/);
    expect(await bring({ 'saml-providers': {} }, true)).toEqual(['- SAML provider Corp']);
  });
});
