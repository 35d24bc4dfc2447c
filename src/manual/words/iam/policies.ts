import type { Chapter } from './operations.ts';

/** Managed policies, inline policies, and what asks about them. */
export const policies = {
  CreatePolicy: {
    summary: 'make a managed policy',
    description: [
      'Makes a managed policy, with the document as its version `v1`. It does nothing until it is attached to a user, a group or a role, set as a boundary, or passed as a session policy. White space does not count towards its size (quota `managed-policy-size`); the quota of how many is `policies-per-account`.',
    ],
    parameters: { Description: 'A description of the policy. It cannot be changed later.' },
    examples: [
      {
        title: 'A policy that reads one bucket',
        given: { PolicyName: 'read-reports', PolicyDocument: 'file://policy.json' },
        files: {
          'policy.json': {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
          },
        },
        output: {
          Policy: {
            PolicyName: 'read-reports',
            PolicyId: 'ANPARTX3GSDS5KX2VQLMN',
            Arn: 'arn:aws:iam::111122223333:policy/read-reports',
            Path: '/',
            DefaultVersionId: 'v1',
            AttachmentCount: 0,
            PermissionsBoundaryUsageCount: 0,
            IsAttachable: true,
            CreateDate: '2026-11-22T10:30:00+00:00',
            UpdateDate: '2026-11-22T10:30:00+00:00',
          },
        },
      },
    ],
    related: ['AttachRolePolicy', 'CreatePolicyVersion', 'rolecall-simulate'],
  },
  GetPolicy: {
    summary: 'show a managed policy, without its document',
    description: [
      'Shows a managed policy of the account or of AWS: its default version, how often it is attached, its tags. The document is in GetPolicyVersion.',
    ],
    related: ['GetPolicyVersion', 'ListPolicies'],
  },
  ListPolicies: {
    summary: 'list managed policies',
    description: [
      'Lists managed policies by name: those of the account, those of AWS, or both; with `--only-attached` those that somebody has. Tags are left out.',
    ],
    defaults: { Scope: '`All`' },
    related: ['ListEntitiesForPolicy', 'GetPolicy'],
  },
  DeletePolicy: {
    summary: 'delete a managed policy',
    description: [
      'Deletes a managed policy that nobody has, as a boundary either, and of which there is no version but the default one. Sessions that name it as session policy do not stand in the way: it allows them nothing from then on.',
    ],
    related: ['ListEntitiesForPolicy', 'DeletePolicyVersion'],
  },
  CreatePolicyVersion: {
    summary: 'add a version to a managed policy',
    description: [
      'Adds a version to a managed policy. It comes into force with `--set-as-default`, else with SetDefaultPolicyVersion. The number of a version that was deleted is not used again. The quota is `versions-per-policy`.',
    ],
    defaults: { SetAsDefault: 'the new version is not in force' },
    related: ['SetDefaultPolicyVersion', 'DeletePolicyVersion'],
  },
  GetPolicyVersion: {
    summary: "show a managed policy's document",
    description: ['Shows a version of a managed policy with its document.'],
    related: ['ListPolicyVersions'],
  },
  ListPolicyVersions: {
    summary: 'list the versions of a managed policy',
    description: ['Lists the versions of a managed policy, without their documents, and tells which is in force.'],
    related: ['GetPolicyVersion'],
  },
  SetDefaultPolicyVersion: {
    summary: 'put a version of a managed policy in force',
    description: [
      'Puts a version in force for everyone who has the policy: users, groups, roles, their sessions, and sessions that were given it as session policy.',
    ],
    related: ['CreatePolicyVersion'],
  },
  DeletePolicyVersion: {
    summary: 'delete a version of a managed policy',
    description: ['Deletes a version that is not the default one. The default one goes with its policy.'],
    related: ['SetDefaultPolicyVersion', 'DeletePolicy'],
  },
  ListPolicyTags: {
    summary: 'list the tags of a managed policy',
    description: ['Lists the tags of a managed policy, by key.'],
    related: ['TagPolicy'],
  },
  TagPolicy: {
    summary: 'put tags on a managed policy',
    description: [
      'Puts tags on a managed policy of the account. A key that is there already gets the new value. Policies of AWS take no tags.',
    ],
    related: ['UntagPolicy'],
  },
  UntagPolicy: {
    summary: 'take tags off a managed policy',
    description: [
      'Takes tags off a managed policy of the account, by their keys. A key that is not there is no error.',
    ],
    related: ['TagPolicy'],
  },
  AttachUserPolicy: {
    summary: 'attach a managed policy to a user',
    description: [
      'Attaches a managed policy to a user, who has its permissions from the next request on. One that is attached already stays so, without an error. The quota is `policies-per-user`.',
    ],
    related: ['DetachUserPolicy', 'ListAttachedUserPolicies'],
  },
  AttachGroupPolicy: {
    summary: 'attach a managed policy to a group',
    description: [
      'Attaches a managed policy to a group: its members have its permissions from the next request on. One that is attached already stays so, without an error. The quota is `policies-per-group`.',
    ],
    related: ['DetachGroupPolicy', 'ListAttachedGroupPolicies'],
  },
  AttachRolePolicy: {
    summary: 'attach a managed policy to a role',
    description: [
      'Attaches a managed policy to a role: its sessions, those that exist too, have its permissions from the next request on. One that is attached already stays so, without an error. The quota is `policies-per-role`.',
    ],
    related: ['DetachRolePolicy', 'ListAttachedRolePolicies'],
  },
  DetachUserPolicy: {
    summary: 'detach a managed policy from a user',
    description: ['Detaches a managed policy from a user. The policy stays. One that is not attached is NoSuchEntity.'],
    related: ['AttachUserPolicy'],
  },
  DetachGroupPolicy: {
    summary: 'detach a managed policy from a group',
    description: [
      'Detaches a managed policy from a group. The policy stays. One that is not attached is NoSuchEntity.',
    ],
    related: ['AttachGroupPolicy'],
  },
  DetachRolePolicy: {
    summary: 'detach a managed policy from a role',
    description: [
      'Detaches a managed policy from a role; its sessions lose it with the next request. The policy stays. One that is not attached is NoSuchEntity.',
    ],
    related: ['AttachRolePolicy'],
  },
  ListAttachedUserPolicies: {
    summary: 'list the managed policies of a user',
    description: [
      'Lists the managed policies that are attached to a user, by name. Inline policies and those of its groups are listed elsewhere.',
    ],
    related: ['ListUserPolicies', 'ListGroupsForUser'],
  },
  ListAttachedGroupPolicies: {
    summary: 'list the managed policies of a group',
    description: ['Lists the managed policies that are attached to a group, by name.'],
    related: ['ListGroupPolicies'],
  },
  ListAttachedRolePolicies: {
    summary: 'list the managed policies of a role',
    description: ['Lists the managed policies that are attached to a role, by name.'],
    related: ['ListRolePolicies'],
  },
  ListEntitiesForPolicy: {
    summary: 'list who has a managed policy',
    description: [
      'Lists the groups, users and roles that have a managed policy attached, or have it as boundary. Who has it in both ways is listed once.',
    ],
    related: ['DeletePolicy'],
  },
  PutUserPolicy: {
    summary: 'write an inline policy of a user',
    description: [
      "Writes an inline policy, which is part of the user, over one of the same name. All of the user's inline policies together have a limit (quota `user-inline-policy-size`), white space not counted.",
    ],
    related: ['DeleteUserPolicy', 'GetUserPolicy'],
  },
  PutGroupPolicy: {
    summary: 'write an inline policy of a group',
    description: [
      "Writes an inline policy, which is part of the group, over one of the same name. All of the group's inline policies together have a limit (quota `group-inline-policy-size`), white space not counted.",
    ],
    related: ['DeleteGroupPolicy', 'GetGroupPolicy'],
  },
  PutRolePolicy: {
    summary: 'write an inline policy of a role',
    description: [
      "Writes an inline policy, which is part of the role, over one of the same name. Sessions that exist have it with the next request. All of the role's inline policies together have a limit (quota `role-inline-policy-size`), white space not counted.",
    ],
    related: ['DeleteRolePolicy', 'GetRolePolicy'],
  },
  GetUserPolicy: {
    summary: 'show an inline policy of a user',
    description: ['Shows an inline policy of a user with its document.'],
    related: ['ListUserPolicies'],
  },
  GetGroupPolicy: {
    summary: 'show an inline policy of a group',
    description: ['Shows an inline policy of a group with its document.'],
    related: ['ListGroupPolicies'],
  },
  GetRolePolicy: {
    summary: 'show an inline policy of a role',
    description: ['Shows an inline policy of a role with its document.'],
    related: ['ListRolePolicies'],
  },
  ListUserPolicies: {
    summary: 'list the inline policies of a user',
    description: ['Lists the names of the inline policies of a user.'],
    related: ['GetUserPolicy', 'ListAttachedUserPolicies'],
  },
  ListGroupPolicies: {
    summary: 'list the inline policies of a group',
    description: ['Lists the names of the inline policies of a group.'],
    related: ['GetGroupPolicy', 'ListAttachedGroupPolicies'],
  },
  ListRolePolicies: {
    summary: 'list the inline policies of a role',
    description: ['Lists the names of the inline policies of a role.'],
    related: ['GetRolePolicy', 'ListAttachedRolePolicies'],
  },
  DeleteUserPolicy: {
    summary: 'delete an inline policy of a user',
    description: ['Deletes an inline policy of a user. One that is not there is NoSuchEntity.'],
    related: ['PutUserPolicy'],
  },
  DeleteGroupPolicy: {
    summary: 'delete an inline policy of a group',
    description: ['Deletes an inline policy of a group. One that is not there is NoSuchEntity.'],
    related: ['PutGroupPolicy'],
  },
  DeleteRolePolicy: {
    summary: 'delete an inline policy of a role',
    description: ['Deletes an inline policy of a role. One that is not there is NoSuchEntity.'],
    related: ['PutRolePolicy'],
  },
  SimulateCustomPolicy: {
    summary: 'decide actions by policies that are passed along',
    description: [
      'Decides actions on resources by the policies of the request, with the engine that decides the calls to this server, and names the statements that decided and the context keys that were missing. Nothing is called and nothing changes. EC2 scenarios are refused by name.',
      'To decide by policies in files, without a server, use `rolecall simulate`.',
    ],
    parameters: { PolicyInputList: 'The identity policies to decide by, each as JSON.' },
    examples: [
      {
        title: 'May this policy read that object?',
        given: {
          PolicyInputList: 'file://policies.json',
          ActionNames: 's3:GetObject',
          ResourceArns: 'arn:aws:s3:::reports/2026/11',
        },
        files: {
          'policies.json': ['{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'],
        },
        output: {
          EvaluationResults: [
            {
              EvalActionName: 's3:GetObject',
              EvalResourceName: 'arn:aws:s3:::reports/2026/11',
              EvalDecision: 'allowed',
              MatchedStatements: [
                {
                  SourcePolicyId: 'PolicyInputList.1',
                  SourcePolicyType: 'IAM Policy',
                  StartPosition: { Line: 1, Column: 38 },
                  EndPosition: { Line: 1, Column: 87 },
                },
              ],
              MissingContextValues: [],
            },
          ],
          IsTruncated: false,
        },
      },
    ],
    related: ['SimulatePrincipalPolicy', 'GetContextKeysForCustomPolicy', 'rolecall-simulate'],
  },
  SimulatePrincipalPolicy: {
    summary: 'decide actions by the policies of a user, group or role',
    description: [
      'Decides actions on resources by the policies that a user, a group or a role has, those of its groups, its boundary and the control policies of its organization, with policies of the request added. Policies can be left out by `--policy-exclusion-list`. Nothing is called and nothing changes.',
      'Of the request nothing is assumed: no time, no address. What a condition asks for has to be passed as `--context-entries`, and is listed as missing otherwise.',
    ],
    parameters: { PolicyInputList: 'Further identity policies, each as JSON, as if the principal had them too.' },
    related: ['SimulateCustomPolicy', 'GetContextKeysForPrincipalPolicy', 'rolecall-simulate'],
  },
  GetContextKeysForCustomPolicy: {
    summary: 'list the context keys that policies ask for',
    description: [
      'Lists the condition keys that occur in the policies of the request, in conditions and as variables: what a simulation of them may need.',
    ],
    parameters: { PolicyInputList: 'The policies to look through, each as JSON.' },
    related: ['SimulateCustomPolicy'],
  },
  GetContextKeysForPrincipalPolicy: {
    summary: 'list the context keys that the policies of a user, group or role ask for',
    description: [
      'Lists the condition keys that occur in the policies of a user, with those of its groups, of a group or of a role, and in policies of the request: what a simulation of them may need.',
    ],
    parameters: { PolicyInputList: 'Further policies to look through, each as JSON.' },
    related: ['SimulatePrincipalPolicy'],
  },
  ListPoliciesGrantingServiceAccess: {
    summary: 'list the policies by which somebody may use services',
    description: [
      'Lists, service by service, the policies of a user, group or role that allow any action of the service; those of a user with those of its groups.',
    ],
    related: ['GenerateServiceLastAccessedDetails', 'rolecall-who-can'],
  },
} satisfies Chapter;
