import { secondsOf } from '../../base/clock.ts';
import { accessKeyId } from '../../base/identifiers.ts';
import type { OperationFacts } from '../../model/facts.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, type Operation, operation } from '../../operation/operation.ts';
import type { SshKeyRecord } from '../../store/credential-records.ts';
import type { UserRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { freshId, isActive, placeOf, requireSettable, statusOf } from '../credential.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { changing, loadUser, present, resourceOf, users } from '../noun.ts';
import { askTarget, loadUserTarget, presentTarget } from '../own-user.ts';
import { listPage } from '../paging.ts';
import { ask, entityTags } from '../question.ts';
import { pemOf, readPublicKey } from './public-key.ts';

const askUser = (
  facts: OperationFacts,
  given: Pick<Given<{ readonly UserName: string }>, 'caller' | 'input'> & { readonly found: UserRecord | undefined },
) => ask(facts, resourceOf(users, given), entityTags(given.found?.tags));

const UploadSSHPublicKey = operation(model.UploadSSHPublicKey, {
  load: loadUser,
  access: (given) => askUser(model.UploadSSHPublicKey, given),
  handle: (given) =>
    changing(users, given, async (tx, { account, id: userId, name }) => {
      const { input, entropy, clock, quotas } = given;
      const { line, fingerprint } = readPublicKey(input.SSHPublicKeyBody);
      const held = await tx.sshKeys.of(account, userId);
      // The same key in the other encoding, or with another comment, is the same key.
      if (held.some(({ body }) => body === line)) {
        throw iamFaults.DuplicateSSHPublicKey('Duplicate SSH public key uploaded.');
      }
      const quota = quotas.sshKeysPerUser;
      if (held.length >= quota) throw quotaExceeded('SSHPublicKeysPerUser', quota);

      const id = await freshId(
        () => accessKeyId('APKA', account, entropy),
        (drawn) => tx.sshKeys.byId(account, drawn),
      );
      const key = { id, account, userId, active: true, createdAt: secondsOf(clock), body: line, fingerprint };
      await tx.put.sshKey(key);
      return { SSHPublicKey: described(key, name, input.SSHPublicKeyBody) };
    }),
});

const GetSSHPublicKey = operation(model.GetSSHPublicKey, {
  load: loadUser,
  access: (given) => askUser(model.GetSSHPublicKey, given),
  async handle(given) {
    const user = present(users, given);
    const key = await keyOf(given.store, user, given.input.SSHPublicKeyId);
    return { SSHPublicKey: described(key, user.name, given.input.Encoding === 'PEM' ? pemOf(key.body) : key.body) };
  },
});

const ListSSHPublicKeys = operation(model.ListSSHPublicKeys, {
  load: loadUserTarget,
  access: (given) => askTarget(model.ListSSHPublicKeys, given),
  async handle(given) {
    const { account, id, name } = presentTarget(given.found)!;
    const keys = await given.store.sshKeys.of(account, id);
    const { items, ...listed } = listPage(given, model.ListSSHPublicKeys, keys, placeOf);
    return { SSHPublicKeys: items.map((key) => listedKey(key, name)), ...listed };
  },
});

const UpdateSSHPublicKey = operation(model.UpdateSSHPublicKey, {
  check: requireSettable,
  load: loadUser,
  access: (given) => askUser(model.UpdateSSHPublicKey, given),
  handle: (given) =>
    changing(users, given, async (tx, user) => {
      const key = await keyOf(tx, user, given.input.SSHPublicKeyId);
      await tx.put.sshKey({ ...key, active: isActive(given.input) });
    }),
});

const DeleteSSHPublicKey = operation(model.DeleteSSHPublicKey, {
  load: loadUser,
  access: (given) => askUser(model.DeleteSSHPublicKey, given),
  handle: (given) =>
    changing(users, given, async (tx, user) => {
      const { account, id } = await keyOf(tx, user, given.input.SSHPublicKeyId);
      await tx.remove.sshKey(account, id);
    }),
});

export const sshKeyOperations: readonly Operation[] = [
  UploadSSHPublicKey,
  GetSSHPublicKey,
  ListSSHPublicKeys,
  UpdateSSHPublicKey,
  DeleteSSHPublicKey,
];

/** The key of exactly this user. AWS has another sentence for a key of somebody else's in the account. */
async function keyOf(
  reads: Reads,
  user: { readonly account: string; readonly id: string },
  id: string,
): Promise<SshKeyRecord> {
  const key = await reads.sshKeys.byId(user.account, id);
  if (key === undefined) throw iamFaults.NoSuchEntity(`The Public Key with id ${id} cannot be found.`);
  if (key.userId !== user.id) throw iamFaults.NoSuchEntity(`User has no Public Key with id ${id}.`);
  return key;
}

const listedKey = (key: SshKeyRecord, userName: string): model.SSHPublicKeyMetadata => ({
  UserName: userName,
  SSHPublicKeyId: key.id,
  Status: statusOf(key),
  UploadDate: key.createdAt,
});

const described = (key: SshKeyRecord, userName: string, body: string): model.SSHPublicKey => ({
  ...listedKey(key, userName),
  Fingerprint: key.fingerprint,
  SSHPublicKeyBody: body,
});
