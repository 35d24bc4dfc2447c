import { policyArn } from '../base/arn.ts';
import * as model from '../model/generated/iam.ts';
import type { PolicyRecord } from '../store/records.ts';
import { sameDocument } from './json-text.ts';
import type { AccountSeed, PolicySeed } from './schema.ts';
import { changedTags, wireTagsOf } from './tags.ts';
import { each, SeedRefusal, type Work } from './work.ts';
import type { Path } from './yaml.ts';

/** AWS's most, which `document` makes room under by giving up the oldest version that is not the default. */
const VERSIONS_MAX = 5;

/** Makes the managed policies of an account be as the seed says. */
export async function bringPolicies(work: Work, account: string, at: Path, { policies }: AccountSeed): Promise<void> {
  for (const [name, wanted, path] of each([...at, 'policies'], policies)) {
    const found = await work.tx.policies.byName(account, name);
    if (found === undefined) await createPolicy(work, account, path, name, wanted);
    else await updatePolicy(work, path, found, wanted);
  }
}

/** The documents that are wanted, oldest first, and which of them is the default. */
function versionsIn({ read }: Work, path: Path, { versions }: PolicySeed) {
  if (versions === undefined) return { documents: [read.document([...path, 'document'])], chosen: 0 };
  return {
    documents: versions.map((_version, i) => read.document([...path, 'versions', i, 'document'])),
    chosen: versions.findIndex((version) => version.default),
  };
}

async function createPolicy(work: Work, account: string, path: Path, name: string, wanted: PolicySeed): Promise<void> {
  const { documents, chosen } = versionsIn(work, path, wanted);
  const { Policy } = await work.do(account, path, model.CreatePolicy, {
    PolicyName: name,
    PolicyDocument: documents[0]!,
    Path: wanted.path,
    Description: wanted.description,
    Tags: wireTagsOf(wanted.tags),
  });
  for (const [i, text] of documents.entries()) {
    if (i > 0) await createVersion(work, account, path, Policy!.Arn!, text, i === chosen);
  }
  work.changes.push({ sign: '+', account, what: `policy ${name}` });
}

const createVersion = (work: Work, account: string, path: Path, arn: string, text: string, isDefault: boolean) =>
  work.do(account, path, model.CreatePolicyVersion, {
    PolicyArn: arn,
    PolicyDocument: text,
    SetAsDefault: isDefault,
  });

async function updatePolicy(work: Work, path: Path, found: PolicyRecord, wanted: PolicySeed): Promise<void> {
  const { account, name } = found;
  // AWS knows no way to change these, and who holds the ARN must be able to rely on it.
  if (wanted.path !== undefined && wanted.path !== found.path)
    throw new SeedRefusal([...path, 'path'], `policy ${name} stands under the path ${found.path}, which cannot change`);
  if (wanted.description !== undefined && wanted.description !== found.description)
    throw new SeedRefusal([...path, 'description'], `the description of policy ${name} cannot change`);

  const arn = policyArn(account, found.path, found.name);
  const details: string[] = [];
  const { set, unset } = changedTags(found.tags, wanted.tags, work.prune);
  if (set.length > 0) await work.do(account, [...path, 'tags'], model.TagPolicy, { PolicyArn: arn, Tags: set });
  if (unset.length > 0)
    await work.do(account, [...path, 'tags'], model.UntagPolicy, { PolicyArn: arn, TagKeys: unset });
  if (set.length + unset.length > 0) details.push('tags');
  if (await bringVersions(work, path, found, wanted, arn)) details.push('versions');
  if (details.length > 0) work.changes.push({ sign: '~', account, what: `policy ${name}`, detail: details.join(', ') });
}

/** Adds the documents that are missing, chooses the default, and takes away what is too much. Whether anything changed. */
async function bringVersions(work: Work, path: Path, found: PolicyRecord, wanted: PolicySeed, arn: string) {
  const { account, id } = found;
  const { documents, chosen } = versionsIn(work, path, wanted);
  let isChanged = false;
  const current = async () => (await work.tx.policies.byId(account, id))!.defaultVersion;
  const kept = new Set<string>();
  for (const [i, text] of documents.entries()) {
    const versions = await work.tx.policies.versions(id);
    const fitting = versions.filter((version) => !kept.has(version.version) && sameDocument(version.text, text));
    // Versions may be alike: a list takes them in its order, one document takes the default where that is it.
    const standing = await current();
    const same =
      wanted.versions === undefined
        ? (fitting.find(({ version }) => version === standing) ?? fitting.at(-1))
        : fitting[0];
    if (same === undefined) {
      if (versions.length >= VERSIONS_MAX) {
        const oldest = versions.find(({ version }) => version !== standing && !kept.has(version));
        if (oldest !== undefined) await removeVersion(oldest.version);
      }
      const { PolicyVersion } = await createVersion(work, account, path, arn, text, i === chosen);
      kept.add(PolicyVersion!.VersionId!);
      isChanged = true;
    } else {
      kept.add(same.version);
      if (i === chosen && same.version !== standing) {
        await work.do(account, path, model.SetDefaultPolicyVersion, { PolicyArn: arn, VersionId: same.version });
        isChanged = true;
      }
    }
  }
  // A policy with one `document` keeps its earlier ones, as AWS does; a list of versions is the list.
  if (work.prune && wanted.versions !== undefined) {
    for (const { version } of await work.tx.policies.versions(id)) if (!kept.has(version)) await removeVersion(version);
  }
  return isChanged;

  async function removeVersion(version: string): Promise<void> {
    await work.do(account, path, model.DeletePolicyVersion, { PolicyArn: arn, VersionId: version });
    work.changes.push({ sign: '-', account, what: `version ${version} of policy ${found.name}` });
    isChanged = true;
  }
}
