import { groupArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import { uniqueId } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { ask } from '../question.ts';
import { unlessTaken } from '../taken.ts';
import { describedGroup } from './describe.ts';

/** Makes a group. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html */
export const CreateGroup = operation(model.CreateGroup, {
  access: ({ input, caller }) => ask(model.CreateGroup, groupArn(caller.account, input.Path ?? '/', input.GroupName)),
  async handle({ store, caller: { account }, input, entropy, clock, quotas }) {
    const { GroupName: name, Path: path = '/' } = input;
    const group = { id: uniqueId('AGPA', entropy), account, name, path, createdAt: secondsOf(clock) };
    const saved = store.change(async (tx) => {
      if ((await tx.groups.byName(account, name)) !== undefined) throw groupExists(name);
      const quota = quotas.groupsPerAccount;
      if ((await tx.groups.count(account)) >= quota) throw quotaExceeded('GroupsPerAccount', quota);
      await tx.put.group(group);
    });
    await unlessTaken(saved, () => groupExists(name));
    return { Group: describedGroup(group) };
  },
});

export const groupExists = (name: string) => iamFaults.EntityAlreadyExists(`Group with name ${name} already exists.`);
