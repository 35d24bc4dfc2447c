import { accountOfAccessKey } from '../base/identifiers.ts';
import { common } from '../model/fault.ts';
import * as model from '../model/generated/sts.ts';
import { operation } from '../operation/operation.ts';

/**
 * Tells to which account an access key id belongs, by what the id itself says: nothing about whether such a key exists
 * or works (sts.md 3.6, https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html).
 */
export const GetAccessKeyInfo = operation(model.GetAccessKeyInfo, {
  access: () => [{ action: 'sts:GetAccessKeyInfo', resource: '*' }],
  async handle({ input: { AccessKeyId: id } }) {
    // What follows the twentieth character does not matter, as recorded.
    const account = /^A(KIA|SIA)/.test(id) ? accountOfAccessKey(id.slice(0, 20)) : undefined;
    if (account === undefined) throw common.ValidationError(`Invalid Access Key ID: ${id}`);
    return { Account: account };
  },
});
