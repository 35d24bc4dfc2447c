import { Kept } from '../scenario/step.ts';
import { READ_ONLY } from './holders.ts';
import { arn, does, life, misses, refuses } from './life.ts';

const linked = { RoleName: 'AWSServiceRoleForAutoScaling_life' };
const unmodifiable = `Cannot perform the operation on the protected role '${linked.RoleName}' - this role is only modifiable by AWS`;

export const serviceLinkedRoles = life(
  'service-linked roles',
  does(
    'CreateServiceLinkedRole',
    { AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix: 'life' },
    {
      'Role.Arn': arn(`role/aws-service-role/autoscaling.amazonaws.com/${linked.RoleName}`),
      'Role.Path': '/aws-service-role/autoscaling.amazonaws.com/',
    },
  ),
  refuses(
    'CreateServiceLinkedRole',
    { AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix: 'life' },
    'InvalidInput',
    `Service role name ${linked.RoleName} has been taken in this account, please try a different suffix.`,
  ),
  does('ListAttachedRolePolicies', linked, {
    'AttachedPolicies.0.PolicyArn': 'arn:aws:iam::aws:policy/aws-service-role/AutoScalingServiceRolePolicy',
  }),
  refuses('AttachRolePolicy', { ...linked, PolicyArn: READ_ONLY }, 'UnmodifiableEntity', unmodifiable),
  refuses('DeleteRole', linked, 'UnmodifiableEntity', unmodifiable),
  does('UpdateRoleDescription', { ...linked, Description: 'scales' }, { 'Role.Description': 'scales' }),
  does(
    'DeleteServiceLinkedRole',
    linked,
    { DeletionTaskId: /^task\/aws-service-role\/autoscaling\.amazonaws\.com\// },
    { saves: { deletion: 'DeletionTaskId' } },
  ),
  does('GetServiceLinkedRoleDeletionStatus', { DeletionTaskId: new Kept('deletion') }, { Status: 'SUCCEEDED' }),
  misses('GetRole', linked, `The role with name ${linked.RoleName} cannot be found.`),
);
