import { rootArn, userArn } from '../../base/arn.ts';
import { common } from '../../model/fault.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { ask, entityTags } from '../question.ts';

/** Answers when, for which service and in which region an access key of the account was last used. */
export const GetAccessKeyLastUsed = operation(model.GetAccessKeyLastUsed, {
  async load({ store, caller: { account }, input }) {
    const key = await store.keys.byId(input.AccessKeyId);
    if (key?.account !== account) return undefined;
    const user = key.userId === undefined ? undefined : await store.users.byId(account, key.userId);
    return { key, user };
  },
  access({ caller: { account }, input, found }) {
    if (found === undefined) return ask(model.GetAccessKeyLastUsed, `access key ${input.AccessKeyId}`);
    const { user } = found;
    const resource = user === undefined ? rootArn(account) : userArn(account, user.path, user.name);
    return ask(model.GetAccessKeyLastUsed, resource, entityTags(user?.tags));
  },
  async handle({ store, caller, input, found }) {
    // AWS refuses for a key that is not there, also to somebody who may ask about any; in these words.
    if (found === undefined) {
      throw common.AccessDenied(
        `User: ${caller.arn} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${input.AccessKeyId}`,
      );
    }
    const used = await store.usages.one(caller.account, found.key.id, 'key');
    return {
      UserName: found.user?.name,
      AccessKeyLastUsed: {
        LastUsedDate: used?.at,
        ServiceName: used?.service ?? NEVER,
        Region: used?.region ?? NEVER,
      },
    };
  },
});

/** AWS's word for a key that was never used. */
const NEVER = 'N/A';
