import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, operation } from '../../operation/operation.ts';
import { AWS } from '../../principal/aws-managed-policies.ts';
import type { PolicyRecord } from '../../store/records.ts';
import { storePage } from '../paging.ts';
import { ask } from '../question.ts';
import { listedPolicy } from './describe.ts';
import { arnOf } from './find.ts';

/** Lists managed policies, the account's own and AWS's in one order: by lower-cased name, and of one name the own one first. */
export const ListPolicies = operation(model.ListPolicies, {
  // Not an ARN, but what AWS names when it refuses; only a statement about `*` covers it.
  access: ({ input }) => ask(model.ListPolicies, `policy path ${input.PathPrefix ?? '/'}`),
  async handle(given) {
    const { store, caller } = given;
    const page = await storePage(given, model.ListPolicies, (part) => policiesAfter(given, part), placeOf);
    const { items, ...listed } = page;
    const described: model.Policy[] = [];
    for (const policy of items) described.push(await listedPolicy(store, policy, caller.account));
    return { Policies: described, ...listed };
  },
});

type Asking = Given<model.ListPoliciesRequest>;

interface Page {
  readonly after: string | undefined;
  readonly limit: number;
}

async function policiesAfter(given: Asking, page: Page): Promise<readonly PolicyRecord[]> {
  const { Scope: scope = 'All', PathPrefix: pathPrefix = '/' } = given.input;
  const isWanted = await usage(given);
  const own = scope === 'AWS' ? [] : await ownAfter(given, page, isWanted);
  const ofAws = scope === 'Local' ? [] : await given.awsPolicies.list();
  const next = ofAws.filter(
    (policy) =>
      policy.path.startsWith(pathPrefix) &&
      (page.after === undefined || placeOf(policy) > page.after) &&
      isWanted(policy),
  );
  return [...own, ...next].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).slice(0, page.limit);
}

/** Looks on in the store until the page is full: a client should not page through empty pages. */
async function ownAfter({ store, caller, input }: Asking, page: Page, isWanted: (policy: PolicyRecord) => boolean) {
  const wanted: PolicyRecord[] = [];
  // All of a page is wanted unless use is asked about.
  const limit = input.OnlyAttached === true ? Math.max(page.limit, BATCH) : page.limit;
  for (let after = page.after; ; ) {
    const policies = await store.policies.list(caller.account, { pathPrefix: input.PathPrefix, after, limit });
    wanted.push(...policies.filter(isWanted));
    if (policies.length < limit || wanted.length >= page.limit) return wanted;
    after = placeOf(policies.at(-1)!);
  }
}

const BATCH = 250;

/** The test of whether a policy is used as was asked. PolicyUsageFilter counts only together with OnlyAttached (policy.md 11). */
async function usage({ store, caller, input }: Asking): Promise<(policy: PolicyRecord) => boolean> {
  if (input.OnlyAttached !== true) return () => true;
  const { attachments } = store;
  const used =
    input.PolicyUsageFilter === 'PermissionsBoundary'
      ? await attachments.boundariesIn(caller.account)
      : await attachments.attachedIn(caller.account);
  return (policy) => used.has(arnOf(policy));
}

/** A space comes before every character of a name: AWS's policy stands right behind one of the account that has its name. */
const placeOf = ({ account, name }: PolicyRecord): string => `${asciiLower(name)}${account === AWS ? ' ' : ''}`;
