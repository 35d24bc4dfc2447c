import { common } from '../../model/fault.ts';
import type { AssumeRoleRequest } from '../../model/generated/sts.ts';
import type { Given } from '../../operation/operation.ts';
import { readRoleArn } from '../role-arn.ts';

/** Checks what the schema cannot say: who may call at all, what is a role's ARN, what does not work yet. */
export function assertCallable({ input, caller }: Given<AssumeRoleRequest>): void {
  if (caller.kind === 'root' || caller.kind === 'root-session')
    throw common.AccessDenied('Roles may not be assumed by root accounts.');
  readRoleArn(input.RoleArn);
  if (input.ProvidedContexts !== undefined && input.ProvidedContexts.length > 0) {
    // Accepting it without sts:SetContext and a verified assertion would be a parameter ignored.
    throw common.NotImplemented('ProvidedContexts is not implemented by Rolecall yet.');
  }
  const { sourceIdentity } = caller.session ?? {};
  if (sourceIdentity !== undefined && input.SourceIdentity !== undefined && input.SourceIdentity !== sourceIdentity) {
    throw common.ValidationError('The source identity is already set for this assume role session');
  }
}
