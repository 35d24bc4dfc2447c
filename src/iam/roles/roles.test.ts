import { beforeEach, describe, expect, it } from 'vitest';
import { encoded } from '../documents.ts';
import { A, type House, house, IDENTITY, START_SECONDS, TRUST } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house({ rolesPerAccount: 3, trustPolicySize: 400 });
  await h.call('CreatePolicy', { PolicyName: 'Edge', PolicyDocument: IDENTITY });
});

const EDGE = `arn:aws:iam::${A}:policy/Edge`;
const whole = {
  RoleName: 'Deploy',
  AssumeRolePolicyDocument: TRUST,
  Path: '/ci/',
  Description: 'ships',
  MaxSessionDuration: 7200,
  PermissionsBoundary: EDGE,
  Tags: [{ Key: 'Team', Value: 'x' }],
};
const skeleton = {
  Path: '/ci/',
  RoleName: 'Deploy',
  RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
  Arn: `arn:aws:iam::${A}:role/ci/Deploy`,
  CreateDate: START_SECONDS,
  AssumeRolePolicyDocument: encoded(TRUST),
};
const boundary = { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: EDGE };

describe('the cuts of a role that AWS answers', () => {
  it.each([
    ['CreateRole', { PermissionsBoundary: boundary, Tags: whole.Tags }],
    [
      'GetRole',
      {
        PermissionsBoundary: boundary,
        Tags: whole.Tags,
        Description: 'ships',
        MaxSessionDuration: 7200,
        RoleLastUsed: {},
      },
    ],
    ['ListRoles', { Description: 'ships', MaxSessionDuration: 7200 }],
    ['UpdateRoleDescription', { Description: 'ships again' }],
  ])('%s', async (name, rest) => {
    const created = await h.call('CreateRole', whole);
    const answers: Record<string, () => Promise<{ Role: unknown }>> = {
      CreateRole: async () => created,
      GetRole: () => h.call('GetRole', { RoleName: 'deploy' }),
      ListRoles: async () => ({ Role: (await h.call('ListRoles', { PathPrefix: '/ci/' })).Roles[0] }),
      UpdateRoleDescription: () => h.call('UpdateRoleDescription', { RoleName: 'deploy', Description: 'ships again' }),
    };
    expect((await answers[name]!()).Role).toEqual({ ...skeleton, ...rest });
  });

  it('a role with nothing said has an hour and the path /', async () => {
    await h.call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: TRUST });
    expect((await h.call('GetRole', { RoleName: 'r' })).Role).toMatchObject({ MaxSessionDuration: 3600, Path: '/' });
  });
});

describe('refusals', () => {
  const role = { RoleName: 'x', AssumeRolePolicyDocument: TRUST };
  it.each([
    [
      'a name that is taken but for its case',
      'CreateRole',
      { ...role, RoleName: 'DEPLOY' },
      'EntityAlreadyExists 409: Role with name DEPLOY already exists.',
    ],
    [
      'no JSON',
      'CreateRole',
      { ...role, AssumeRolePolicyDocument: '{' },
      'MalformedPolicyDocument 400: This policy contains invalid Json',
    ],
    [
      'a resource in a trust policy',
      'UpdateAssumeRolePolicy',
      {
        RoleName: 'Deploy',
        PolicyDocument: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}',
      },
      'MalformedPolicyDocument 400: Has prohibited field Resource',
    ],
    [
      'a boundary that is not there',
      'CreateRole',
      { ...role, PermissionsBoundary: `${EDGE}2` },
      `NoSuchEntity 404: Scope ARN: ${EDGE}2 does not exist or is not attachable.`,
    ],
    ['a missing role', 'GetRole', { RoleName: 'x' }, 'NoSuchEntity 404: The role with name x cannot be found.'],
    ['a missing role', 'UpdateRole', { RoleName: 'x' }, 'NoSuchEntity 404: The role with name x cannot be found.'],
    ['a missing role', 'DeleteRole', { RoleName: 'x' }, 'NoSuchEntity 404: The role with name x cannot be found.'],
    [
      'a missing role, before its document is read',
      'UpdateAssumeRolePolicy',
      { RoleName: 'x', PolicyDocument: '{' },
      'NoSuchEntity 404: The role with name x cannot be found.',
    ],
  ])('%s: %s', async (_name, operation, input, refusal) => {
    await h.call('CreateRole', whole);
    expect(await h.refusal(operation, input)).toBe(refusal);
  });

  it('a trust policy beyond its quota, white space apart', async () => {
    const sized = (size: number) => {
      const text = JSON.stringify({ ...JSON.parse(TRUST), Id: '' });
      return text.replace('"Id":""', `"Id":"${'x'.repeat(size - text.length)}"`);
    };
    const role = { RoleName: 'r', AssumeRolePolicyDocument: `${' '.repeat(500)}${sized(400)}` };
    await h.call('CreateRole', role);
    expect(await h.refusal('UpdateAssumeRolePolicy', { RoleName: 'r', PolicyDocument: sized(401) })).toBe(
      'LimitExceeded 409: Cannot exceed quota for ACLSizePerRole: 400',
    );
  });

  it('more roles than the quota', async () => {
    for (const RoleName of ['a', 'b', 'c']) await h.call('CreateRole', { ...role, RoleName });
    expect(await h.refusal('CreateRole', { ...role, RoleName: 'd' })).toBe(
      'LimitExceeded 409: Cannot exceed quota for RolesPerAccount: 3',
    );
  });
});

describe('UpdateRole', () => {
  it('changes what is said and leaves the rest', async () => {
    await h.call('CreateRole', whole);
    const steps = [
      [{}, { Description: 'ships', MaxSessionDuration: 7200 }],
      [{ MaxSessionDuration: 43200 }, { Description: 'ships', MaxSessionDuration: 43200 }],
      [{ Description: '' }, { Description: '', MaxSessionDuration: 43200 }],
    ] as const;
    for (const [said, then] of steps) {
      expect(await h.call('UpdateRole', { RoleName: 'Deploy', ...said })).toEqual({});
      expect((await h.call('GetRole', { RoleName: 'Deploy' })).Role).toMatchObject(then);
    }
  });
});

describe('DeleteRole', () => {
  it('refuses while policies hang on the role, then deletes it', async () => {
    const role = { RoleName: 'Deploy' };
    await h.call('CreateRole', whole);
    await h.call('AttachRolePolicy', { ...role, PolicyArn: EDGE });
    await h.call('PutRolePolicy', { ...role, PolicyName: 'p', PolicyDocument: IDENTITY });
    expect(await h.refusal('DeleteRole', role)).toBe(
      'DeleteConflict 409: Cannot delete entity, must detach all policies first.',
    );
    await h.call('DetachRolePolicy', { ...role, PolicyArn: EDGE });
    expect(await h.refusal('DeleteRole', role)).toBe(
      'DeleteConflict 409: Cannot delete entity, must delete policies first.',
    );
    await h.call('DeleteRolePolicy', { ...role, PolicyName: 'p' });
    expect(await h.call('DeleteRole', role)).toBeUndefined();
    expect((await h.call('ListRoles')).Roles).toEqual([]);
  });
});
