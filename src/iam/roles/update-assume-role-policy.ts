import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { changing, loadRole, present, resourceOf, roles } from '../noun.ts';
import { ask, boundaryKey, entityTags } from '../question.ts';
import { boundTrust, readTrust } from './trust.ts';

/** Replaces the trust policy of a role. Whom it names is bound anew, to who bears those names at this moment. */
export const UpdateAssumeRolePolicy = operation(model.UpdateAssumeRolePolicy, {
  load: loadRole,
  access: (given) =>
    ask(
      model.UpdateAssumeRolePolicy,
      resourceOf(roles, given),
      entityTags(given.found?.tags),
      boundaryKey(given.found?.boundaryArn),
    ),
  async handle(given) {
    present(roles, given);
    const document = readTrust(given.input.PolicyDocument, given.quotas);
    await changing(roles, given, async (tx, role) => tx.put.role({ ...role, trust: await boundTrust(tx, document) }));
  },
});
