import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { storePage } from '../paging.ts';
import { ask } from '../question.ts';
import { listedRole } from './describe.ts';

/** Lists the roles under a path; asked about the path itself, as ListUsers is. */
export const ListRoles = operation(model.ListRoles, {
  access: ({ caller, input }) => ask(model.ListRoles, `arn:aws:iam::${caller.account}:role${input.PathPrefix ?? '/'}`),
  async handle(given) {
    const { store, caller, input } = given;
    const { items, ...listed } = await storePage(
      given,
      model.ListRoles,
      (page) => store.roles.list(caller.account, { pathPrefix: input.PathPrefix, ...page }),
      ({ name }) => asciiLower(name),
    );
    const described: model.Role[] = [];
    for (const role of items) described.push(await listedRole(store, role));
    return { Roles: described, ...listed };
  },
});
