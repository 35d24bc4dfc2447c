import type { OperationFacts } from '../model/facts.ts';
import * as model from '../model/generated/iam.ts';
import { type Given, type Operation, operation, type Question } from '../operation/operation.ts';
import type { Tag } from '../store/records.ts';
import { type Listed, listPage, type Paged } from './paging.ts';
import { type Keys, requestTags, tagKeys } from './question.ts';
import {
  type About,
  certificateTags,
  deviceTags,
  oidcTags,
  policyTags,
  profileTags,
  roleTags,
  samlTags,
  type Taggable,
  type Tagged,
  userTags,
} from './taggable.ts';
import { byKey, tagged, untagged, wireTag } from './tags.ts';

/** Tag..., Untag... and List...Tags of every kind that has tags. */
export const taggingOperations: readonly Operation[] = [
  ...tagging(userTags, { tag: model.TagUser, untag: model.UntagUser, list: model.ListUserTags }),
  ...tagging(roleTags, { tag: model.TagRole, untag: model.UntagRole, list: model.ListRoleTags }),
  ...tagging(policyTags, { tag: model.TagPolicy, untag: model.UntagPolicy, list: model.ListPolicyTags }),
  ...tagging(deviceTags, { tag: model.TagMFADevice, untag: model.UntagMFADevice, list: model.ListMFADeviceTags }),
  ...tagging(profileTags, {
    tag: model.TagInstanceProfile,
    untag: model.UntagInstanceProfile,
    list: model.ListInstanceProfileTags,
  }),
  ...tagging(oidcTags, {
    tag: model.TagOpenIDConnectProvider,
    untag: model.UntagOpenIDConnectProvider,
    list: model.ListOpenIDConnectProviderTags,
  }),
  ...tagging(samlTags, {
    tag: model.TagSAMLProvider,
    untag: model.UntagSAMLProvider,
    list: model.ListSAMLProviderTags,
  }),
  ...tagging(certificateTags, {
    tag: model.TagServerCertificate,
    untag: model.UntagServerCertificate,
    list: model.ListServerCertificateTags,
  }),
];

interface Facts<Input> {
  readonly tag: OperationFacts<Input & { readonly Tags: readonly model.Tag[] }, void>;
  readonly untag: OperationFacts<Input & { readonly TagKeys: readonly string[] }, void>;
  readonly list: OperationFacts<Input & Paged, { readonly Tags: readonly model.Tag[] } & Listed>;
}

function tagging<Input extends object, Record extends Tagged>(
  kind: Taggable<Input, Record>,
  facts: Facts<Input>,
): Operation[] {
  const toTag = kind.first(facts.tag);
  const toUntag = kind.first(facts.untag);
  const toList = kind.first(facts.list);
  return [
    operation(facts.tag, {
      ...toTag,
      access: (given) => withKeys(toTag.access(given), requestTags(given.input.Tags)),
      handle: (given) => rewriting(given, (tags) => tagged(tags, given.input.Tags, kind.rule, given.quotas)),
    }),
    operation(facts.untag, {
      ...toUntag,
      access: (given) => withKeys(toUntag.access(given), tagKeys(given.input.TagKeys)),
      handle: (given) => rewriting(given, (tags) => untagged(tags, given.input.TagKeys, kind.rule)),
    }),
    operation(facts.list, {
      ...toList,
      async handle(given) {
        const tags = [...kind.present(given).tags]
          .sort(byKey)
          .map((tag, index) => ({ tag, place: String(index).padStart(4, '0') }));
        // A key may be longer than a marker, so the place is its number, which holds for these very keys.
        const keys = tags.map(({ tag }) => tag.key);
        const { items, ...listed } = listPage(given, facts.list, tags, ({ place }) => place, keys);
        return { Tags: items.map(({ tag }) => wireTag(tag)), ...listed };
      },
    }),
  ];

  async function rewriting(
    given: Given<Input> & About<Input, Record>,
    rewrite: (tags: readonly Tag[]) => readonly Tag[],
  ): Promise<void> {
    kind.present(given);
    await given.store.change(async (tx) => {
      const record = await kind.again(tx, given);
      await kind.put(tx, { ...record, tags: rewrite(record.tags) });
    });
  }
}

const withKeys = (questions: readonly Question[], keys: Keys): readonly Question[] =>
  questions.map((question) => ({ ...question, context: new Map([...(question.context ?? []), ...keys]) }));
