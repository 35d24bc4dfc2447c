import { common } from '../model/fault.ts';
import * as model from '../model/generated/sts.ts';
import { operation } from '../operation/operation.ts';

/**
 * Part of AWS's temporary delegation to partner products, which has no meaning on a server of one's own: every token is
 * refused, and the caller is told so (sts.md 3.11).
 */
export const GetDelegatedAccessToken = operation(model.GetDelegatedAccessToken, {
  access: () => [{ action: 'sts:GetDelegatedAccessToken', resource: '*' }],
  async handle() {
    throw common.AccessDenied(
      'GetDelegatedAccessToken is not offered here: there are no delegation requests to trade in.',
    );
  },
});
