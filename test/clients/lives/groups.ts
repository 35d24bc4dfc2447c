import { USER } from './holders.ts';
import { arn, conflicts, DATE, does, life, misses, PATH, pages, refuses } from './life.ts';

const gang = { GroupName: 'gang' };
const guild = { GroupName: 'guild' };
const gross = { GroupName: 'gross' };

export const groups = life(
  'groups',
  does(
    'CreateGroup',
    { ...gang, Path: PATH },
    { 'Group.Arn': arn('group/life/gang'), 'Group.GroupId': /^AGPA[A-Z2-7]{17}$/, 'Group.CreateDate': DATE },
  ),
  does('CreateGroup', { ...gross, Path: PATH }, { 'Group.Path': PATH }, { as: 'a second' }),
  refuses('CreateGroup', { GroupName: 'GANG' }, 'EntityAlreadyExists', 'Group with name GANG already exists.'),
  pages('ListGroups', { PathPrefix: PATH }, 2, {
    'Groups.length': 2,
    'Groups.0.GroupName': 'gang',
    'Groups.1.GroupName': 'gross',
  }),
  does('UpdateGroup', { ...gang, NewGroupName: 'guild' }),
  does('AddUserToGroup', { ...guild, ...USER }),
  does('AddUserToGroup', { ...guild, UserName: 'keeper' }, {}, { as: 'a second' }),
  does('AddUserToGroup', { ...gross, ...USER }, {}, { as: 'to the second' }),
  pages('GetGroup', guild, 2, { 'Group.Arn': arn('group/life/guild'), 'Users.length': 2, 'Users.0.UserName': 'holly' }),
  pages('ListGroupsForUser', USER, 2, {
    'Groups.length': 2,
    'Groups.0.GroupName': 'gross',
    'Groups.1.GroupName': 'guild',
  }),
  conflicts('DeleteGroup', guild, 'Cannot delete entity, must remove users from group first.'),
  conflicts('DeleteUser', USER, 'Cannot delete entity, must remove users from group first.'),
  does('RemoveUserFromGroup', { ...guild, ...USER }),
  does('RemoveUserFromGroup', { ...guild, UserName: 'keeper' }, {}, { as: 'the second' }),
  does('RemoveUserFromGroup', { ...gross, ...USER }, {}, { as: 'from the second' }),
  does('DeleteGroup', guild),
  does('DeleteGroup', gross, {}, { as: 'the second' }),
  misses('GetGroup', guild, 'The group with name guild cannot be found.'),
);
