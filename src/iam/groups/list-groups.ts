import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { groups, loadGroup, loadUser, present, resourceOf, users } from '../noun.ts';
import { storePage } from '../paging.ts';
import { ask } from '../question.ts';
import { listedUser } from '../users/describe.ts';
import { describedGroup } from './describe.ts';

/** Lists the groups under a path; asked about the path itself, as ListUsers is. */
export const ListGroups = operation(model.ListGroups, {
  access: ({ caller, input }) =>
    ask(model.ListGroups, `arn:aws:iam::${caller.account}:group${input.PathPrefix ?? '/'}`),
  async handle(given) {
    const { store, caller, input } = given;
    const { items, ...listed } = await storePage(
      given,
      model.ListGroups,
      (page) => store.groups.list(caller.account, { pathPrefix: input.PathPrefix, ...page }),
      ({ name }) => asciiLower(name),
    );
    return { Groups: items.map(describedGroup), ...listed };
  },
});

/** Lists the groups that a user is in. */
export const ListGroupsForUser = operation(model.ListGroupsForUser, {
  load: loadUser,
  access: (given) => ask(model.ListGroupsForUser, resourceOf(users, given), users.tagsOf(given.found)),
  async handle(given) {
    const { account, id } = present(users, given);
    const { items, ...listed } = await storePage(
      given,
      model.ListGroupsForUser,
      (page) => given.store.groups.list(account, { member: id, ...page }),
      ({ name }) => asciiLower(name),
    );
    return { Groups: items.map(describedGroup), ...listed };
  },
});

/** Describes a group and lists its members, a page at a time. */
export const GetGroup = operation(model.GetGroup, {
  load: loadGroup,
  access: (given) => ask(model.GetGroup, resourceOf(groups, given)),
  async handle(given) {
    const group = present(groups, given);
    const { items, ...listed } = await storePage(
      given,
      model.GetGroup,
      (page) => given.store.users.list(group.account, { group: group.id, ...page }),
      ({ name }) => asciiLower(name),
    );
    return { Group: describedGroup(group), Users: items.map(listedUser), ...listed };
  },
});
