import { beforeEach, describe, expect, it } from 'vitest';
import { encoded } from './documents.ts';
import { iamOperations } from './service.ts';
import { A, B, type House, house, IDENTITY, root, TRUST } from './testing.ts';

/** Every family, for users, roles and groups. `on` puts the noun into the name of an operation. */
describe.each([
  { word: 'user', title: 'User', bearer: true },
  { word: 'role', title: 'Role', bearer: true },
  // A group has neither tags nor a boundary.
  { word: 'group', title: 'Group', bearer: false },
])('of a $word', ({ word, title, bearer }) => {
  const on = (name: string) => name.replace('X', title);
  const id = `${title}Name`;
  const who = { [id]: 'Ann' };
  let h: House;
  beforeEach(async () => {
    h = await house({
      tagsPerEntity: 3,
      userInlinePolicySize: 200,
      roleInlinePolicySize: 200,
      groupInlinePolicySize: 200,
      policiesPerUser: 2,
      policiesPerRole: 2,
      policiesPerGroup: 2,
    });
    await h.call(on('CreateX'), { ...who, ...(word === 'role' && { AssumeRolePolicyDocument: TRUST }) });
    for (const PolicyName of ['One', 'two', 'Three']) {
      await h.call('CreatePolicy', { PolicyName, PolicyDocument: IDENTITY, Path: PolicyName === 'two' ? '/p/' : '/' });
    }
  });

  const arn = (name: string) => `arn:aws:iam::${A}:policy/${name}`;
  const missing = { [id]: 'eve' };
  const noSuch = `NoSuchEntity 404: The ${word} with name eve cannot be found.`;

  if (bearer)
    describe('tags', () => {
      const tags = async () =>
        (await h.call(on('ListXTags'), who)).Tags.map((t: { Key: string }) => Object.values(t).join('='));

      it('are merged without regard to case, listed by key, removed', async () => {
        await h.call(on('TagX'), {
          ...who,
          Tags: [
            { Key: 'b', Value: '1' },
            { Key: 'a', Value: '' },
          ],
        });
        expect(await tags()).toEqual(['a=', 'b=1']);
        await h.call(on('TagX'), { ...who, Tags: [{ Key: 'B', Value: '2' }] });
        expect(await tags()).toEqual(['B=2', 'a=']);
        expect(await h.call(on('UntagX'), { ...who, TagKeys: ['b', 'none', 'aws:x'] })).toBeUndefined();
        expect(await tags()).toEqual(['a=']);
        expect(Object.values(await h.call(on('GetX'), who))).toEqual([
          expect.objectContaining({ Tags: [{ Key: 'a', Value: '' }] }),
        ]);
      });

      it('stop at the quota, replacing apart', async () => {
        await h.call(on('TagX'), { ...who, Tags: ['a', 'b', 'c'].map((Key) => ({ Key, Value: '' })) });
        await h.call(on('TagX'), { ...who, Tags: [{ Key: 'C', Value: '2' }] });
        expect(await h.refusal(on('TagX'), { ...who, Tags: [{ Key: 'd', Value: '' }] })).toBe(
          'LimitExceeded 409: The number of tags has reached the maximum limit.',
        );
      });

      it.each([
        [['a', 'A'], 'InvalidInput 400: Duplicate tag keys found. Please note that Tag keys are case insensitive.'],
        [['aws:a'], 'InvalidInput 400: aws: prefixed tag key names are not allowed for external use.'],
      ])('refuses %j', async (keys, refusal) =>
        expect(await h.refusal(on('TagX'), { ...who, Tags: keys.map((Key) => ({ Key, Value: '' })) })).toBe(refusal),
      );
    });

  describe('inline policies', () => {
    const put = (PolicyName: string, PolicyDocument = IDENTITY) =>
      h.call(on('PutXPolicy'), { ...who, PolicyName, PolicyDocument });
    const get = (PolicyName: string) => h.call(on('GetXPolicy'), { ...who, PolicyName });

    it('are put, got under the spelling asked for, listed under the first, deleted', async () => {
      expect(await put('Main')).toBeUndefined();
      await put('MAIN', `${IDENTITY} `);
      expect(await get('main')).toEqual({ ...who, PolicyName: 'main', PolicyDocument: encoded(`${IDENTITY} `) });
      expect(await h.call(on('ListXPolicies'), who)).toEqual({ PolicyNames: ['Main'], IsTruncated: false });
      expect(await h.call(on('DeleteXPolicy'), { ...who, PolicyName: 'mAIN' })).toBeUndefined();
      for (const operation of ['GetXPolicy', 'DeleteXPolicy']) {
        expect(await h.refusal(on(operation), { ...who, PolicyName: 'main' })).toBe(
          `NoSuchEntity 404: The ${word} policy with name main cannot be found.`,
        );
      }
    });

    it('count together, without white space, and not against themselves', async () => {
      await put('one', `${' '.repeat(300)}${IDENTITY}`);
      await put('two');
      await put('TWO');
      const refused = { ...who, PolicyName: 'three', PolicyDocument: IDENTITY };
      expect(await h.refusal(on('PutXPolicy'), refused)).toBe(
        `LimitExceeded 409: Maximum policy size of 200 bytes exceeded for ${word} Ann`,
      );
      expect((await h.call(on('ListXPolicies'), who)).PolicyNames).toEqual(['one', 'two']);
    });

    it('are read before they are saved', async () =>
      expect(await h.refusal(on('PutXPolicy'), { ...who, PolicyName: 'p', PolicyDocument: TRUST })).toMatch(
        /^MalformedPolicyDocument 400: /,
      ));
  });

  describe('attached policies', () => {
    const attach = (name: string) => h.call(on('AttachXPolicy'), { ...who, PolicyArn: arn(name) });
    const names = async (input = {}) =>
      (await h.call(on('ListAttachedXPolicies'), { ...who, ...input })).AttachedPolicies;

    it('are attached once, listed, detached once', async () => {
      expect(await attach('p/two')).toBeUndefined();
      await attach('p/two');
      await attach('One');
      expect(await names()).toEqual([
        { PolicyName: 'One', PolicyArn: arn('One') },
        { PolicyName: 'two', PolicyArn: arn('p/two') },
      ]);
      expect(await names({ PathPrefix: '/p/' })).toHaveLength(1);
      expect(await h.call(on('DetachXPolicy'), { ...who, PolicyArn: arn('One') })).toBeUndefined();
      expect(await h.refusal(on('DetachXPolicy'), { ...who, PolicyArn: arn('One') })).toBe(
        `NoSuchEntity 404: Policy ${arn('One')} was not found.`,
      );
    });

    it('stop at the quota', async () => {
      await attach('One');
      await attach('p/two');
      await attach('One');
      expect(await h.refusal(on('AttachXPolicy'), { ...who, PolicyArn: arn('Three') })).toBe(
        `LimitExceeded 409: Cannot exceed quota for PoliciesPer${on('X')}: 2`,
      );
    });

    it.each([
      [arn('one'), `NoSuchEntity 404: Policy ${arn('one')} does not exist or is not attachable.`],
      [arn('two'), `NoSuchEntity 404: Policy ${arn('two')} does not exist or is not attachable.`],
      [
        `arn:aws:iam::${B}:policy/One`,
        `NoSuchEntity 404: Policy arn:aws:iam::${B}:policy/One does not exist or is not attachable.`,
      ],
      [
        'arn:aws:iam::aws:policy/NoSuchAccess',
        'NoSuchEntity 404: Policy arn:aws:iam::aws:policy/NoSuchAccess does not exist or is not attachable.',
      ],
      ['longpolicynamebutnoarn', 'ValidationError 400: Invalid ARN:  Could not be parsed!'],
    ])('refuses %s', async (PolicyArn, refusal) => {
      await h.call('CreatePolicy', { PolicyName: 'One', PolicyDocument: IDENTITY }, root(B));
      expect(await h.refusal(on('AttachXPolicy'), { ...who, PolicyArn })).toBe(refusal);
    });
  });

  if (bearer)
    describe('the permissions boundary', () => {
      const boundary = async () => (await h.call(on('GetX'), who))[on('X')].PermissionsBoundary;

      it('is put, replaced, removed', async () => {
        for (const name of ['One', 'p/two']) {
          expect(
            await h.call(on('PutXPermissionsBoundary'), { ...who, PermissionsBoundary: arn(name) }),
          ).toBeUndefined();
          expect(await boundary()).toEqual({ PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn(name) });
        }
        expect(await h.call(on('DeleteXPermissionsBoundary'), who)).toBeUndefined();
        expect(await boundary()).toBeUndefined();
        expect(await h.refusal(on('DeleteXPermissionsBoundary'), who)).toMatch(/^NoSuchEntity 404: /);
      });

      it('has to exist', async () =>
        expect(await h.refusal(on('PutXPermissionsBoundary'), { ...who, PermissionsBoundary: arn('two') })).toBe(
          `NoSuchEntity 404: Scope ARN: ${arn('two')} does not exist or is not attachable.`,
        ));
    });

  const ofBearers: readonly (readonly [string, object])[] = [
    ['TagX', { Tags: [{ Key: 'a', Value: '' }] }],
    ['UntagX', { TagKeys: ['a'] }],
    ['ListXTags', {}],
    ['PutXPermissionsBoundary', { PermissionsBoundary: arn('One') }],
    ['DeleteXPermissionsBoundary', {}],
  ];
  const everything: readonly (readonly [string, object])[] = [
    ...(bearer ? ofBearers : []),
    ['GetX', {}],
    ['DeleteX', {}],
    ['PutXPolicy', { PolicyName: 'p', PolicyDocument: IDENTITY }],
    ['GetXPolicy', { PolicyName: 'p' }],
    ['ListXPolicies', {}],
    ['DeleteXPolicy', { PolicyName: 'p' }],
    ['AttachXPolicy', { PolicyArn: arn('One') }],
    ['DetachXPolicy', { PolicyArn: arn('One') }],
    ['ListAttachedXPolicies', {}],
  ];

  it.each(everything)('%s of a missing one, and of one in another account', async (name, input) => {
    expect(await h.refusal(on(name), { ...input, ...missing })).toBe(noSuch);
    expect(await h.refusal(on(name), { ...input, ...who }, root(B))).toBe(noSuch.replace('eve', 'Ann'));
  });

  it.each(everything.filter(([name]) => !/^(Get|List)/.test(name)))(
    '%s does nothing to one that was made anew since permission was asked',
    async (name, rest) => {
      const operation = iamOperations.find(({ facts }) => facts.name === on(name))!;
      const given = { ...h.tools, input: { ...who, ...rest }, caller: root(A) } as Parameters<
        typeof operation.handle
      >[0];
      const found = await operation.load!(given);
      await h.call(on('DeleteX'), who);
      await h.call(on('CreateX'), { ...who, ...(word === 'role' && { AssumeRolePolicyDocument: TRUST }) });
      const before = await h.store.sequence();
      await expect(operation.handle({ ...given, found })).rejects.toMatchObject({ code: 'NoSuchEntity' });
      expect(await h.store.sequence()).toBe(before);
    },
  );
});
