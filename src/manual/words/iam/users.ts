import type { Chapter } from './operations.ts';

/** Users and groups. */
export const users = {
  CreateUser: {
    summary: 'make a user',
    description: [
      'Makes a user. It has neither access keys nor a password, and may do nothing until a policy of its own or of a group allows it. Names are unique in the account, whatever their case. The quota is `users-per-account`.',
    ],
    examples: [
      {
        title: 'A user with a tag',
        given: { UserName: 'ann', Path: '/staff/', Tags: 'Key=team,Value=blue' },
        output: {
          User: {
            Path: '/staff/',
            UserName: 'ann',
            UserId: 'AIDARTX3GSDS2LPCM5VQX',
            Arn: 'arn:aws:iam::111122223333:user/staff/ann',
            CreateDate: '2026-11-22T10:30:00+00:00',
            Tags: [{ Key: 'team', Value: 'blue' }],
          },
        },
      },
    ],
    related: ['CreateAccessKey', 'AddUserToGroup', 'DeleteUser'],
  },
  GetUser: {
    summary: 'show a user',
    description: [
      'Shows a user: path, unique id, ARN, dates, boundary and tags. Without `--user-name` it shows the user who calls, or root.',
    ],
    related: ['ListUsers', 'rolecall-sts-get-caller-identity'],
  },
  ListUsers: {
    summary: 'list users',
    description: [
      'Lists the users of the account, or those under a path, by name. Tags and boundaries are left out: GetUser shows them.',
    ],
    related: ['GetUser'],
  },
  UpdateUser: {
    summary: 'rename or move a user',
    description: [
      'Gives a user another name, another path, or both. Keys, policies, groups and the trust of roles follow it: they hang on its unique id. The caller needs permission on the ARN as it is and on the one that it becomes.',
    ],
    related: ['UpdateGroup'],
  },
  DeleteUser: {
    summary: 'delete a user',
    description: [
      'Deletes a user on whom nothing hangs any more. First remove it from its groups, detach and delete its policies, and delete its access keys, login profile, MFA devices, signing certificates, SSH keys and service-specific credentials; what is left is named by a DeleteConflict. A user made later under the same name is another one: policies and roles that trusted the first do not trust it.',
    ],
    related: [
      'RemoveUserFromGroup',
      'DetachUserPolicy',
      'DeleteAccessKey',
      'DeleteLoginProfile',
      'DeactivateMFADevice',
    ],
  },
  ListUserTags: {
    summary: 'list the tags of a user',
    description: ['Lists the tags of a user, by key.'],
    related: ['TagUser'],
  },
  TagUser: {
    summary: 'put tags on a user',
    description: [
      'Puts tags on a user. A key that is there already gets the new value. Conditions see them as `aws:PrincipalTag/KEY` when the user calls.',
    ],
    related: ['UntagUser', 'ListUserTags'],
  },
  UntagUser: {
    summary: 'take tags off a user',
    description: ['Takes tags off a user, by their keys. A key that is not there is no error.'],
    related: ['TagUser'],
  },
  CreateGroup: {
    summary: 'make a group',
    description: [
      'Makes a group of users, without members and policies. Names are unique in the account, whatever their case. A group is no principal: a trust policy cannot name it. The quota is `groups-per-account`.',
    ],
    related: ['AddUserToGroup', 'AttachGroupPolicy', 'DeleteGroup'],
  },
  GetGroup: {
    summary: 'show a group and its members',
    description: ['Shows a group and the users in it, by name, in pages.'],
    related: ['ListGroupsForUser'],
  },
  ListGroups: {
    summary: 'list groups',
    description: ['Lists the groups of the account, or those under a path, by name.'],
    related: ['GetGroup'],
  },
  ListGroupsForUser: {
    summary: 'list the groups that a user is in',
    description: ['Lists the groups that a user is in, by name.'],
    related: ['AddUserToGroup', 'GetGroup'],
  },
  UpdateGroup: {
    summary: 'rename or move a group',
    description: [
      'Gives a group another name, another path, or both. Members and policies follow it. The caller needs permission on the ARN as it is and on the one that it becomes.',
    ],
    related: ['UpdateUser'],
  },
  DeleteGroup: {
    summary: 'delete a group',
    description: [
      'Deletes a group that has neither members nor policies. What is left of them is named by a DeleteConflict.',
    ],
    related: ['RemoveUserFromGroup', 'DetachGroupPolicy', 'DeleteGroupPolicy'],
  },
  AddUserToGroup: {
    summary: 'put a user into a group',
    description: [
      "Puts a user into a group. From then on the group's policies are the user's too. A user who is in it already stays in it, without an error. Permission is asked on the group. The quota is `groups-per-user`.",
    ],
    related: ['RemoveUserFromGroup'],
  },
  RemoveUserFromGroup: {
    summary: 'take a user out of a group',
    description: [
      'Takes a user out of a group. What came from the group is gone with the next request. A user who is not in it is no error.',
    ],
    related: ['AddUserToGroup'],
  },
} satisfies Chapter;
