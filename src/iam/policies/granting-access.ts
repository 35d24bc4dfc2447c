import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults } from '../faults.ts';
import { grantedServices } from '../granted-services.ts';
import { heldPolicies, type PolicyHolder } from '../held-policies.ts';
import { listPage } from '../paging.ts';
import { ask, entityTags } from '../question.ts';
import { serviceNames } from '../usage/generated/service-names.ts';
import { loadSubject, readSubject } from '../usage/subject.ts';
import type { Shelves } from './find.ts';

/**
 * Lists, for each service that is asked about, the policies by which a user, role or group can use it. Permissions
 * policies alone count: no boundary and no policy of a resource or of the organisation is looked at, as AWS says.
 */
export const ListPoliciesGrantingServiceAccess = operation(model.ListPoliciesGrantingServiceAccess, {
  check: ({ input }) => {
    const { resource } = readSubject({ input });
    if (resource.startsWith('policy/')) throw iamFaults.InvalidInput(`ARN ${input.Arn} is not valid.`);
    for (const namespace of input.ServiceNamespaces) {
      if (!serviceNames.has(namespace)) throw iamFaults.InvalidInput(`Service namespace ${namespace} is not valid.`);
    }
  },
  async load(given): Promise<PolicyHolder | undefined> {
    const found = await loadSubject(given, given.caller.account, given.input.Arn);
    return found?.kind === 'policy' ? undefined : found;
  },
  access: ({ input, found }) =>
    ask(
      model.ListPoliciesGrantingServiceAccess,
      input.Arn,
      found === undefined || found.kind === 'group' ? [] : entityTags(found.record.tags),
    ),
  async handle(given) {
    const { input, found } = given;
    if (found === undefined) throw iamFaults.NoSuchEntity(`ARN ${input.Arn} does not exist.`);
    const granting = grants(await policiesOf(given, found), input.ServiceNamespaces);
    const asked = input.ServiceNamespaces.map((namespace, i) => ({ namespace, place: String(i).padStart(3, '0') }));
    const { items, ...listed } = listPage(given, model.ListPoliciesGrantingServiceAccess, asked, ({ place }) => place);
    return {
      PoliciesGrantingServiceAccess: items.map(({ namespace }) => ({
        ServiceNamespace: namespace,
        Policies: granting(namespace),
      })),
      ...listed,
    };
  },
});

interface Held {
  readonly policy: model.PolicyGrantingServiceAccess;
  readonly text: string;
}

/**
 * The policies that grant a service. Where a Deny of one of them takes the whole service away, none of the others does.
 * Each document is read once for all services that are asked about.
 */
function grants(held: readonly Held[], services: readonly string[]) {
  const together = new Set(
    grantedServices(
      held.map(({ text }) => text),
      services,
    ),
  );
  const each = held.map(({ policy, text }) => ({ policy, granted: new Set(grantedServices([text], services)) }));
  return (service: string): readonly model.PolicyGrantingServiceAccess[] =>
    together.has(service) ? each.filter(({ granted }) => granted.has(service)).map(({ policy }) => policy) : [];
}

/** Own policies, and for a user those of its groups; what it has in two ways is listed once. */
async function policiesOf(shelves: Shelves, identity: PolicyHolder): Promise<readonly Held[]> {
  const held = new Map<string, Held>();
  for (const { holder, name, arn, text } of await heldPolicies(shelves, identity)) {
    const policy: model.PolicyGrantingServiceAccess =
      arn === undefined
        ? {
            PolicyName: name,
            PolicyType: 'INLINE',
            EntityType: ENTITY_TYPES[holder.kind],
            EntityName: holder.record.name,
          }
        : { PolicyName: name, PolicyType: 'MANAGED', PolicyArn: arn };
    held.set(arn ?? `${holder.record.id}/${name}`, { policy, text });
  }
  return [...held.values()];
}

const ENTITY_TYPES = { user: 'USER', role: 'ROLE', group: 'GROUP' } as const;
