import type { OperationFacts } from '../model/facts.ts';
import * as model from '../model/generated/iam.ts';
import { type Operation, operation } from '../operation/operation.ts';
import type { RoleRecord, Tag, UserRecord } from '../store/records.ts';
import { changing, loadNamed, type Named, type Noun, present, resourceOf, roles, users } from './noun.ts';
import { type Listed, listPage, type Paged } from './paging.ts';
import { ask, entityTags, requestTags, tagKeys } from './question.ts';
import { entityTagRule, tagged, untagged, wireTag } from './tags.ts';

/** Tag..., Untag..., List...Tags of users and roles. */
export const taggingOperations: readonly Operation[] = [
  ...tagging(users, { tag: model.TagUser, untag: model.UntagUser, list: model.ListUserTags }),
  ...tagging(roles, { tag: model.TagRole, untag: model.UntagRole, list: model.ListRoleTags }),
];

interface Facts {
  readonly tag: OperationFacts<Named & { readonly Tags: readonly model.Tag[] }, void>;
  readonly untag: OperationFacts<Named & { readonly TagKeys: readonly string[] }, void>;
  readonly list: OperationFacts<Named & Paged, { readonly Tags: readonly model.Tag[] } & Listed>;
}

function tagging<Record extends UserRecord | RoleRecord>(noun: Noun<Record>, facts: Facts): Operation[] {
  const load = loadNamed(noun);
  return [
    operation(facts.tag, {
      load,
      access: (given) =>
        ask(facts.tag, resourceOf(noun, given), entityTags(given.found?.tags), requestTags(given.input.Tags)),
      handle: (given) =>
        changing(noun, given, (tx, record) =>
          noun.put(tx, { ...record, tags: tagged(record.tags, given.input.Tags, entityTagRule, given.quotas) }),
        ),
    }),
    operation(facts.untag, {
      load,
      access: (given) =>
        ask(facts.untag, resourceOf(noun, given), entityTags(given.found?.tags), tagKeys(given.input.TagKeys)),
      handle: (given) =>
        changing(noun, given, (tx, record) =>
          noun.put(tx, { ...record, tags: untagged(record.tags, given.input.TagKeys, entityTagRule) }),
        ),
    }),
    operation(facts.list, {
      load,
      access: (given) => ask(facts.list, resourceOf(noun, given), entityTags(given.found?.tags)),
      async handle(given) {
        const tags = [...present(noun, given).tags]
          .sort(byKey)
          .map((tag, index) => ({ tag, place: String(index).padStart(4, '0') }));
        // A key may be longer than a marker, so the place is its number, which holds for these very keys.
        const keys = tags.map(({ tag }) => tag.key);
        const { items, ...listed } = listPage(given, facts.list, tags, ({ place }) => place, keys);
        return { Tags: items.map(({ tag }) => wireTag(tag)), ...listed };
      },
    }),
  ];
}

const byKey = (a: Tag, b: Tag): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
