import { asciiLower } from '../base/ascii.ts';
import type { OperationFacts } from '../model/facts.ts';
import * as model from '../model/generated/iam.ts';
import { type Operation, operation } from '../operation/operation.ts';
import type { InlinePolicyRecord } from '../store/records.ts';
import { acceptable, encoded, quotaSize } from './documents.ts';
import { iamFaults } from './faults.ts';
import {
  changing,
  groups,
  type Holder,
  loadNamed,
  type Named,
  type Noun,
  present,
  resourceOf,
  roles,
  users,
} from './noun.ts';
import { type Listed, listPage, type Paged } from './paging.ts';
import { ask } from './question.ts';

/** Put..., Get..., List... and Delete...Policy of users, roles and groups: the policies that live inside one of them. */
export const inlinePolicyOperations: readonly Operation[] = [
  ...inlinePolicies(users, {
    put: model.PutUserPolicy,
    get: model.GetUserPolicy,
    list: model.ListUserPolicies,
    remove: model.DeleteUserPolicy,
  }),
  ...inlinePolicies(roles, {
    put: model.PutRolePolicy,
    get: model.GetRolePolicy,
    list: model.ListRolePolicies,
    remove: model.DeleteRolePolicy,
  }),
  ...inlinePolicies(groups, {
    put: model.PutGroupPolicy,
    get: model.GetGroupPolicy,
    list: model.ListGroupPolicies,
    remove: model.DeleteGroupPolicy,
  }),
];

type Input = Named & { readonly PolicyName: string };

interface Facts {
  readonly put: OperationFacts<Input & { readonly PolicyDocument: string }, void>;
  readonly get: OperationFacts<Input, { readonly PolicyName: string; readonly PolicyDocument: string }>;
  readonly list: OperationFacts<Named & Paged, { readonly PolicyNames: readonly string[] } & Listed>;
  readonly remove: OperationFacts<Input, void>;
}

function inlinePolicies<Record extends Holder>(noun: Noun<Record>, facts: Facts): Operation[] {
  const load = loadNamed(noun);
  const noSuchPolicy = (name: string) =>
    iamFaults.NoSuchEntity(`The ${noun.word} policy with name ${name} cannot be found.`);

  return [
    operation(facts.put, {
      load,
      access: (given) =>
        ask(facts.put, resourceOf(noun, given), noun.tagsOf(given.found), noun.boundaryOf(given.found)),
      async handle(given) {
        const { PolicyName: wanted, PolicyDocument: text } = given.input;
        present(noun, given);
        acceptable(text, 'identity');
        await changing(noun, given, async (tx, { id, account, name: owner }) => {
          const saved = await tx.inline.byName(id, wanted);
          // The first spelling of a name stays (policy.md 11).
          const name = saved?.name ?? wanted;
          const others = (await tx.inline.of(id)).filter((policy) => policy.name !== name);
          const quota = noun.inlinePolicySize(given.quotas);
          if (sizeOf(others) + quotaSize(text) > quota) {
            throw iamFaults.LimitExceeded(`Maximum policy size of ${quota} bytes exceeded for ${noun.word} ${owner}`);
          }
          await tx.put.inline(account, { ownerId: id, name, text });
        });
      },
    }),
    operation(facts.get, {
      load,
      access: (given) => ask(facts.get, resourceOf(noun, given), noun.tagsOf(given.found)),
      async handle(given) {
        const { id, name } = present(noun, given);
        const { PolicyName } = given.input;
        const policy = await given.store.inline.byName(id, PolicyName);
        if (policy === undefined) throw noSuchPolicy(PolicyName);
        return { [noun.member]: name, PolicyName, PolicyDocument: encoded(policy.text) };
      },
    }),
    operation(facts.list, {
      load,
      access: (given) => ask(facts.list, resourceOf(noun, given), noun.tagsOf(given.found)),
      async handle(given) {
        const policies = await given.store.inline.of(present(noun, given).id);
        const { items, ...listed } = listPage(given, facts.list, policies, ({ name }) => asciiLower(name));
        return { PolicyNames: items.map(({ name }) => name), ...listed };
      },
    }),
    operation(facts.remove, {
      load,
      access: (given) =>
        ask(facts.remove, resourceOf(noun, given), noun.tagsOf(given.found), noun.boundaryOf(given.found)),
      handle: (given) =>
        changing(noun, given, async (tx, { id, account }) => {
          const { PolicyName: name } = given.input;
          if (!(await tx.remove.inline(account, id, name))) throw noSuchPolicy(name);
        }),
    }),
  ];
}

const sizeOf = (policies: readonly InlinePolicyRecord[]): number =>
  policies.reduce((sum, { text }) => sum + quotaSize(text), 0);
