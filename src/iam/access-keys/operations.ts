import { secondsOf } from '../../base/clock.ts';
import { accessKeyId, secretAccessKey } from '../../base/identifiers.ts';
import { common } from '../../model/fault.ts';
import * as model from '../../model/generated/iam.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import type { AccessKeyRecord } from '../../store/records.ts';
import type { Transaction } from '../../store/store.ts';
import { freshId, isActive, placeOf, statusOf } from '../credential.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { askTarget, currentTarget, loadTarget, presentTarget, type Target } from '../own-user.ts';
import { listPage } from '../paging.ts';
import { GetAccessKeyLastUsed } from './get-access-key-last-used.ts';

/**
 * Makes a long-term access key for a user, or for the account's root when root asks for itself. The secret is in this
 * answer and nowhere else: what is stored is sealed (security.md 4.2).
 */
const CreateAccessKey = operation(model.CreateAccessKey, {
  load: loadTarget,
  access: (given) => askTarget(model.CreateAccessKey, given),
  async handle({ store, caller, found, secrets, entropy, clock, quotas }) {
    const { account } = caller;
    const secret = secretAccessKey(entropy);
    return store.change(async (tx) => {
      const user = await currentTarget(tx, found);
      const quota = quotas.accessKeysPerUser;
      if ((await tx.keys.of(account, user?.id)).length >= quota) throw quotaExceeded('AccessKeysPerUser', quota);

      const id = await freshId(
        () => accessKeyId('AKIA', account, entropy),
        (drawn) => tx.keys.byId(drawn),
      );
      const sealedSecret = secrets.seal(Buffer.from(secret), accessKeyContext({ id, account }));
      const key = { id, account, userId: user?.id, active: true, createdAt: secondsOf(clock), sealedSecret };
      await tx.put.key(key);
      return { AccessKey: { ...describeKey(key, user?.name), SecretAccessKey: secret } };
    });
  },
});

const ListAccessKeys = operation(model.ListAccessKeys, {
  load: loadTarget,
  access: (given) => askTarget(model.ListAccessKeys, given),
  async handle(given) {
    const user = presentTarget(given.found);
    const keys = await given.store.keys.of(given.caller.account, user?.id);
    const { items, ...listed } = listPage(given, model.ListAccessKeys, keys, placeOf);
    return { AccessKeyMetadata: items.map((key) => describeKey(key, user?.name)), ...listed };
  },
});

const UpdateAccessKey = operation(model.UpdateAccessKey, {
  check({ input }) {
    // The model knows Expired as a state that a key can be in; nobody can put it there.
    if (input.Status === 'Expired') {
      throw common.ValidationError(
        "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]",
      );
    }
  },
  load: loadTarget,
  access: (given) => askTarget(model.UpdateAccessKey, given),
  handle: ({ store, caller, input, found }) =>
    store.change(async (tx) => {
      const key = await keyOf(tx, caller.account, found, input.AccessKeyId);
      await tx.put.key({ ...key, active: isActive(input) });
    }),
});

const DeleteAccessKey = operation(model.DeleteAccessKey, {
  load: loadTarget,
  access: (given) => askTarget(model.DeleteAccessKey, given),
  handle: ({ store, caller, input, found }) =>
    store.change(async (tx) => {
      const key = await keyOf(tx, caller.account, found, input.AccessKeyId);
      await tx.remove.key(key.account, key.id);
    }),
});

export const accessKeyOperations: readonly Operation[] = [
  CreateAccessKey,
  ListAccessKeys,
  UpdateAccessKey,
  DeleteAccessKey,
  GetAccessKeyLastUsed,
];

/**
 * The key of exactly this owner. Permission was asked about the owner, so somebody else's key, root's above all, must
 * be as if it were not there (security.md B07, C09).
 */
async function keyOf(tx: Transaction, account: string, found: Target, id: string): Promise<AccessKeyRecord> {
  const user = await currentTarget(tx, found);
  const key = await tx.keys.byId(id);
  if (key === undefined || key.account !== account || key.userId !== user?.id) {
    throw iamFaults.NoSuchEntity(`The Access Key with id ${id} cannot be found.`);
  }
  return key;
}

/** What a key's secret is bound to. Whoever opens it says the same. */
const accessKeyContext = ({ id, account }: Pick<AccessKeyRecord, 'id' | 'account'>) =>
  ({ table: 'access_keys', column: 'secret', id, account }) as const;

/** Root's keys have no user name. */
const describeKey = ({ id, active, createdAt }: AccessKeyRecord, userName: string | undefined) => ({
  UserName: userName as string,
  AccessKeyId: id,
  Status: statusOf({ active }),
  CreateDate: createdAt,
});
