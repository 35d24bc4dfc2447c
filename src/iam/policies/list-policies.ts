import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, operation } from '../../operation/operation.ts';
import { AWS } from '../../principal/aws-managed-policies.ts';
import type { PolicyRecord } from '../../store/records.ts';
import { storePage } from '../paging.ts';
import { ask } from '../question.ts';
import { listedPolicy } from './describe.ts';

/** Lists managed policies, the account's own and AWS's in one order: by lower-cased name, and of one name the own one first. */
export const ListPolicies = operation(model.ListPolicies, {
  // Not an ARN, but what AWS names when it refuses; only a statement about `*` covers it.
  access: ({ input }) => ask(model.ListPolicies, `policy path ${input.PathPrefix ?? '/'}`),
  async handle(given) {
    const { items, ...listed } = await storePage(
      given,
      model.ListPolicies,
      (page) => wantedPolicies(given, page),
      ({ policy }) => placeOf(policy),
    );
    return { Policies: items.map(({ described }) => described), ...listed };
  },
});

type Asking = Given<model.ListPoliciesRequest>;

interface Page {
  readonly after: string | undefined;
  readonly limit: number;
}

interface Wanted {
  readonly policy: PolicyRecord;
  readonly described: model.Policy;
}

/** Looks on until the page is full: few of AWS's policies are in use, and a client should not page through empty pages. */
async function wantedPolicies(given: Asking, { after, limit }: Page): Promise<readonly Wanted[]> {
  const { store, caller, input } = given;
  const wanted: Wanted[] = [];
  for (let from = after; ; ) {
    const policies = await policiesAfter(given, { after: from, limit });
    for (const policy of policies) {
      const described = await listedPolicy(store, policy, caller.account);
      if (isWanted(described, input)) wanted.push({ policy, described });
      if (wanted.length === limit) return wanted;
    }
    if (policies.length < limit) return wanted;
    from = placeOf(policies.at(-1)!);
  }
}

async function policiesAfter({ store, awsPolicies, caller, input }: Asking, page: Page): Promise<PolicyRecord[]> {
  const { Scope: scope = 'All', PathPrefix: pathPrefix = '/' } = input;
  const own = scope === 'AWS' ? [] : await store.policies.list(caller.account, { pathPrefix, ...page });
  const ofAws = scope === 'Local' ? [] : await awsPolicies.list();
  const next = ofAws
    .filter(
      (policy) => policy.path.startsWith(pathPrefix) && (page.after === undefined || placeOf(policy) > page.after),
    )
    .slice(0, page.limit);
  return [...own, ...next].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).slice(0, page.limit);
}

/** A space comes before every character of a name: AWS's policy stands right behind one of the account that has its name. */
const placeOf = ({ account, name }: PolicyRecord): string => `${asciiLower(name)}${account === AWS ? ' ' : ''}`;

/** PolicyUsageFilter counts only together with OnlyAttached (policy.md 11). */
function isWanted(policy: model.Policy, { OnlyAttached, PolicyUsageFilter }: model.ListPoliciesRequest): boolean {
  if (OnlyAttached !== true) return true;
  const uses =
    PolicyUsageFilter === 'PermissionsBoundary' ? policy.PermissionsBoundaryUsageCount : policy.AttachmentCount;
  return uses! > 0;
}
