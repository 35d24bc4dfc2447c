import { createSecretKey } from 'node:crypto';
import { parseArn, policyArn, roleArn, userArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import { accountOfAccessKey, isAccountId } from '../base/identifiers.ts';
import type { CompiledPolicy, PolicyKind } from '../policy/types.ts';
import type { AccountCache, Weighty } from '../store/account-cache.ts';
import type { OidcProviderRecord } from '../store/provider-records.ts';
import type { RoleRecord, UserRecord } from '../store/records.ts';
import type { Reads } from '../store/store.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { type AwsManagedPolicies, isAwsManaged } from './aws-managed-policies.ts';
import { type CompiledPolicies, compiledPolicies, compileStored } from './compiled-policies.ts';
import type { Directory, KnownKey, KnownRole, KnownUser, TrustedRole } from './directory.ts';
import { groupPolicies } from './group-policies.ts';
import { ALONE, isMember, type KnownOrganization, knownOrganization } from './organization.ts';
import { knownSamlProvider } from './saml-provider.ts';

/** No role's name is longer. */
const ROLE_NAME_MAX = 64;
/** Kept for a name that no role bears; no unique id is empty. */
const NOBODY = '';

/** The directory over a store: each entity is loaded whole, compiled once, and kept until its account changes. */
export function loadDirectory(house: {
  store: Reads;
  secrets: SecretBox;
  cache: AccountCache;
  awsPolicies: AwsManagedPolicies;
  /** Whether policies are kept compiled, beside what the cache keeps. */
  keepsPolicies?: boolean;
}): Directory {
  const { store, secrets, cache, awsPolicies, keepsPolicies = true } = house;
  const policies: CompiledPolicies = compiledPolicies({ keeps: keepsPolicies });
  const groups = groupPolicies({ store, cache, load: (groupId) => loadOwnPolicies(groupId) });

  return {
    async key(accessKeyId) {
      const account = accountOfAccessKey(accessKeyId);
      return account === undefined ? undefined : cache.get(account, `key:${accessKeyId}`, () => loadKey(accessKeyId));
    },
    async user(account, id) {
      const known = cache.peek<KnownUser>(account, `user:${id}`);
      if (known !== undefined) return known;
      await groups.ready(account);
      return cache.get(account, `user:${id}`, async () => loadUser(await store.users.byId(account, id)));
    },
    async role(account, id) {
      return cache.get(account, `role:${id}`, async () => loadRole(await store.roles.byId(account, id)));
    },
    async trustByArn(arn) {
      const parsed = parseArn(arn);
      if (parsed?.service !== 'iam' || !parsed.resource.startsWith('role/')) return undefined;
      const name = parsed.resource.slice(parsed.resource.lastIndexOf('/') + 1);
      if (name.length > ROLE_NAME_MAX) return undefined;
      // Strangers choose these names. So they are kept in one spelling, beside an id and not another copy of the role;
      // and a name that nobody bears is kept too, or the time of an answer would tell which names are borne (J07).
      const id = await cache.get(parsed.account, `role-id:${asciiLower(name)}`, async () => {
        const role = await store.roles.byName(parsed.account, name);
        return role?.id ?? NOBODY;
      });
      if (id === NOBODY) return undefined;
      const role = await cache.get(parsed.account, `trust:${id}`, async () =>
        loadTrust(await store.roles.byId(parsed.account, id)),
      );
      // Names are found without regard to case or path; an ARN names one role to the letter.
      return role?.arn === arn ? role : undefined;
    },
    // All of an account at once: strangers choose the names that are asked for, and none of those is kept.
    oidcProvider: async (account, name) =>
      (await cache.get(account, 'oidc-providers', () => loadOidcProviders(account)))?.get(name),
    // Only those that are there: of a name that nobody bears nothing is kept.
    samlProvider: async (account, name) =>
      cache.get(account, `saml-provider:${name}`, async () => {
        const provider = await store.samlProviders.byName(account, name);
        return provider?.name === name ? knownSamlProvider(provider, secrets) : undefined;
      }),
    accountEpoch: (account) =>
      cache.get(account, 'epoch', async () => (await store.accounts.byId(account))?.sessionEpoch ?? 0),
    // Whoever names a role names its account: what is no account is not worth a place in the cache.
    organization: (account) =>
      isAccountId(account) ? cache.get(account, 'organization', () => loadOrganization(account)) : ALONE,
    async managedPolicy(arn) {
      if (isAwsManaged(arn)) return loadAwsManaged(arn);
      const parsed = parseArn(arn);
      if (parsed?.service !== 'iam' || !parsed.resource.startsWith('policy/')) return undefined;
      return cache.get(parsed.account, `policy:${arn}`, () => loadManaged(arn, 'identity', () => {}));
    },
    sessionPolicy: (text) => policies.session(text).compiled,
    sessionPolicyProblem: (text) => policies.session(text).problem,
  };

  async function loadOrganization(account: string): Promise<KnownOrganization> {
    const own = (await store.organizations.list()).find((organization) => isMember(organization, account));
    return own === undefined ? ALONE : knownOrganization(own, account, policies);
  }

  /** By the exact name. Of an account without providers nothing is kept either: anybody may ask for any account. */
  async function loadOidcProviders(account: string): Promise<ReadonlyMap<string, OidcProviderRecord> | undefined> {
    const limit = await store.oidcProviders.count(account);
    if (limit === 0) return undefined;
    const providers = await store.oidcProviders.list(account, { limit });
    return new Map(providers.map((provider) => [provider.name, provider]));
  }

  async function loadKey(id: string): Promise<KnownKey | undefined> {
    const record = await store.keys.byId(id);
    if (record === undefined) return undefined;
    const { account, userId, active } = record;
    const secret = secrets.open(record.sealedSecret, { table: 'access_keys', column: 'secret', id, account });
    if (secret === undefined)
      throw new Error(`the secret of access key ${id} does not open: wrong key file, or an altered row`);
    return { id, account, userId, active, secret: createSecretKey(Buffer.concat([AWS4, secret])) };
  }

  async function loadUser(record: UserRecord | undefined): Promise<KnownUser | undefined> {
    if (record === undefined) return undefined;
    const { identity, boundary, characters } = await loadPolicies(record);
    return {
      record,
      arn: userArn(record.account, record.path, record.name),
      policies: { identity: [...identity, ...(await groups.of(record))], boundary },
      characters,
    };
  }

  async function loadRole(record: RoleRecord | undefined): Promise<KnownRole | undefined> {
    if (record === undefined) return undefined;
    const { characters, ...policies } = await loadPolicies(record);
    return { record, arn: roleArn(record.account, record.path, record.name), policies, characters };
  }

  /** The trust alone: to be assumed a role needs none of its own policies, and a refusal takes no longer for having them. */
  function loadTrust(record: RoleRecord | undefined): TrustedRole | undefined {
    if (record === undefined) return undefined;
    const { account, path, name, trust } = record;
    return {
      record,
      arn: roleArn(account, path, name),
      trust: compileStored(trust.text, 'trust', name, trust.bindings),
      characters: trust.text.length,
    };
  }

  /** Own policies, and the boundary: one that is named and gone allows nothing. */
  async function loadPolicies({ id, boundaryArn }: UserRecord | RoleRecord): Promise<KnownUser['policies'] & Weighty> {
    let characters = 0;
    const weigh = (text: string) => {
      characters += text.length;
    };
    const boundary = boundaryArn === undefined ? undefined : await loadManaged(boundaryArn, 'boundary', weigh);
    const identity = await loadOwnPolicies(id, weigh);
    return {
      identity,
      boundary: boundaryArn === undefined ? undefined : boundary === undefined ? [] : [boundary],
      characters,
    };
  }

  /** Inline and attached policies of a user, role or group. `weigh` is told each text that was compiled for it. */
  async function loadOwnPolicies(ownerId: string, weigh: Weigh = () => {}): Promise<readonly CompiledPolicy[]> {
    const inline = (await store.inline.of(ownerId)).map(({ text, name }) => {
      weigh(text);
      return compileStored(text, 'identity', name);
    });
    const attached = await Promise.all(
      (await store.attachments.of(ownerId)).map(({ policyArn }) => loadManaged(policyArn, 'identity', weigh)),
    );
    return [...inline, ...attached.filter((policy) => policy !== undefined)];
  }

  async function loadManaged(arn: string, kind: PolicyKind, weigh: Weigh): Promise<CompiledPolicy | undefined> {
    if (isAwsManaged(arn)) return loadAwsManaged(arn);
    const parsed = parseArn(arn)!;
    const name = arn.slice(arn.lastIndexOf('/') + 1);
    const policy = await store.policies.byName(parsed.account, name);
    // The name was found without regard to case or path, and partition and region were not looked at at all.
    if (policy === undefined || policyArn(policy.account, policy.path, policy.name) !== arn) return undefined;
    const version = await store.policies.version(policy.id, policy.defaultVersion);
    return version && policies.managed(version.text, kind, policy.name, () => weigh(version.text));
  }

  async function loadAwsManaged(arn: string): Promise<CompiledPolicy | undefined> {
    const policy = await awsPolicies.byArn(arn);
    if (policy === undefined) return undefined;
    return policies.awsManaged(arn, async () => {
      const version = await awsPolicies.version(policy.id, policy.defaultVersion);
      return version!.text;
    });
  }
}

type Weigh = (text: string) => void;

const AWS4 = Buffer.from('AWS4', 'latin1');
