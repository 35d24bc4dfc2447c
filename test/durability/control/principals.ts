import { bounding, document, heldBy, holding, OTHER_AWS_POLICY, sidIn, TEAM, tagging, tagsOf, trust } from './held.ts';
import { type Asking, does, type Fields, type Life, proves, said } from './life.ts';

/** Of a thing that is renamed: what stands under either name. Both at once would be a half of a rename. */
async function underEither(name: string, read: (name: string) => Promise<Fields>): Promise<Fields> {
  const [old, renamed] = [await read(name), await read(renamedTo(name))];
  const both = old.path !== undefined && renamed.path !== undefined;
  return both ? { torn: 'there under both names' } : renamed.path !== undefined ? renamed : old;
}

export const renamedTo = (name: string): string => `${name}-renamed`;

export const user: Life = {
  kind: 'user',
  *course({ name }) {
    const before = { UserName: name };
    const after = { UserName: renamedTo(name) };
    yield does(
      'CreateUser',
      { ...before, Path: '/v1/', PermissionsBoundary: OTHER_AWS_POLICY, ...TEAM },
      { path: '/v1/', name, boundary: OTHER_AWS_POLICY, tags: 'team blue' },
    );
    yield does('UpdateUser', { ...before, NewPath: '/v2/' }, { path: '/v2/' });
    yield* tagging('User', before);
    yield* holding('User', before);
    yield does('PutUserPolicy', { ...before, PolicyName: 'kept', PolicyDocument: document('K') }, { inline: 'kept K' });
    yield does('UpdateUser', { ...before, NewUserName: after.UserName }, { name: after.UserName });
    yield* bounding('User', after);
    yield does('DeleteUserPolicy', { ...after, PolicyName: 'kept' }, { inline: undefined });
    yield does('DeleteUser', after, { path: undefined, name: undefined, tags: undefined });
  },
  read: (asking, name) => underEither(name, (each) => readUser(asking, each)),
};

async function readUser(asking: Asking, name: string): Promise<Fields> {
  const named = { UserName: name };
  const found = await asking.ask('GetUser', named);
  return {
    path: said(found, 'Path'),
    name: said(found, 'UserName'),
    boundary: said(found, 'PermissionsBoundaryArn'),
    ...(await tagsOf(asking, 'User', named)),
    ...(await heldBy(asking, 'User', named)),
  };
}

export const group: Life = {
  kind: 'group',
  *course({ name }) {
    const member = { UserName: `${name}-member` };
    const before = { GroupName: name };
    const after = { GroupName: renamedTo(name) };
    yield does('CreateUser', member, { user: member.UserName });
    yield does('CreateGroup', { ...before, Path: '/v1/' }, { path: '/v1/' });
    yield does('AddUserToGroup', { ...before, ...member }, { member: member.UserName });
    yield does('UpdateGroup', { ...before, NewPath: '/v2/' }, { path: '/v2/' });
    yield* holding('Group', before);
    yield does('UpdateGroup', { ...before, NewGroupName: after.GroupName, NewPath: '/v3/' }, { path: '/v3/' });
    yield does('RemoveUserFromGroup', { ...after, ...member }, { member: undefined });
    yield does('DeleteGroup', after, { path: undefined });
    yield does('DeleteUser', member, { user: undefined });
  },
  async read(asking, name) {
    const found = await underEither(name, async (each) => {
      const listed = await asking.ask('GetGroup', { GroupName: each });
      return {
        // The group comes before its members, who have a path too.
        path: listed.texts('Path')[0],
        member: said(listed, 'UserName'),
        ...(await heldBy(asking, 'Group', { GroupName: each })),
      };
    });
    return { ...found, user: said(await asking.ask('GetUser', { UserName: `${name}-member` }), 'UserName') };
  },
};

export const role: Life = {
  kind: 'role',
  *course({ name }) {
    const named = { RoleName: name };
    yield does(
      'CreateRole',
      { ...named, Path: '/v1/', AssumeRolePolicyDocument: trust('T1'), Description: 'one', ...TEAM },
      { path: '/v1/', trust: 'T1', about: 'one 3600', tags: 'team blue' },
    );
    yield does('UpdateRole', { ...named, Description: 'two', MaxSessionDuration: 7200 }, { about: 'two 7200' });
    yield does('UpdateAssumeRolePolicy', { ...named, PolicyDocument: trust('T2') }, { trust: 'T2' });
    yield does('UpdateRoleDescription', { ...named, Description: 'three' }, { about: 'three 7200' });
    yield* tagging('Role', named);
    yield* holding('Role', named);
    yield* bounding('Role', named);
    yield does('DeleteRole', named, { path: undefined, trust: undefined, about: undefined, tags: undefined });
  },
  read: (asking, name) => readRole(asking, name),
};

async function readRole(asking: Asking, name: string): Promise<Fields> {
  const named = { RoleName: name };
  const found = await asking.ask('GetRole', named);
  if (found.status !== 200) return heldBy(asking, 'Role', named);
  return {
    path: said(found, 'Path'),
    trust: sidIn(said(found, 'AssumeRolePolicyDocument')),
    about: `${said(found, 'Description')} ${said(found, 'MaxSessionDuration')}`,
    boundary: said(found, 'PermissionsBoundaryArn'),
    ...(await tagsOf(asking, 'Role', named)),
    ...(await heldBy(asking, 'Role', named)),
  };
}

export const instanceProfile: Life = {
  kind: 'instance profile',
  *course({ name }) {
    const profile = { InstanceProfileName: name };
    const its = { RoleName: `${name}-role` };
    yield does('CreateRole', { ...its, AssumeRolePolicyDocument: trust('T1') }, { role: its.RoleName });
    yield does('CreateInstanceProfile', { ...profile, Path: '/v1/' }, { path: '/v1/' });
    yield does('AddRoleToInstanceProfile', { ...profile, ...its }, { holds: its.RoleName });
    yield* tagging('InstanceProfile', profile);
    yield does('RemoveRoleFromInstanceProfile', { ...profile, ...its }, { holds: undefined });
    yield does('DeleteInstanceProfile', profile, { path: undefined, tags: undefined });
    yield does('DeleteRole', its, { role: undefined });
  },
  async read(asking, name) {
    const profile = { InstanceProfileName: name };
    const found = await asking.ask('GetInstanceProfile', profile);
    return {
      path: found.texts('Path').find((path) => path === '/v1/'),
      holds: said(found, 'RoleName'),
      role: said(await asking.ask('GetRole', { RoleName: `${name}-role` }), 'RoleName'),
      ...(await tagsOf(asking, 'InstanceProfile', profile)),
    };
  },
};

export const serviceLinkedRole: Life = {
  kind: 'service-linked role',
  *course({ account, name }) {
    const named = { RoleName: `AWSServiceRoleForAutoScaling_${name}` };
    yield does(
      'CreateServiceLinkedRole',
      { AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix: name, Description: 'one' },
      { about: 'one 3600', path: LINKED_PATH, attached: 'AutoScalingServiceRolePolicy' },
    );
    yield does('UpdateRoleDescription', { ...named, Description: 'two' }, { about: 'two 3600' });
    const deleted = yield does('DeleteServiceLinkedRole', named, {
      about: undefined,
      path: undefined,
      attached: undefined,
    });
    yield proves({ [`deletion:${account}:${deleted.text('DeletionTaskId')}`]: 'SUCCEEDED' });
  },
  async read(asking, name) {
    const { trust: _always, ...found } = await readRole(asking, `AWSServiceRoleForAutoScaling_${name}`);
    return found;
  },
};

const LINKED_PATH = '/aws-service-role/autoscaling.amazonaws.com/';
