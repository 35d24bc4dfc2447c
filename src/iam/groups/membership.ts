import type { OperationFacts } from '../../model/facts.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, type Informed, operation } from '../../operation/operation.ts';
import type { GroupRecord, UserRecord } from '../../store/records.ts';
import type { Transaction } from '../../store/store.ts';
import { quotaExceeded } from '../faults.ts';
import { groups, loadGroup, loadUser, noSuch, present, resourceOf, users } from '../noun.ts';
import { ask } from '../question.ts';

/** Puts a user into a group. One that is in it already stays there. */
export const AddUserToGroup = operation(model.AddUserToGroup, {
  ...onMembership(model.AddUserToGroup),
  handle: (given) =>
    changingMembership(given, async (tx, group, user) => {
      if (await tx.groups.hasMember(group.id, user.id)) return;
      const quota = given.quotas.groupsPerUser;
      if ((await tx.groups.countOf(user.id)) >= quota) throw quotaExceeded('GroupsPerUser', quota);
      await tx.put.membership(group.account, { groupId: group.id, userId: user.id });
    }),
});

/** Takes a user out of a group: at the next request the rights that came from it are gone. One that is not in it is no error. */
export const RemoveUserFromGroup = operation(model.RemoveUserFromGroup, {
  ...onMembership(model.RemoveUserFromGroup),
  handle: (given) =>
    changingMembership(given, async (tx, group, user) => {
      await tx.remove.membership(group.account, { groupId: group.id, userId: user.id });
    }),
});

interface Input {
  readonly GroupName: string;
  readonly UserName: string;
}

interface Found {
  readonly group: GroupRecord | undefined;
  readonly user: UserRecord | undefined;
}

/** The first steps: AWS asks about the group and not about the user. */
function onMembership(facts: OperationFacts) {
  return {
    load: async (given: Given<Input>): Promise<Found> => ({
      group: await loadGroup(given),
      user: await loadUser(given),
    }),
    access: (given: Given<Input> & { readonly found: Found }) =>
      ask(facts, resourceOf(groups, { ...given, found: given.found.group })),
  };
}

/** Both are read again by their unique ids. Of two that are missing AWS names the user. */
function changingMembership(
  { store, input, found }: Pick<Informed<Input, Found, undefined>, 'store' | 'input' | 'found'>,
  work: (tx: Transaction, group: GroupRecord, user: UserRecord) => Promise<void>,
): Promise<void> {
  const user = present(users, { input, found: found.user });
  const group = present(groups, { input, found: found.group });
  return store.change(async (tx) => {
    const [currentUser, currentGroup] = [
      await users.byId(tx, user.account, user.id),
      await groups.byId(tx, group.account, group.id),
    ];
    if (currentUser === undefined) throw noSuch(users, user.name);
    if (currentGroup === undefined) throw noSuch(groups, group.name);
    await work(tx, currentGroup, currentUser);
  });
}
