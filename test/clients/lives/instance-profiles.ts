import { ROLE } from './holders.ts';
import { arn, conflicts, DATE, does, life, misses, PATH, pages, refuses, tags, waits } from './life.ts';

const inn = { InstanceProfileName: 'inn' };
const isle = { InstanceProfileName: 'isle' };

export const instanceProfiles = life(
  'instance profiles',
  does(
    'CreateInstanceProfile',
    { ...inn, Path: PATH },
    {
      'InstanceProfile.Arn': arn('instance-profile/life/inn'),
      'InstanceProfile.InstanceProfileId': /^AIPA[A-Z2-7]{17}$/,
      'InstanceProfile.CreateDate': DATE,
      'InstanceProfile.Roles.length': 0,
    },
  ),
  waits('GetInstanceProfile', inn),
  does('CreateInstanceProfile', { ...isle, Path: PATH }, {}, { as: 'a second' }),
  refuses('CreateInstanceProfile', inn, 'EntityAlreadyExists', 'Instance Profile inn already exists.'),
  pages('ListInstanceProfiles', { PathPrefix: PATH }, 2, {
    'InstanceProfiles.length': 2,
    'InstanceProfiles.0.InstanceProfileName': 'inn',
    'InstanceProfiles.1.InstanceProfileName': 'isle',
  }),
  tags('InstanceProfile', inn),
  does('AddRoleToInstanceProfile', { ...inn, ...ROLE }),
  does('AddRoleToInstanceProfile', { ...isle, ...ROLE }, {}, { as: 'to the second' }),
  refuses(
    'AddRoleToInstanceProfile',
    { ...inn, ...ROLE },
    'LimitExceeded',
    'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
  ),
  does('GetInstanceProfile', inn, {
    'InstanceProfile.Roles.length': 1,
    'InstanceProfile.Roles.0.RoleName': 'holder',
    'InstanceProfile.Tags.length': 1,
  }),
  pages('ListInstanceProfilesForRole', ROLE, 2, {
    'InstanceProfiles.length': 2,
    'InstanceProfiles.0.InstanceProfileName': 'inn',
  }),
  conflicts('DeleteInstanceProfile', inn, 'Cannot delete entity, must remove roles from instance profile first.'),
  conflicts('DeleteRole', ROLE, 'Cannot delete entity, must remove roles from instance profile first.'),
  does('RemoveRoleFromInstanceProfile', { ...inn, ...ROLE }),
  does('RemoveRoleFromInstanceProfile', { ...isle, ...ROLE }, {}, { as: 'from the second' }),
  misses('RemoveRoleFromInstanceProfile', { ...inn, ...ROLE }, 'Role holder in Instance Profile inn cannot be found.'),
  does('DeleteInstanceProfile', inn),
  does('DeleteInstanceProfile', isle, {}, { as: 'the second' }),
  misses('GetInstanceProfile', inn, 'Instance Profile inn cannot be found.'),
);
