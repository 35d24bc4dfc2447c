import { oidcProviderArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import * as model from '../model/generated/iam.ts';
import type { AccountSeed } from './schema.ts';
import { changedTags, wireTagsOf } from './tags.ts';
import { each, SeedRefusal, type Work } from './work.ts';
import type { Path } from './yaml.ts';

/** Makes the instance profiles of an account be as the seed says. */
export async function bringInstanceProfiles(work: Work, account: string, at: Path, wanted: AccountSeed) {
  for (const [name, profile, path] of each([...at, 'instance-profiles'], wanted['instance-profiles'])) {
    const InstanceProfileName = name;
    const found = await work.tx.instanceProfiles.byName(account, name);
    const details: string[] = [];
    if (found === undefined) {
      await work.do(account, path, model.CreateInstanceProfile, {
        InstanceProfileName,
        Path: profile.path,
        Tags: wireTagsOf(profile.tags),
      });
    } else {
      if (profile.path !== undefined && profile.path !== found.path)
        throw new SeedRefusal(
          [...path, 'path'],
          `instance profile ${name} stands under ${found.path}, which cannot change`,
        );
      const { set, unset } = changedTags(found.tags, profile.tags, work.prune);
      if (set.length > 0) await work.do(account, path, model.TagInstanceProfile, { InstanceProfileName, Tags: set });
      if (unset.length > 0)
        await work.do(account, path, model.UntagInstanceProfile, { InstanceProfileName, TagKeys: unset });
      if (set.length + unset.length > 0) details.push('tags');
    }
    if (await bringRole(work, account, path, name, profile.role)) details.push('role');
    report(work, account, `instance profile ${name}`, found, details);
  }
}

async function bringRole(work: Work, account: string, path: Path, name: string, wanted: string | undefined) {
  if (wanted === undefined) return false;
  const { roleId } = (await work.tx.instanceProfiles.byName(account, name))!;
  const held = roleId === undefined ? undefined : await work.tx.roles.byId(account, roleId);
  if (held !== undefined && asciiLower(held.name) === asciiLower(wanted)) return false;
  const at = [...path, 'role'];
  const about = { InstanceProfileName: name };
  if (held !== undefined)
    await work.do(account, at, model.RemoveRoleFromInstanceProfile, { ...about, RoleName: held.name });
  await work.do(account, at, model.AddRoleToInstanceProfile, { ...about, RoleName: wanted });
  return true;
}

/** Makes the OpenID Connect providers of an account be as the seed says. They are named by their issuer. */
export async function bringOidcProviders(work: Work, account: string, at: Path, wanted: AccountSeed) {
  for (const [url, provider, path] of each([...at, 'oidc-providers'], wanted['oidc-providers'])) {
    const name = url.replace(/^https:\/\//, '');
    const OpenIDConnectProviderArn = oidcProviderArn(account, name);
    const found = await work.tx.oidcProviders.byName(account, name);
    const details: string[] = [];
    if (found === undefined) {
      await work.do(account, path, model.CreateOpenIDConnectProvider, {
        Url: url,
        ClientIDList: provider['client-ids'],
        ThumbprintList: provider.thumbprints ?? [],
        Tags: wireTagsOf(provider.tags),
      });
    } else {
      const clients = provider['client-ids'];
      const added = clients.filter((ClientID) => !found.clientIds.includes(ClientID));
      const gone = work.prune ? found.clientIds.filter((ClientID) => !clients.includes(ClientID)) : [];
      for (const ClientID of added)
        await work.do(account, path, model.AddClientIDToOpenIDConnectProvider, { OpenIDConnectProviderArn, ClientID });
      for (const ClientID of gone)
        await work.do(account, path, model.RemoveClientIDFromOpenIDConnectProvider, {
          OpenIDConnectProviderArn,
          ClientID,
        });
      if (added.length + gone.length > 0) details.push('client-ids');
      const thumbprints = provider.thumbprints?.map(asciiLower);
      if (thumbprints !== undefined && thumbprints.join() !== found.thumbprints.map(asciiLower).join()) {
        await work.do(account, path, model.UpdateOpenIDConnectProviderThumbprint, {
          OpenIDConnectProviderArn,
          ThumbprintList: provider.thumbprints!,
        });
        details.push('thumbprints');
      }
      const { set, unset } = changedTags(found.tags, provider.tags, work.prune);
      const about = { OpenIDConnectProviderArn };
      if (set.length > 0) await work.do(account, path, model.TagOpenIDConnectProvider, { ...about, Tags: set });
      if (unset.length > 0)
        await work.do(account, path, model.UntagOpenIDConnectProvider, { ...about, TagKeys: unset });
      if (set.length + unset.length > 0) details.push('tags');
    }
    report(work, account, `OIDC provider ${name}`, found, details);
  }
}

/** Says what became of something. */
export function report(work: Work, account: string, what: string, found: unknown, details: readonly string[]): void {
  if (found === undefined) work.changes.push({ sign: '+', account, what });
  else if (details.length > 0) work.changes.push({ sign: '~', account, what, detail: details.join(', ') });
}
