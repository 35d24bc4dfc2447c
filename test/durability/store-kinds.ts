import type { Reads, Transaction } from '../../src/store/store.ts';

/**
 * Every kind of row, written so that what is read back tells which version it is: each kind puts a version of an object, which may
 * be several rows, and removes it. Together they are all that a change can do; `store-kinds.test.ts` holds them to it.
 */
export interface StoreKind {
  readonly put: (tx: Transaction, id: string, version: string) => Promise<unknown>;
  readonly remove: (tx: Transaction, id: string) => Promise<unknown>;
  /** The versions of all parts, which are to be one; `undefined` of a part that is not there. */
  readonly read: (reads: Reads, id: string) => Promise<readonly (string | undefined)[]>;
}

export const ACCOUNT = '111111111111';

const common = { account: ACCOUNT, createdAt: 1 };
const named = (id: string, version: string) => ({ ...common, id, name: id, path: `/${version}/`, tags: [] });
const credential = (userId: string, id: string) => ({ ...common, id, userId, active: true });
const user = (id: string, version = 'v0') => ({ ...named(id, version), boundaryArn: undefined });
const at = (record: { readonly path: string } | undefined) => record?.path.replaceAll('/', '');
const numberOf = (version: string): number => Number(version.slice(1));
const versionOf = (number: number | undefined) => (number === undefined ? undefined : `v${number}`);

/** Text of a size that real ones have. */
const sealed = (version: string) => version.padEnd(120, '.');
const unsealed = (text: string | undefined) => text?.replaceAll('.', '');

const role = (id: string, version: string) => ({
  ...named(id, version),
  boundaryArn: undefined,
  description: undefined,
  maxSessionSeconds: 3600,
  trust: { text: version, bindings: {} },
});

/** What hangs on a user, a group and a role alike. */
async function putHeld(tx: Transaction, ownerId: string, version: string): Promise<void> {
  await tx.put.inline(ACCOUNT, { ownerId, name: 'rights', text: version });
  for (const { policyArn } of await tx.attachments.of(ownerId))
    await tx.remove.attachment(ACCOUNT, { ownerId, policyArn });
  await tx.put.attachment(ACCOUNT, { ownerId, policyArn: `arn:aws:iam::aws:policy/${version}` });
}

const readHeld = async (reads: Reads, ownerId: string) => [
  (await reads.inline.byName(ownerId, 'rights'))?.text,
  (await reads.attachments.of(ownerId))
    .map(({ policyArn }) => policyArn.slice(policyArn.lastIndexOf('/') + 1))
    .join() || undefined,
];

const kind = (row: StoreKind): StoreKind => row;

export const storeKinds = {
  /** A user with one of everything: removed at once with all that hangs on it. */
  user: kind({
    async put(tx, id, version) {
      await tx.put.user(user(id, version));
      await putHeld(tx, id, version);
      await tx.put.key({ ...credential(id, `AKIA${id}`), sealedSecret: sealed(version) });
      await tx.put.sshKey({ ...credential(id, `APKA${id}`), body: version, fingerprint: 'f' });
    },
    remove: (tx, id) => tx.remove.user(ACCOUNT, id),
    read: async (reads, id) => [
      at(await reads.users.byId(ACCOUNT, id)),
      ...(await readHeld(reads, id)),
      unsealed((await reads.keys.byId(`AKIA${id}`))?.sealedSecret),
      (await reads.sshKeys.byId(ACCOUNT, `APKA${id}`))?.body,
    ],
  }),
  group: kind({
    async put(tx, id, version) {
      await tx.put.group({ ...common, id, name: id, path: `/${version}/` });
      await putHeld(tx, id, version);
    },
    remove: (tx, id) => tx.remove.group(ACCOUNT, id),
    read: async (reads, id) => [at(await reads.groups.byId(ACCOUNT, id)), ...(await readHeld(reads, id))],
  }),
  role: kind({
    async put(tx, id, version) {
      await tx.put.role(role(id, version));
      await putHeld(tx, id, version);
    },
    remove: (tx, id) => tx.remove.role(ACCOUNT, id),
    read: async (reads, id) => {
      const found = await reads.roles.byId(ACCOUNT, id);
      return [at(found), found?.trust.text, ...(await readHeld(reads, id))];
    },
  }),
  inline: held(
    async (tx, ownerId, version) => {
      if (version === undefined) await tx.remove.inline(ACCOUNT, ownerId, 'own');
      else await tx.put.inline(ACCOUNT, { ownerId, name: 'own', text: version });
    },
    async (reads, ownerId) => (await reads.inline.byName(ownerId, 'own'))?.text,
  ),
  membership: kind({
    async put(tx, id, version) {
      await tx.put.user(user(id, version));
      await tx.put.group({ ...common, id: `G${id}`, name: `G${id}`, path: `/${version}/` });
      await tx.put.membership(ACCOUNT, { groupId: `G${id}`, userId: id });
    },
    async remove(tx, id) {
      await tx.remove.membership(ACCOUNT, { groupId: `G${id}`, userId: id });
      await tx.remove.group(ACCOUNT, `G${id}`);
      await tx.remove.user(ACCOUNT, id);
    },
    async read(reads, id) {
      const users = await reads.users.list(ACCOUNT, { group: `G${id}`, limit: 2 });
      return [at(users[0]), at(await reads.users.byId(ACCOUNT, id)), at(await reads.groups.byId(ACCOUNT, `G${id}`))];
    },
  }),
  policy: kind({
    async put(tx, id, version) {
      for (const old of await tx.policies.versions(id)) await tx.remove.policyVersion(ACCOUNT, id, old.version);
      const numbers = { nextVersion: numberOf(version) + 1, updatedAt: numberOf(version) };
      await tx.put.policy({ ...named(id, version), ...numbers, description: undefined, defaultVersion: version });
      await tx.put.policyVersion(ACCOUNT, { policyId: id, version, text: version, createdAt: 1 });
    },
    remove: (tx, id) => tx.remove.policy(ACCOUNT, id),
    read: async (reads, id) => [
      (await reads.policies.byId(ACCOUNT, id))?.defaultVersion,
      (await reads.policies.versions(id)).map(({ text }) => text).join() || undefined,
    ],
  }),
  'instance profile': kind({
    async put(tx, id, version) {
      await tx.put.role(role(id, version));
      await tx.put.instanceProfile({ ...named(`P${id}`, version), roleId: id });
    },
    async remove(tx, id) {
      await tx.remove.instanceProfile(ACCOUNT, `P${id}`);
      await tx.remove.role(ACCOUNT, id);
    },
    read: async (reads, id) => [
      at((await reads.instanceProfiles.list(ACCOUNT, { role: id, limit: 2 }))[0]),
      at(await reads.roles.byId(ACCOUNT, id)),
    ],
  }),
  key: ofUser(
    (tx, id, version) => tx.put.key({ ...credential(id, `AKIA${id}`), sealedSecret: sealed(version) }),
    (tx, id) => tx.remove.key(ACCOUNT, `AKIA${id}`),
    async (reads, id) => unsealed((await reads.keys.byId(`AKIA${id}`))?.sealedSecret),
  ),
  'login profile': ofUser(
    (tx, userId, version) =>
      tx.put.loginProfile({
        ...{ ...common, userId, passwordHash: version, changedAt: 1, resetRequired: false },
        previousHashes: [],
      }),
    (tx, id) => tx.remove.loginProfile(ACCOUNT, id),
    async (reads, id) => (await reads.loginProfiles.of(ACCOUNT, id))?.passwordHash,
  ),
  'signing certificate': ofUser(
    (tx, id, version) => tx.put.signingCertificate({ ...credential(id, `C${id}`), body: version, digest: 'd' }),
    (tx, id) => tx.remove.signingCertificate(ACCOUNT, `C${id}`),
    async (reads, id) => (await reads.signingCertificates.byId(ACCOUNT, `C${id}`))?.body,
  ),
  'SSH key': ofUser(
    (tx, id, version) => tx.put.sshKey({ ...credential(id, `APKA${id}`), body: version, fingerprint: 'f' }),
    (tx, id) => tx.remove.sshKey(ACCOUNT, `APKA${id}`),
    async (reads, id) => (await reads.sshKeys.byId(ACCOUNT, `APKA${id}`))?.body,
  ),
  'service credential': ofUser(
    (tx, id, version) =>
      tx.put.serviceCredential({
        ...{ ...credential(id, `ACCA${id}`), service: 's', serviceUserName: id },
        ...{ sealedSecret: sealed(version), expiresAt: undefined },
      }),
    (tx, id) => tx.remove.serviceCredential(ACCOUNT, `ACCA${id}`),
    async (reads, id) => unsealed((await reads.serviceCredentials.byId(ACCOUNT, `ACCA${id}`))?.sealedSecret),
  ),
  /** The step of its last code is moved by a statement of its own. */
  'MFA device': kind({
    async put(tx, id, version) {
      const step = numberOf(version);
      const known = await tx.mfa.bySerial(id);
      const guesses = { failures: 0, lockedUntil: 0, guessDay: 0, guesses: 0, lastStep: step - 1 };
      await tx.put.mfa({
        ...{ ...named(id, version), serial: id, sealedSeed: sealed(version), ...guesses, ...known },
        ...{ path: `/${version}/`, userId: undefined, enabledAt: undefined },
      });
      await tx.acceptMfaStep(id, step, 1);
    },
    remove: (tx, id) => tx.remove.mfa(ACCOUNT, id),
    async read(reads, id) {
      const found = await reads.mfa.bySerial(id);
      return [at(found), versionOf(found?.lastStep)];
    },
  }),
  'OIDC provider': kind({
    put: (tx, id, version) => tx.put.oidcProvider({ ...named(id, version), clientIds: [version], thumbprints: [] }),
    remove: (tx, id) => tx.remove.oidcProvider(ACCOUNT, id),
    async read(reads, id) {
      const found = await reads.oidcProviders.byId(ACCOUNT, id);
      return [at(found), found?.clientIds[0]];
    },
  }),
  'SAML provider': kind({
    put: (tx, id, version) =>
      tx.put.samlProvider({
        ...{ ...named(id, version), uuid: id, metadata: version.padEnd(6000, '.'), updatedAt: 1 },
        ...{ validUntil: undefined, assertionEncryption: undefined, privateKeys: [] },
      }),
    remove: (tx, id) => tx.remove.samlProvider(ACCOUNT, id),
    async read(reads, id) {
      const found = await reads.samlProviders.byId(ACCOUNT, id);
      return [at(found), unsealed(found?.metadata)];
    },
  }),
  'server certificate': kind({
    put: (tx, id, version) =>
      tx.put.serverCertificate({
        ...{ ...named(id, version), body: version.padEnd(1500, '.'), chain: undefined },
        ...{ sealedPrivateKey: sealed(version), expiresAt: 2 },
      }),
    remove: (tx, id) => tx.remove.serverCertificate(ACCOUNT, id),
    async read(reads, id) {
      const found = await reads.serverCertificates.byId(ACCOUNT, id);
      return [at(found), unsealed(found?.body), unsealed(found?.sealedPrivateKey)];
    },
  }),
  job: kind({
    async put(tx, id, version) {
      await tx.put.job({ ...common, id, kind: id, body: version });
      // One that is older, which goes with the next version.
      await tx.remove.jobsBefore(ACCOUNT, `${id}-old`, numberOf(version));
      await tx.put.job({
        ...common,
        id: `${id}${version}`,
        kind: `${id}-old`,
        createdAt: numberOf(version),
        body: version,
      });
    },
    async remove(tx, id) {
      await tx.remove.job(ACCOUNT, id);
      await tx.remove.jobsBefore(ACCOUNT, `${id}-old`, Number.MAX_SAFE_INTEGER);
    },
    read: async (reads, id) => [
      (await reads.jobs.byId(ACCOUNT, id))?.body,
      (await reads.jobs.latest(ACCOUNT, `${id}-old`))?.body,
    ],
  }),
  /** What is noted of a user's use goes with the user. */
  usage: ofUser(
    (tx, subject, version) =>
      tx.put.usage({
        ...{ account: ACCOUNT, subject, what: 'role', at: numberOf(version) },
        ...{ service: 'iam', region: 'us-east-1', seenBy: undefined },
      }),
    async () => {},
    async (reads, id) => versionOf((await reads.usages.one(ACCOUNT, id, 'role'))?.at),
  ),
  organization: kind({
    put: (tx, id, version) =>
      tx.put.organization({
        ...{ id, managementAccount: id, rootId: 'r', units: [], policies: [], places: {}, attached: {} },
        ...{ delegatedAdministrators: [], features: [version] },
      }),
    remove: (tx, id) => tx.remove.organization(id),
    read: async (reads, id) => [(await reads.organizations.list()).find((each) => each.id === id)?.features[0]],
  }),
  /** The event of a change, and how far its trail has come. */
  'trail event': kind({
    async put(tx, id, version) {
      await tx.put.outbox({ ...common, id, trail: id, event: version });
      await tx.put.trailHead({ trail: id, file: 1, batch: numberOf(version), seal: version });
    },
    // No trail is ever taken back: one that has come nowhere stands for none here.
    async remove(tx, id) {
      await tx.remove.outbox([id]);
      await tx.put.trailHead({ trail: id, file: 1, batch: 0, seal: '' });
    },
    async read(reads, id) {
      const head = await reads.audit.head(id);
      const event = (await reads.audit.outbox()).find((each) => each.id === id)?.event;
      return head?.batch === 0 ? [event] : [event, versionOf(head?.batch), head?.seal];
    },
  }),
  issuerKey: kind({
    put: (tx, id, version) =>
      tx.put.issuerKey({
        ...{ account: ACCOUNT, kid: id, number: numberOf(version), algorithm: 'RS256', createdAt: 1, signsFrom: 1 },
        ...{ publicKey: version, sealedPrivateKey: sealed(version) },
      }),
    remove: (tx, id) => tx.remove.issuerKey(ACCOUNT, id),
    async read(reads, id) {
      const key = (await reads.issuerKeys.of(ACCOUNT)).find(({ kid }) => kid === id);
      return [versionOf(key?.number), key?.publicKey, unsealed(key?.sealedPrivateKey)];
    },
  }),
  /** An account with something in it: removed at once with all that it holds. */
  account: kind({
    async put(tx, id, version) {
      await tx.put.account({ id, uuid: id, createdAt: 1, sessionEpoch: numberOf(version) });
      await tx.put.accountSettings({
        ...{ account: id, alias: `${id}-${version}`, passwordPolicy: undefined },
        ...{ globalEndpointToken: 'v1Token', outboundFederation: false },
      });
      await tx.put.user({ ...user(`U${id}`, version), account: id });
      await tx.put.job({ id: `J${id}`, account: id, kind: 'report', createdAt: 1, body: version });
    },
    remove: (tx, id) => tx.remove.account(id),
    read: async (reads, id) => [
      versionOf((await reads.accounts.byId(id))?.sessionEpoch),
      (await reads.accountSettings.of(id))?.alias?.slice(id.length + 1),
      at(await reads.users.byId(id, `U${id}`)),
      (await reads.jobs.byId(id, `J${id}`))?.body,
    ],
  }),
} as const satisfies Readonly<Record<string, StoreKind>>;

export type StoreKindName = keyof typeof storeKinds;

/** A policy that is put on a user and taken off again, the user staying as long as it does. */
function held(
  set: (tx: Transaction, ownerId: string, version: string | undefined) => Promise<unknown>,
  read: (reads: Reads, ownerId: string) => Promise<string | undefined>,
): StoreKind {
  return ofUser(set, (tx, id) => set(tx, id, undefined), read);
}

/** Something of a user's, put with the user and taken away before it. */
function ofUser(
  put: (tx: Transaction, userId: string, version: string) => Promise<unknown>,
  remove: (tx: Transaction, userId: string) => Promise<unknown>,
  read: (reads: Reads, userId: string) => Promise<string | undefined>,
): StoreKind {
  return {
    async put(tx, id, version) {
      await tx.put.user(user(id, version));
      await put(tx, id, version);
    },
    async remove(tx, id) {
      await remove(tx, id);
      await tx.remove.user(ACCOUNT, id);
    },
    read: async (reads, id) => [at(await reads.users.byId(ACCOUNT, id)), await read(reads, id)],
  };
}

/** One state of all parts: `null` when none is there. Halves say so, and equal no state that was ever written. */
export async function stateOfRow(reads: Reads, name: StoreKindName, id: string): Promise<string | null> {
  const parts = await storeKinds[name].read(reads, id);
  const [first] = parts;
  return parts.every((part) => part === first) ? (first ?? null) : `torn ${parts.join('/')}`;
}
