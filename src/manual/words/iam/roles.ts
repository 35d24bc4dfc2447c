import type { Chapter } from './operations.ts';

/** Roles, their boundaries, instance profiles, service-linked roles. */
export const roles = {
  CreateRole: {
    summary: 'make a role with its trust policy',
    description: [
      'Makes a role. Its trust policy says who may assume it, and is bound to the unique ids of the users and roles that it names: one that is made later under the same name is not trusted. A principal that does not exist is refused. The role may do nothing until a policy allows it.',
      'Without `--max-session-duration` its sessions last an hour at most. Names are unique in the account, whatever their case. The path `/aws-service-role/` is kept for CreateServiceLinkedRole. The quota is `roles-per-account`.',
    ],
    defaults: { MaxSessionDuration: '3600 (1 hour)', Path: '`/`' },
    parameters: {
      PermissionsBoundary:
        'ARN of a managed policy as permissions boundary: the role may do at most what it allows, whatever else allows more.',
    },
    examples: [
      {
        title: 'A role that the user ann may assume',
        given: { RoleName: 'deploy', AssumeRolePolicyDocument: 'file://trust.json' },
        files: {
          'trust.json': {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: 'arn:aws:iam::111122223333:user/ann' },
                Action: 'sts:AssumeRole',
              },
            ],
          },
        },
        output: {
          Role: {
            Path: '/',
            RoleName: 'deploy',
            RoleId: 'AROARTX3GSDS4QXW7LJTM',
            Arn: 'arn:aws:iam::111122223333:role/deploy',
            CreateDate: '2026-11-22T10:30:00+00:00',
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { AWS: 'arn:aws:iam::111122223333:user/ann' },
                  Action: 'sts:AssumeRole',
                },
              ],
            },
          },
        },
      },
    ],
    related: ['UpdateAssumeRolePolicy', 'AttachRolePolicy', 'PutRolePolicy', 'rolecall-sts-assume-role'],
  },
  GetRole: {
    summary: 'show a role with its trust policy',
    description: [
      'Shows a role: its trust policy, maximum session duration, boundary, tags, and when it was last used. A principal of the trust policy that no longer exists is shown by its unique id.',
    ],
    related: ['ListRoles', 'UpdateAssumeRolePolicy'],
  },
  ListRoles: {
    summary: 'list roles',
    description: [
      'Lists the roles of the account, or those under a path, by name, each with its trust policy. Tags, boundaries and last use are left out: GetRole shows them.',
    ],
    related: ['GetRole'],
  },
  UpdateAssumeRolePolicy: {
    summary: "replace a role's trust policy",
    description: [
      'Replaces the trust policy of a role, whole. Whom it names is bound anew, to who bears the names at this moment. Sessions that were given out stay; to end them, use `rolecall sessions revoke`.',
    ],
    parameters: { PolicyDocument: 'The new trust policy, as JSON.' },
    related: ['CreateRole', 'rolecall-sessions'],
  },
  UpdateRole: {
    summary: "change a role's description or maximum session duration",
    description: [
      'Changes what is given and leaves the rest. A maximum that is lowered holds for sessions that are asked for from then on.',
    ],
    related: ['UpdateAssumeRolePolicy'],
  },
  UpdateRoleDescription: {
    summary: "replace a role's description",
    description: [
      'Replaces the description of a role, and shows the role. UpdateRole does this too, and is the newer of the two.',
    ],
    related: ['UpdateRole'],
  },
  DeleteRole: {
    summary: 'delete a role; its sessions end with it',
    description: [
      'Deletes a role that is in no instance profile and has neither attached nor inline policies. Its sessions end at once. A role made later under the same name is another one, and sessions of the first do not become its own.',
    ],
    related: ['DetachRolePolicy', 'DeleteRolePolicy', 'RemoveRoleFromInstanceProfile'],
  },
  ListRoleTags: {
    summary: 'list the tags of a role',
    description: ['Lists the tags of a role, by key.'],
    related: ['TagRole'],
  },
  TagRole: {
    summary: 'put tags on a role',
    description: [
      'Puts tags on a role. A key that is there already gets the new value. Conditions see them as `aws:PrincipalTag/KEY` when a session of the role calls, unless a session tag of that key takes their place.',
    ],
    related: ['UntagRole', 'ListRoleTags'],
  },
  UntagRole: {
    summary: 'take tags off a role',
    description: ['Takes tags off a role, by their keys. A key that is not there is no error.'],
    related: ['TagRole'],
  },
  PutRolePermissionsBoundary: {
    summary: "set a role's permissions boundary",
    description: [
      'Sets a managed policy as the permissions boundary of a role, in place of one that it has. The role may then do at most what the boundary allows; the boundary itself grants nothing. It holds for sessions that exist, too.',
    ],
    related: ['DeleteRolePermissionsBoundary'],
  },
  DeleteRolePermissionsBoundary: {
    summary: "remove a role's permissions boundary",
    description: [
      'Removes the permissions boundary of a role, which may widen what the role may do. A role without one is NoSuchEntity.',
    ],
    related: ['PutRolePermissionsBoundary'],
  },
  PutUserPermissionsBoundary: {
    summary: "set a user's permissions boundary",
    description: [
      'Sets a managed policy as the permissions boundary of a user, in place of one that it has. The user may then do at most what the boundary allows; the boundary itself grants nothing.',
    ],
    related: ['DeleteUserPermissionsBoundary'],
  },
  DeleteUserPermissionsBoundary: {
    summary: "remove a user's permissions boundary",
    description: [
      'Removes the permissions boundary of a user, which may widen what the user may do. A user without one is NoSuchEntity.',
    ],
    related: ['PutUserPermissionsBoundary'],
  },
  CreateServiceLinkedRole: {
    summary: 'make the role that a service of AWS uses',
    description: [
      'Makes the role of a service, with the name, the trust and the policy that the service prescribes, under the path `/aws-service-role/`. Nobody but the service may change it, apart from description and tags. Control policies of an organization do not reach it. A service without a template is refused.',
    ],
    parameters: { Description: 'A description of the role.' },
    related: ['DeleteServiceLinkedRole'],
  },
  DeleteServiceLinkedRole: {
    summary: 'delete the role of a service',
    description: [
      'Deletes a service-linked role and answers a task. At AWS the service may refuse while it uses the role; here nothing uses it, so the deletion is done when the answer comes.',
    ],
    related: ['GetServiceLinkedRoleDeletionStatus'],
  },
  GetServiceLinkedRoleDeletionStatus: {
    summary: "tell how far the deletion of a service's role is",
    description: [
      'Tells the status of a deletion that DeleteServiceLinkedRole began: here `SUCCEEDED` from the start.',
    ],
    results: { Status: '`SUCCEEDED`.' },
    related: ['DeleteServiceLinkedRole'],
  },
  CreateInstanceProfile: {
    summary: 'make an instance profile',
    description: [
      'Makes an instance profile, by which EC2 instances are given a role. It is empty until AddRoleToInstanceProfile. The quota is `instance-profiles-per-account`.',
    ],
    related: ['AddRoleToInstanceProfile'],
  },
  GetInstanceProfile: {
    summary: 'show an instance profile',
    description: ['Shows an instance profile and the role in it.'],
    related: ['ListInstanceProfiles'],
  },
  ListInstanceProfiles: {
    summary: 'list instance profiles',
    description: ['Lists the instance profiles of the account, or those under a path, by name.'],
    related: ['ListInstanceProfilesForRole'],
  },
  ListInstanceProfilesForRole: {
    summary: 'list the instance profiles that hold a role',
    description: ['Lists the instance profiles that hold a role. A role in one of them cannot be deleted.'],
    related: ['RemoveRoleFromInstanceProfile'],
  },
  DeleteInstanceProfile: {
    summary: 'delete an instance profile',
    description: ['Deletes an instance profile that holds no role.'],
    related: ['RemoveRoleFromInstanceProfile'],
  },
  AddRoleToInstanceProfile: {
    summary: 'put a role into an instance profile',
    description: [
      'Puts a role into an instance profile, which holds one at most. Whoever runs an instance with it becomes the role, so the caller also needs permission for `iam:PassRole` on that role, to EC2.',
    ],
    related: ['RemoveRoleFromInstanceProfile'],
  },
  RemoveRoleFromInstanceProfile: {
    summary: 'take the role out of an instance profile',
    description: ['Takes the role out of an instance profile. A role that is not in it is NoSuchEntity.'],
    related: ['AddRoleToInstanceProfile'],
  },
  ListInstanceProfileTags: {
    summary: 'list the tags of an instance profile',
    description: ['Lists the tags of an instance profile, by key.'],
    related: ['TagInstanceProfile'],
  },
  TagInstanceProfile: {
    summary: 'put tags on an instance profile',
    description: ['Puts tags on an instance profile. A key that is there already gets the new value.'],
    related: ['UntagInstanceProfile'],
  },
  UntagInstanceProfile: {
    summary: 'take tags off an instance profile',
    description: ['Takes tags off an instance profile, by their keys. A key that is not there is no error.'],
    related: ['TagInstanceProfile'],
  },
} satisfies Chapter;
