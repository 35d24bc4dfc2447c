import { allow } from '../scenario/iam.ts';
import { GROUP, MAY_READ_ROLES, MAY_READ_USERS, ROLE, USER } from './holders.ts';
import { arn, conflicts, DATE, does, life, misses, PATH, pages, refuses, tags, waits } from './life.ts';

const PLAN = { PolicyArn: arn('policy/life/plan') };
const DOCUMENTS = [MAY_READ_ROLES, MAY_READ_USERS, allow({ actions: ['iam:ListRoles'] })];
const document = (index: number) => ({ PolicyDocument: JSON.stringify(DOCUMENTS[index]) });

export const managedPolicies = life(
  'managed policies',
  does(
    'CreatePolicy',
    { PolicyName: 'plan', Path: PATH, Description: 'a plan', ...document(0) },
    {
      'Policy.Arn': PLAN.PolicyArn,
      'Policy.PolicyId': /^ANPA[A-Z2-7]{17}$/,
      'Policy.DefaultVersionId': 'v1',
      'Policy.AttachmentCount': 0,
      'Policy.CreateDate': DATE,
    },
  ),
  waits('GetPolicy', PLAN),
  does('CreatePolicy', { PolicyName: 'proof', Path: PATH, ...document(0) }, {}, { as: 'a second' }),
  refuses(
    'CreatePolicy',
    { PolicyName: 'PLAN', ...document(0) },
    'EntityAlreadyExists',
    'A policy called PLAN already exists. Duplicate names are not allowed.',
  ),
  pages('ListPolicies', { Scope: 'Local', PathPrefix: PATH }, 2, {
    'Policies.length': 2,
    'Policies.0.PolicyName': 'plan',
    'Policies.1.PolicyName': 'proof',
  }),
  tags('Policy', PLAN),
  does(
    'CreatePolicyVersion',
    { ...PLAN, ...document(1), SetAsDefault: true },
    { 'PolicyVersion.VersionId': 'v2', 'PolicyVersion.IsDefaultVersion': true },
  ),
  does(
    'CreatePolicyVersion',
    { ...PLAN, ...document(2), SetAsDefault: false },
    { 'PolicyVersion.VersionId': 'v3', 'PolicyVersion.IsDefaultVersion': false },
    { as: 'not the default' },
  ),
  pages('ListPolicyVersions', PLAN, 3, {
    'Versions.length': 3,
    'Versions.0.VersionId': 'v3',
    'Versions.1.IsDefaultVersion': true,
    'Versions.2.VersionId': 'v1',
  }),
  does('GetPolicyVersion', { ...PLAN, VersionId: 'v2' }, { 'PolicyVersion.Document': DOCUMENTS[1]! }),
  conflicts('DeletePolicyVersion', { ...PLAN, VersionId: 'v2' }, 'Cannot delete the default version of a policy.'),
  does('SetDefaultPolicyVersion', { ...PLAN, VersionId: 'v3' }),
  does('AttachUserPolicy', { ...USER, ...PLAN }),
  does('AttachGroupPolicy', { ...GROUP, ...PLAN }),
  does('AttachRolePolicy', { ...ROLE, ...PLAN }),
  pages('ListEntitiesForPolicy', PLAN, 3, {
    'PolicyUsers.0.UserName': 'holly',
    'PolicyGroups.0.GroupName': 'hosts',
    'PolicyRoles.0.RoleName': 'holder',
    'PolicyUsers.length': 1,
  }),
  does('GetPolicy', PLAN, {
    'Policy.DefaultVersionId': 'v3',
    'Policy.AttachmentCount': 3,
    'Policy.Description': 'a plan',
    'Policy.Tags.length': 1,
  }),
  conflicts('DeletePolicy', PLAN, 'Cannot delete a policy attached to entities.'),
  does('DetachUserPolicy', { ...USER, ...PLAN }),
  does('DetachGroupPolicy', { ...GROUP, ...PLAN }),
  does('DetachRolePolicy', { ...ROLE, ...PLAN }),
  conflicts(
    'DeletePolicy',
    PLAN,
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
  ),
  does('DeletePolicyVersion', { ...PLAN, VersionId: 'v1' }),
  does('DeletePolicyVersion', { ...PLAN, VersionId: 'v2' }, {}, { as: 'the other' }),
  misses(
    'GetPolicyVersion',
    { ...PLAN, VersionId: 'v1' },
    `Policy ${PLAN.PolicyArn} version v1 does not exist or is not attachable.`,
  ),
  does('DeletePolicy', PLAN),
  does('DeletePolicy', { PolicyArn: arn('policy/life/proof') }, {}, { as: 'the second' }),
  misses('GetPolicy', PLAN, `Policy ${PLAN.PolicyArn} was not found.`),
);
