import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { storePage } from '../paging.ts';
import { ask } from '../question.ts';
import { listedUser } from './describe.ts';

/** Lists the users under a path. It is asked about the path itself: AWS names `arn:aws:iam::ACCOUNT:user/` when it refuses. */
export const ListUsers = operation(model.ListUsers, {
  access: ({ caller, input }) => ask(model.ListUsers, `arn:aws:iam::${caller.account}:user${input.PathPrefix ?? '/'}`),
  async handle(given) {
    const { store, caller, input } = given;
    const { items, ...listed } = await storePage(
      given,
      model.ListUsers,
      (page) => store.users.list(caller.account, { pathPrefix: input.PathPrefix, ...page }),
      ({ name }) => asciiLower(name),
    );
    return { Users: items.map(listedUser), ...listed };
  },
});
