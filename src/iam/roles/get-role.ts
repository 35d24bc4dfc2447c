import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { loadRole, present, resourceOf, roles } from '../noun.ts';
import { ask, boundaryKey, entityTags } from '../question.ts';
import { wholeRole } from './describe.ts';

/** Describes a role, with its trust policy as it reads today. */
export const GetRole = operation(model.GetRole, {
  load: loadRole,
  access: (given) =>
    ask(model.GetRole, resourceOf(roles, given), entityTags(given.found?.tags), boundaryKey(given.found?.boundaryArn)),
  handle: async (given) => ({ Role: await wholeRole(given.store, present(roles, given)) }),
});
