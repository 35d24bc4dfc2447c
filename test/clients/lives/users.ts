import { READ_ONLY } from './holders.ts';
import { arn, conflicts, DATE, does, life, misses, PATH, pages, refuses, tags, waits } from './life.ts';

const una = { UserName: 'una' };
const uma = { UserName: 'uma' };
const ursa = { UserName: 'ursa' };

export const users = life(
  'users',
  does(
    'CreateUser',
    { ...una, Path: PATH, Tags: [{ Key: 'Team', Value: 'red' }] },
    {
      'User.Arn': arn('user/life/una'),
      'User.Path': PATH,
      'User.UserId': /^AIDA[A-Z2-7]{17}$/,
      'User.CreateDate': DATE,
      'User.Tags.0.Value': 'red',
    },
    { saves: { 'id of una': 'User.UserId' } },
  ),
  waits('GetUser', una),
  does('CreateUser', { ...ursa, Path: PATH }, { 'User.UserName': 'ursa' }, { as: 'a second' }),
  refuses('CreateUser', { UserName: 'Una' }, 'EntityAlreadyExists', 'User with name Una already exists.'),
  pages('ListUsers', { PathPrefix: PATH }, 2, {
    'Users.length': 2,
    'Users.0.UserName': 'una',
    'Users.1.UserName': 'ursa',
  }),
  tags('User', una),
  does('UpdateUser', { ...una, NewUserName: 'uma', NewPath: '/life/long/' }),
  does('GetUser', uma, {
    'User.Arn': arn('user/life/long/uma'),
    'User.Tags.length': 1,
    'User.Tags.0.Value': 'blue',
  }),
  misses('GetUser', una, 'The user with name una cannot be found.'),
  does('AttachUserPolicy', { ...uma, PolicyArn: READ_ONLY }),
  conflicts('DeleteUser', uma, 'Cannot delete entity, must detach all policies first.'),
  does('DetachUserPolicy', { ...uma, PolicyArn: READ_ONLY }),
  does('DeleteUser', uma),
  does('DeleteUser', ursa, {}, { as: 'the second' }),
  misses('GetUser', uma, 'The user with name uma cannot be found.'),
);
