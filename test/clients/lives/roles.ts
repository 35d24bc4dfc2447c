import { trusts } from '../scenario/iam.ts';
import { READ_ONLY } from './holders.ts';
import { arn, conflicts, DATE, does, life, misses, PATH, pages, refuses, tags, waits } from './life.ts';

const rome = { RoleName: 'rome' };
const riga = { RoleName: 'riga' };
const TRUST = trusts(arn('root'));
const OTHER_TRUST = trusts(arn('user/keeper'));

export const roles = life(
  'roles',
  does(
    'CreateRole',
    {
      ...rome,
      Path: PATH,
      AssumeRolePolicyDocument: JSON.stringify(TRUST),
      Description: 'built in a day',
      MaxSessionDuration: 7200,
    },
    {
      'Role.Arn': arn('role/life/rome'),
      'Role.RoleId': /^AROA[A-Z2-7]{17}$/,
      'Role.CreateDate': DATE,
      'Role.AssumeRolePolicyDocument': TRUST,
    },
  ),
  waits('GetRole', rome),
  does('CreateRole', { ...riga, Path: PATH, AssumeRolePolicyDocument: JSON.stringify(TRUST) }, {}, { as: 'a second' }),
  refuses(
    'CreateRole',
    { RoleName: 'Rome', AssumeRolePolicyDocument: JSON.stringify(TRUST) },
    'EntityAlreadyExists',
    'Role with name Rome already exists.',
  ),
  pages('ListRoles', { PathPrefix: PATH }, 2, {
    'Roles.length': 2,
    'Roles.0.RoleName': 'riga',
    'Roles.1.RoleName': 'rome',
  }),
  tags('Role', rome),
  does('UpdateRole', { ...rome, Description: 'rebuilt', MaxSessionDuration: 3600 }),
  does('UpdateRoleDescription', { ...riga, Description: 'on the Daugava' }, { 'Role.Description': 'on the Daugava' }),
  does('UpdateAssumeRolePolicy', { ...rome, PolicyDocument: JSON.stringify(OTHER_TRUST) }),
  refuses(
    'UpdateAssumeRolePolicy',
    { ...rome, PolicyDocument: '{"Version":"2012-10-17"}' },
    'MalformedPolicyDocument',
    'Could not parse the policy: Statement is empty!',
  ),
  does('GetRole', rome, {
    'Role.Description': 'rebuilt',
    'Role.MaxSessionDuration': 3600,
    'Role.AssumeRolePolicyDocument': OTHER_TRUST,
    'Role.Tags.length': 1,
  }),
  does('AttachRolePolicy', { ...rome, PolicyArn: READ_ONLY }),
  conflicts('DeleteRole', rome, 'Cannot delete entity, must detach all policies first.'),
  does('DetachRolePolicy', { ...rome, PolicyArn: READ_ONLY }),
  does('DeleteRole', rome),
  does('DeleteRole', riga, {}, { as: 'the second' }),
  misses('GetRole', rome, 'The role with name rome cannot be found.'),
);
