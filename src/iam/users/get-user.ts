import { rootArn } from '../../base/arn.ts';
import type { User } from '../../model/generated/iam.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { Reads } from '../../store/store.ts';
import { askTarget, loadTarget, presentTarget } from '../own-user.ts';
import { describedUser } from './describe.ts';

/** Describes a user: the named one, or the caller's own. Root is described as if it were a user without a name. */
export const GetUser = operation(model.GetUser, {
  load: loadTarget,
  access: (given) => askTarget(model.GetUser, given),
  async handle({ store, caller, found }) {
    const user = presentTarget(found);
    return { User: user === undefined ? await describedRoot(store, caller.account) : describedUser(user) };
  },
});

/** What AWS answers root: the account's number as id, and neither path nor name. */
async function describedRoot(reads: Reads, account: string): Promise<User> {
  const { createdAt } = (await reads.accounts.byId(account))!;
  const root: Partial<User> = { UserId: account, Arn: rootArn(account), CreateDate: createdAt };
  return root as User;
}
