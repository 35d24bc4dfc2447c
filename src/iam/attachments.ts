import { asciiLower } from '../base/ascii.ts';
import type { OperationFacts } from '../model/facts.ts';
import * as model from '../model/generated/iam.ts';
import { type Operation, operation } from '../operation/operation.ts';
import type { AttachmentRecord } from '../store/records.ts';
import type { Reads } from '../store/store.ts';
import { iamFaults, quotaExceeded } from './faults.ts';
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
import { assertPolicyArn, parsePolicyArn } from './policies/arn.ts';
import { requireAttachable } from './policies/find.ts';
import { ask, policyArnKey } from './question.ts';

/** Attach...Policy, Detach...Policy and ListAttached...Policies of users, roles and groups. */
export const attachmentOperations: readonly Operation[] = [
  ...attaching(users, {
    attach: model.AttachUserPolicy,
    detach: model.DetachUserPolicy,
    list: model.ListAttachedUserPolicies,
  }),
  ...attaching(roles, {
    attach: model.AttachRolePolicy,
    detach: model.DetachRolePolicy,
    list: model.ListAttachedRolePolicies,
  }),
  ...attaching(groups, {
    attach: model.AttachGroupPolicy,
    detach: model.DetachGroupPolicy,
    list: model.ListAttachedGroupPolicies,
  }),
];

type Input = Named & { readonly PolicyArn: string };

interface Facts {
  readonly attach: OperationFacts<Input, void>;
  readonly detach: OperationFacts<Input, void>;
  readonly list: OperationFacts<
    Named & Paged & { readonly PathPrefix?: string | undefined },
    { readonly AttachedPolicies?: readonly model.AttachedPolicy[] | undefined } & Listed
  >;
}

function attaching<Record extends Holder>(noun: Noun<Record>, facts: Facts): Operation[] {
  const load = loadNamed(noun);
  const check = ({ input }: { readonly input: Input }) => assertPolicyArn(input.PolicyArn);
  const keys = ({ input, found }: { readonly input: Input; readonly found: Record | undefined }) =>
    [noun.tagsOf(found), noun.boundaryOf(found), policyArnKey(input.PolicyArn)] as const;

  return [
    operation(facts.attach, {
      check,
      load,
      access: (given) => ask(facts.attach, resourceOf(noun, given), ...keys(given)),
      handle: (given) =>
        changing(noun, given, async (tx, { account, id }) => {
          const { PolicyArn: policyArn } = given.input;
          await requireAttachable({ ...given, store: tx }, account, policyArn);
          const attached = await tx.attachments.of(id);
          if (attached.some((attachment) => attachment.policyArn === policyArn)) return;
          const quota = noun.attachedPolicies(given.quotas);
          if (attached.length >= quota) throw quotaExceeded(`PoliciesPer${noun.title}`, quota);
          await tx.put.attachment(account, { ownerId: id, policyArn });
        }),
    }),
    operation(facts.detach, {
      check,
      load,
      access: (given) => ask(facts.detach, resourceOf(noun, given), ...keys(given)),
      handle: (given) =>
        changing(noun, given, async (tx, { account, id }) => {
          const { PolicyArn: policyArn } = given.input;
          const isDetached = await tx.remove.attachment(account, { ownerId: id, policyArn });
          if (!isDetached) throw iamFaults.NoSuchEntity(`Policy ${policyArn} was not found.`);
        }),
    }),
    operation(facts.list, {
      load,
      access: (given) => ask(facts.list, resourceOf(noun, given), noun.tagsOf(given.found)),
      async handle(given) {
        const { id } = present(noun, given);
        const attached = (await given.store.attachments.of(id))
          .map(describeAttachment)
          .filter(({ path }) => path.startsWith(given.input.PathPrefix ?? '/'));
        const { items, ...listed } = listPage(given, facts.list, attached, ({ PolicyName }) => asciiLower(PolicyName));
        return { AttachedPolicies: items.map(wireAttachment), ...listed };
      },
    }),
  ];
}

/** The managed policies that are attached to a user, role or group. */
export const attachedPolicies = async (reads: Reads, ownerId: string): Promise<readonly model.AttachedPolicy[]> =>
  (await reads.attachments.of(ownerId)).map((attachment) => wireAttachment(describeAttachment(attachment)));

const wireAttachment = ({ PolicyName, PolicyArn }: model.AttachedPolicy): model.AttachedPolicy => ({
  PolicyName,
  PolicyArn,
});

/** Only parsed ARNs of existing policies are ever attached, so each has a name. */
function describeAttachment({ policyArn }: AttachmentRecord) {
  const { path, name } = parsePolicyArn(policyArn)!;
  return { path, PolicyName: name, PolicyArn: policyArn };
}
