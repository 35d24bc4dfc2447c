import * as model from '../model/generated/sts.ts';
import { operation } from '../operation/operation.ts';

/**
 * Says who the caller is. It needs credentials and nothing else: not even an explicit Deny stops it (sts.md 3.7,
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).
 */
export const GetCallerIdentity = operation(model.GetCallerIdentity, {
  access: () => [],
  async handle({ caller }) {
    return { Arn: caller.arn, UserId: caller.userId, Account: caller.account };
  },
});
