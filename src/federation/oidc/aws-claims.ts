import type { Json } from '../../base/json.ts';
import { type JsonObject, objectOf, textOf, textsOf } from './json-object.ts';

/** What an issuer says about the session, in the claims that AWS reads. */
export interface AwsClaims {
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveKeys: readonly string[];
  readonly sourceIdentity: string | undefined;
}

const TAGS = 'https://aws.amazon.com/tags';
const TAG = `${TAGS}/principal_tags/`;
const TRANSITIVE = `${TAGS}/transitive_tag_keys`;
const SOURCE_IDENTITY = 'https://aws.amazon.com/source_identity';

/**
 * Reads session tags and source identity. Tags come as one nested claim or as a claim for each
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html). `undefined` where one is not of its type, or
 * where both forms are used and either could be meant.
 */
export function readAwsClaims(claims: JsonObject): AwsClaims | undefined {
  const source = claims.get(SOURCE_IDENTITY);
  const sourceIdentity = textOf(source);
  if (source !== undefined && sourceIdentity === undefined) return undefined;

  const isFlat = [...claims.keys()].some((name) => name.startsWith(`${TAGS}/`));
  const nested = claims.get(TAGS);
  if (isFlat && nested !== undefined) return undefined;
  const stated = isFlat ? flatTags(claims) : nestedTags(nested);
  return stated && { ...stated, sourceIdentity };
}

type Stated = Pick<AwsClaims, 'tags' | 'transitiveKeys'>;

function nestedTags(json: Json | undefined): Stated | undefined {
  if (json === undefined) return { tags: new Map(), transitiveKeys: [] };
  const members = objectOf(json);
  const tags = members?.has('principal_tags') ? objectOf(members.get('principal_tags')) : new Map<string, Json>();
  return members && tags && tagsOf(tags, members.get('transitive_tag_keys'));
}

function flatTags(claims: JsonObject): Stated | undefined {
  const tags = [...claims]
    .filter(([name]) => name.startsWith(TAG))
    .map(([name, value]) => [name.slice(TAG.length), value] as const);
  return tagsOf(new Map(tags), claims.get(TRANSITIVE));
}

function tagsOf(stated: JsonObject, keys: Json | undefined): Stated | undefined {
  const tags = new Map<string, string>();
  for (const [key, json] of stated) {
    const value = tagValue(json);
    if (value === undefined) return undefined;
    tags.set(key, value);
  }
  const transitiveKeys = keys === undefined ? [] : textsOf(keys);
  return transitiveKeys && { tags, transitiveKeys };
}

/** A tag has one value: a text, or a list of one. */
function tagValue(json: Json): string | undefined {
  const list = textsOf(json);
  return list === undefined ? textOf(json) : list.length === 1 ? list[0] : undefined;
}
