import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults } from '../faults.ts';
import { onPolicy, presentPolicy } from './get-policy.ts';

/**
 * Deletes a managed policy that nobody uses and that has one version. Use as a permissions boundary counts: an entity
 * whose boundary had vanished would have none.
 */
export const DeletePolicy = operation(model.DeletePolicy, {
  ...onPolicy(model.DeletePolicy),
  async handle(given) {
    const { PolicyArn: arn } = given.input;
    const asked = presentPolicy(given);
    await given.store.change(async (tx) => {
      // By its id: one that was made anew under the same ARN is another policy.
      const { account, id } = presentPolicy({ ...given, found: await tx.policies.byId(asked.account, asked.id) });
      const uses = (await tx.attachments.countOf(account, arn)) + (await tx.attachments.boundariesOf(account, arn));
      if (uses > 0) throw iamFaults.DeleteConflict('Cannot delete a policy attached to entities.');
      if ((await tx.policies.versions(id)).length > 1) {
        throw iamFaults.DeleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
        );
      }
      await tx.remove.policy(account, id);
    });
  },
});
