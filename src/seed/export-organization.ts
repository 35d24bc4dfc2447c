import { FULL_ACCESS } from '../principal/organization.ts';
import type { OrganizationRecord } from '../store/account-records.ts';
import { documentValue } from './json-text.ts';
import { list, mapping, only, some, type Written } from './written.ts';

/** The organisation as a seed writes it, with the ids that policies compare. */
export function organizationIn(organization: OrganizationRecord): Written {
  const { id, managementAccount, rootId, policies, features, delegatedAdministrators } = organization;
  const names = new Map([FULL_ACCESS, ...policies].map((policy) => [policy.id, policy.name]));
  const attachedTo = (place: string) =>
    list((organization.attached[place] ?? []).map((policy) => names.get(policy) ?? policy).sort());
  const inUnit = (unit: string): Written => ({
    policies: attachedTo(unit),
    accounts: some(
      mapping(
        Object.entries(organization.places)
          .filter(([, place]) => place === unit)
          .map(([account]) => [account, only({ policies: attachedTo(account) })]),
      ),
    ),
    units: some(
      mapping(
        organization.units
          .filter(({ parent }) => parent === unit)
          .map((child) => [child.name, only({ id: child.id, ...inUnit(child.id) })]),
      ),
    ),
  });
  return only({
    id,
    'management-account': managementAccount,
    features: list([...features].sort()),
    'delegated-administrators': list([...delegatedAdministrators].sort()),
    policies: some(mapping(policies.map(({ name, type, text }) => [name, { type, document: documentValue(text) }]))),
    root: only({ id: rootId, ...inUnit(rootId) }),
  });
}
