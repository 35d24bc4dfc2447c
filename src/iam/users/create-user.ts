import { userArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import { uniqueId } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { assertPolicyArn } from '../policies/arn.ts';
import { requireBoundary } from '../policies/find.ts';
import { ask, boundaryKey, requestTags } from '../question.ts';
import { entityTagRule, tagged } from '../tags.ts';
import { unlessTaken } from '../taken.ts';
import { describedUser } from './describe.ts';

/** Makes a user. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
export const CreateUser = operation(model.CreateUser, {
  check: ({ input }) => {
    if (input.PermissionsBoundary !== undefined) assertPolicyArn(input.PermissionsBoundary);
  },
  access: ({ input, caller }) =>
    ask(
      model.CreateUser,
      userArn(caller.account, input.Path ?? '/', input.UserName),
      requestTags(input.Tags),
      boundaryKey(input.PermissionsBoundary),
    ),
  async handle({ store, awsPolicies, caller: { account }, input, entropy, clock, quotas }) {
    const { UserName: name, Path: path = '/', PermissionsBoundary: boundaryArn } = input;
    const tags = tagged([], input.Tags, entityTagRule, quotas);
    const user = { id: uniqueId('AIDA', entropy), account, name, path, createdAt: secondsOf(clock), tags, boundaryArn };

    const saved = store.change(async (tx) => {
      if ((await tx.users.byName(account, name)) !== undefined) throw userExists(name);
      if (boundaryArn !== undefined) await requireBoundary({ store: tx, awsPolicies }, account, boundaryArn);
      const quota = quotas.usersPerAccount;
      if ((await tx.users.count(account)) >= quota) throw quotaExceeded('UsersPerAccount', quota);
      await tx.put.user(user);
    });
    await unlessTaken(saved, () => userExists(name));
    return { User: describedUser(user) };
  },
});

export const userExists = (name: string) => iamFaults.EntityAlreadyExists(`User with name ${name} already exists.`);
