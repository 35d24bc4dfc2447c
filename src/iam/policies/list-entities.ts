import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, operation } from '../../operation/operation.ts';
import type { GroupRecord, RoleRecord, UserRecord } from '../../store/records.ts';
import type { Named } from '../../store/store.ts';
import { type PartOfLists, severalListsPage } from '../several-lists.ts';
import { onReadPolicy, presentPolicy } from './get-policy.ts';

/** Lists who has a managed policy: groups, users and roles, in this order, under one marker. */
export const ListEntitiesForPolicy = operation(model.ListEntitiesForPolicy, {
  ...onReadPolicy(model.ListEntitiesForPolicy),
  async handle(given) {
    presentPolicy(given);
    const { store, input } = given;
    const lists: readonly (readonly [model.EntityType, PartOfLists<Entity>])[] = [
      // A group has no boundary.
      ['Group', entities('Group', given, store.groups, attachedUses)],
      ['User', entities('User', given, store.users, uses)],
      ['Role', entities('Role', given, store.roles, uses)],
    ];
    const wanted = lists.filter(([kind]) => input.EntityFilter === undefined || input.EntityFilter === kind);
    const { items, ...listed } = await severalListsPage(
      given,
      model.ListEntitiesForPolicy,
      wanted.map(([, list]) => list),
    );
    const of = (wantedKind: Entity['kind']) =>
      items.filter(({ kind }) => kind === wantedKind).map(({ record }) => record);
    return {
      PolicyGroups: of('Group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: of('User').map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: of('Role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...listed,
    };
  },
});

type Holder = UserRecord | RoleRecord | GroupRecord;

interface Entity {
  readonly kind: 'Group' | 'User' | 'Role';
  readonly record: Holder;
}

/** How one may have a policy: as a filter of the store. */
type Use = (arn: string) => { readonly attached?: string; readonly boundary?: string };

const attached: Use = (arn) => ({ attached: arn });
const boundary: Use = (arn) => ({ boundary: arn });

const uses: Readonly<Record<model.PolicyUsageType, readonly Use[]>> = {
  PermissionsPolicy: [attached],
  PermissionsBoundary: [boundary],
};
const attachedUses: typeof uses = { PermissionsPolicy: [attached], PermissionsBoundary: [] };

function entities(
  kind: Entity['kind'],
  { caller, input }: Pick<Given<model.ListEntitiesForPolicyRequest>, 'caller' | 'input'>,
  shelf: Pick<Named<Holder, ReturnType<Use>>, 'list'>,
  usesOfKind: typeof uses,
): PartOfLists<Entity> {
  const { PolicyArn: arn, PolicyUsageFilter: usage, PathPrefix: pathPrefix } = input;
  const asked = usage === undefined ? Object.values(usesOfKind).flat() : usesOfKind[usage];
  return {
    async fetch(page) {
      const records = new Map<string, Holder>();
      for (const use of asked) {
        const found = await shelf.list(caller.account, { ...page, pathPrefix, ...use(arn) });
        for (const record of found) records.set(record.id, record);
      }
      // One that has the policy in both ways is one entity.
      return [...records.values()]
        .map((record) => ({ kind, record }))
        .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
        .slice(0, page.limit);
    },
    placeOf,
  };
}

const placeOf = ({ record }: Entity): string => asciiLower(record.name);
