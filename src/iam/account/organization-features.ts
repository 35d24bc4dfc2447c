import type { OperationFacts } from '../../model/facts.ts';
import * as model from '../../model/generated/iam.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import { isMember } from '../../principal/organization.ts';
import type { OrganizationRecord } from '../../store/account-records.ts';
import type { Reads } from '../../store/store.ts';
import { iamFaults } from '../faults.ts';
import { ask } from '../question.ts';

/**
 * What an organisation lets its management do with the root users of its member accounts. The management account and a
 * delegated administrator may look and switch off; only the management account may switch on, as recorded of AWS. What
 * an account may is asked after what the caller may.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
 */
export const organizationFeatureOperations: readonly Operation[] = [
  operation(model.ListOrganizationsFeatures, {
    access: () => ask(model.ListOrganizationsFeatures, '*'),
    handle: async ({ store, caller }) => described(await administered(store, caller.account)),
  }),
  switching(model.EnableOrganizationsRootCredentialsManagement, 'RootCredentialsManagement', true),
  switching(model.DisableOrganizationsRootCredentialsManagement, 'RootCredentialsManagement', false),
  switching(model.EnableOrganizationsRootSessions, 'RootSessions', true),
  switching(model.DisableOrganizationsRootSessions, 'RootSessions', false),
];

type Facts = OperationFacts<Record<never, never>, Described>;

interface Described {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly model.FeatureType[] | undefined;
}

/** Switching on what is on, or off what is off, is no mistake. */
function switching(facts: Facts, feature: model.FeatureType, isOn: boolean): Operation {
  return operation(facts, {
    access: () => ask(facts, '*'),
    handle: ({ store, caller: { account } }) =>
      store.change(async (tx) => {
        const organization = await administered(tx, account);
        if (isOn && organization.managementAccount !== account) throw isNotManagement(account);
        const others = organization.features.filter((each) => each !== feature);
        const changed = { ...organization, features: isOn ? [...others, feature] : others };
        await tx.put.organization(changed);
        return described(changed);
      }),
  });
}

/** The organisation that the account manages, or administers for those who do. */
async function administered(reads: Reads, account: string): Promise<OrganizationRecord> {
  const organizations = await reads.organizations.list();
  const organization = organizations.find((each) => isMember(each, account));
  if (organization === undefined)
    throw iamFaults.OrganizationNotFoundException(`Organization not found for input account ${account}.`);
  const { managementAccount, delegatedAdministrators } = organization;
  if (account !== managementAccount && !delegatedAdministrators.includes(account)) {
    throw iamFaults.AccountNotManagementOrDelegatedAdministratorException(
      `Input account ${account} is neither management account nor delegated admin.`,
    );
  }
  return organization;
}

const isNotManagement = (account: string) =>
  iamFaults.CallerIsNotManagementAccountException(
    `Caller account ${account} is not management account of the organization and cannot enable IAM features.`,
  );

/** Features in the order in which AWS lists them, whichever was switched on first. */
const ORDER: readonly model.FeatureType[] = ['RootSessions', 'RootCredentialsManagement'];

const described = ({ id, features }: OrganizationRecord): Described => ({
  OrganizationId: id,
  EnabledFeatures: ORDER.filter((feature) => features.includes(feature)),
});
