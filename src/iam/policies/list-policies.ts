import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { storePage } from '../paging.ts';
import { ask } from '../question.ts';
import { listedPolicy } from './describe.ts';

/**
 * Lists managed policies. This store holds none that AWS manages, so `Scope=AWS` finds nothing.
 *
 * A page that is filtered by usage may come out shorter than MaxItems although more follow; AWS reserves the same.
 */
export const ListPolicies = operation(model.ListPolicies, {
  // Not an ARN, but what AWS names when it refuses; only a statement about `*` covers it.
  access: ({ input }) => ask(model.ListPolicies, `policy path ${input.PathPrefix ?? '/'}`),
  async handle(given) {
    const { store, caller, input } = given;
    const { items, ...listed } = await storePage(
      given,
      model.ListPolicies,
      async (page) =>
        input.Scope === 'AWS' ? [] : store.policies.list(caller.account, { pathPrefix: input.PathPrefix, ...page }),
      ({ name }) => asciiLower(name),
    );
    const described: model.Policy[] = [];
    for (const policy of items) described.push(await listedPolicy(store, policy));
    return { Policies: described.filter((policy) => isWanted(policy, input)), ...listed };
  },
});

/** PolicyUsageFilter counts only together with OnlyAttached (policy.md 11). */
function isWanted(policy: model.Policy, { OnlyAttached, PolicyUsageFilter }: model.ListPoliciesRequest): boolean {
  if (OnlyAttached !== true) return true;
  const uses =
    PolicyUsageFilter === 'PermissionsBoundary' ? policy.PermissionsBoundaryUsageCount : policy.AttachmentCount;
  return uses! > 0;
}
