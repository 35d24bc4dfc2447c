import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, operation } from '../../operation/operation.ts';
import { arnOf } from '../policies/find.ts';
import { ask } from '../question.ts';
import { type PartOfLists, severalListsPage } from '../several-lists.ts';
import { groupDetail, policyDetail, roleDetail, userDetail } from './details.ts';

/**
 * Describes all users, groups, roles and managed policies of the account with what ties them together. Of the policies
 * that AWS manages it tells those that are in use. One marker leads through all kinds, in the order of `kinds`.
 */
export const GetAccountAuthorizationDetails = operation(model.GetAccountAuthorizationDetails, {
  access: () => ask(model.GetAccountAuthorizationDetails, '*'),
  async handle(given) {
    const { Filter: filter = [] } = given.input;
    const lists = kinds.filter(([kind]) => filter.length === 0 || filter.includes(kind)).map(([, list]) => list(given));
    const details: Detail[] = [];
    const { items: _told, ...listed } = await severalListsPage(
      given,
      model.GetAccountAuthorizationDetails,
      lists,
      async (items) => {
        let characters = 0;
        for (const { describe } of items) {
          const detail = await describe();
          details.push(detail);
          characters += JSON.stringify(detail).length;
          if (characters > CHARACTERS_MAX) break;
        }
        return details.length;
      },
    );
    return {
      UserDetailList: details.flatMap(({ user }) => user ?? []),
      GroupDetailList: details.flatMap(({ group }) => group ?? []),
      RoleDetailList: details.flatMap(({ role }) => role ?? []),
      Policies: details.flatMap(({ policy }) => policy ?? []),
      ...listed,
    };
  },
});

/**
 * A page ends once it is so long. A policy may be mostly white space, which no quota counts, and a thousand of them would
 * take more memory than there is; AWS, too, reserves to answer fewer items than it was asked for.
 */
const CHARACTERS_MAX = 4_000_000;

/** What is told of one of them: one member is there. */
interface Detail {
  readonly user?: model.UserDetail;
  readonly group?: model.GroupDetail;
  readonly role?: model.RoleDetail;
  readonly policy?: model.ManagedPolicyDetail;
}

interface Item {
  readonly name: string;
  readonly describe: () => Promise<Detail>;
}

type Asking = Given<model.GetAccountAuthorizationDetailsRequest>;
type List = (given: Asking) => PartOfLists<Item>;

const kinds: readonly (readonly [model.EntityType, List])[] = [
  [
    'User',
    ({ store, caller }) =>
      listOf(async (page) =>
        (await store.users.list(caller.account, page)).map((record) => ({
          name: record.name,
          describe: async () => ({ user: await userDetail(store, record) }),
        })),
      ),
  ],
  [
    'Group',
    ({ store, caller }) =>
      listOf(async (page) =>
        (await store.groups.list(caller.account, page)).map((record) => ({
          name: record.name,
          describe: async () => ({ group: await groupDetail(store, record) }),
        })),
      ),
  ],
  [
    'Role',
    ({ store, caller }) =>
      listOf(async (page) =>
        (await store.roles.list(caller.account, page)).map((record) => ({
          name: record.name,
          describe: async () => ({ role: await roleDetail(store, record) }),
        })),
      ),
  ],
  [
    'LocalManagedPolicy',
    (given) =>
      listOf(async (page) =>
        (await given.store.policies.list(given.caller.account, page)).map((record) => ({
          name: record.name,
          describe: async () => ({ policy: await policyDetail(given, record, given.caller.account) }),
        })),
      ),
  ],
  ['AWSManagedPolicy', (given) => listOf((page) => awsPoliciesInUse(given, page))],
];

const listOf = (fetch: PartOfLists<Item>['fetch']): PartOfLists<Item> => ({ fetch, placeOf });
const placeOf = ({ name }: { readonly name: string }): string => asciiLower(name);

async function awsPoliciesInUse(
  given: Asking,
  { after, limit }: Parameters<PartOfLists<Item>['fetch']>[0],
): Promise<readonly Item[]> {
  const { store, awsPolicies, caller } = given;
  const attached = await store.attachments.attachedIn(caller.account);
  const boundaries = await store.attachments.boundariesIn(caller.account);
  return (await awsPolicies.list())
    .filter((policy) => attached.has(arnOf(policy)) || boundaries.has(arnOf(policy)))
    .filter((policy) => after === undefined || placeOf(policy) > after)
    .slice(0, limit)
    .map((record) => ({
      name: record.name,
      describe: async () => ({ policy: await policyDetail(given, record, caller.account) }),
    }));
}
