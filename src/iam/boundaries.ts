import type { OperationFacts } from '../model/facts.ts';
import * as model from '../model/generated/iam.ts';
import { type Operation, operation } from '../operation/operation.ts';
import type { RoleRecord, UserRecord } from '../store/records.ts';
import { iamFaults } from './faults.ts';
import { changing, loadNamed, type Named, type Noun, resourceOf, roles, users } from './noun.ts';
import { assertPolicyArn } from './policies/arn.ts';
import { requireBoundary } from './policies/find.ts';
import { ask, boundaryKey, entityTags } from './question.ts';

/** Put...PermissionsBoundary and Delete...PermissionsBoundary of users and roles. */
export const boundaryOperations: readonly Operation[] = [
  ...boundaries(users, { put: model.PutUserPermissionsBoundary, remove: model.DeleteUserPermissionsBoundary }),
  ...boundaries(roles, { put: model.PutRolePermissionsBoundary, remove: model.DeleteRolePermissionsBoundary }),
];

interface Facts {
  readonly put: OperationFacts<Named & { readonly PermissionsBoundary: string }, void>;
  readonly remove: OperationFacts<Named, void>;
}

function boundaries<Record extends UserRecord | RoleRecord>(noun: Noun<Record>, facts: Facts): Operation[] {
  const load = loadNamed(noun);
  return [
    operation(facts.put, {
      check: ({ input }) => assertPolicyArn(input.PermissionsBoundary),
      load,
      // The key is the boundary that is asked for, so an administrator may be allowed to set this one and no other.
      access: (given) =>
        ask(
          facts.put,
          resourceOf(noun, given),
          entityTags(given.found?.tags),
          boundaryKey(given.input.PermissionsBoundary),
        ),
      handle: (given) =>
        changing(noun, given, async (tx, record) => {
          await requireBoundary({ ...given, store: tx }, record.account, given.input.PermissionsBoundary);
          await noun.put(tx, { ...record, boundaryArn: given.input.PermissionsBoundary });
        }),
    }),
    operation(facts.remove, {
      load,
      access: (given) =>
        ask(
          facts.remove,
          resourceOf(noun, given),
          entityTags(given.found?.tags),
          boundaryKey(given.found?.boundaryArn),
        ),
      handle: (given) =>
        changing(noun, given, async (tx, record) => {
          if (record.boundaryArn === undefined) throw iamFaults.NoSuchEntity(noBoundary(noun, record.name));
          await noun.put(tx, { ...record, boundaryArn: undefined });
        }),
    }),
  ];
}

const noBoundary = ({ title }: Pick<Noun<UserRecord>, 'title'>, name: string): string =>
  `${title} ${name} does not have a permissions boundary.`;
