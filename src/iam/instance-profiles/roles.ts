import * as model from '../../model/generated/iam.ts';
import { type Given, operation, type Question } from '../../operation/operation.ts';
import type { InstanceProfileRecord, RoleRecord } from '../../store/records.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { changingOf, on } from '../kind.ts';
import { loadRole, noSuch, present, resourceOf, roles } from '../noun.ts';
import type { Keys } from '../question.ts';
import { assertModifiable } from '../roles/protected.ts';
import { instanceProfiles } from './find.ts';

interface Pair {
  readonly InstanceProfileName: string;
  readonly RoleName: string;
}

interface FoundPair {
  readonly profile: InstanceProfileRecord | undefined;
  readonly role: RoleRecord | undefined;
}

/** An instance profile holds one role; AWS raises this quota for nobody. */
const ROLES_PER_PROFILE = 1;

/**
 * Puts a role into an instance profile. Whoever runs an instance with it becomes the role, so the caller must also be
 * allowed to pass that very role to EC2 (policy.md 6.8).
 */
export const AddRoleToInstanceProfile = operation(model.AddRoleToInstanceProfile, {
  load: loadPair,
  access: (given) => [...aboutProfile(model.AddRoleToInstanceProfile, given), passing(given)],
  handle: (given) =>
    changingOf(instanceProfiles, profileOf(given), async (tx, profile) => {
      const role = await currentRole(tx, given);
      assertModifiable(role);
      if (profile.roleId !== undefined) throw quotaExceeded('InstanceSessionsPerInstanceProfile', ROLES_PER_PROFILE);
      await tx.put.instanceProfile({ ...profile, roleId: role.id });
    }),
});

/** Takes the role out of an instance profile. */
export const RemoveRoleFromInstanceProfile = operation(model.RemoveRoleFromInstanceProfile, {
  load: loadPair,
  access: (given) => aboutProfile(model.RemoveRoleFromInstanceProfile, given),
  handle: (given) =>
    changingOf(instanceProfiles, profileOf(given), async (tx, profile) => {
      const role = await currentRole(tx, given);
      assertModifiable(role);
      if (profile.roleId !== role.id) {
        throw iamFaults.NoSuchEntity(`Role ${role.name} in Instance Profile ${profile.name} cannot be found.`);
      }
      await tx.put.instanceProfile({ ...profile, roleId: undefined });
    }),
});

async function loadPair(given: Given<Pair>): Promise<FoundPair> {
  const { store, caller, input } = given;
  return {
    profile: await instanceProfiles.find(store, caller.account, input),
    role: await loadRole(given),
  };
}

type Asked<Input = Pair> = Pick<Given<Input>, 'input' | 'caller'> & { readonly found: FoundPair };

const aboutProfile = (facts: Parameters<typeof on>[1], given: Asked): readonly Question[] =>
  on(instanceProfiles, facts).access(profileOf(given));

const profileOf = <Given extends { readonly found: FoundPair }>(given: Given) => ({
  ...given,
  found: given.found.profile,
});

/** AWS's documentation of AddRoleToInstanceProfile names the one ARN that the role is passed for: any instance of the account. */
function passing(given: Asked): Question {
  const { caller, found } = given;
  const keys: Keys = [
    ...roles.tagsOf(found.role),
    ['iam:passedtoservice', { kind: 'single', value: 'ec2.amazonaws.com' }],
    ['iam:associatedresourcearn', { kind: 'single', value: `arn:aws:ec2:*:${caller.account}:instance/*` }],
  ];
  return {
    action: 'iam:PassRole',
    resource: resourceOf(roles, { ...given, found: found.role }),
    context: new Map(keys),
  };
}

/** The role as it stands in the change. */
async function currentRole(
  tx: Parameters<typeof roles.byId>[0],
  { input, found }: { readonly input: Pair; readonly found: FoundPair },
): Promise<RoleRecord> {
  const { account, id, name } = present(roles, { input, found: found.role });
  const role = await roles.byId(tx, account, id);
  if (role === undefined) throw noSuch(roles, name);
  return role;
}
