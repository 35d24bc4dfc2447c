import type { Operation } from '../../operation/operation.ts';
import { CreatePolicy } from './create-policy.ts';
import { DeletePolicy } from './delete-policy.ts';
import { GetPolicy, GetPolicyVersion, ListPolicyVersions } from './get-policy.ts';
import { ListPoliciesGrantingServiceAccess } from './granting-access.ts';
import { ListEntitiesForPolicy } from './list-entities.ts';
import { ListPolicies } from './list-policies.ts';
import { CreatePolicyVersion, DeletePolicyVersion, SetDefaultPolicyVersion } from './versions.ts';

export const policyOperations: readonly Operation[] = [
  CreatePolicy,
  GetPolicy,
  GetPolicyVersion,
  ListPolicyVersions,
  ListPolicies,
  DeletePolicy,
  CreatePolicyVersion,
  DeletePolicyVersion,
  SetDefaultPolicyVersion,
  ListEntitiesForPolicy,
  ListPoliciesGrantingServiceAccess,
];
