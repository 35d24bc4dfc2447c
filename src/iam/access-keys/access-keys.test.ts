import { beforeEach, describe, expect, it } from 'vitest';
import { accountOfAccessKey } from '../../base/identifiers.ts';
import { A, B, type House, house, root, START_SECONDS, session } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house();
  await h.call('CreateUser', { UserName: 'Ann' });
  await h.call('CreateUser', { UserName: 'Ben' });
});

const create = async (input: object = {}, caller?: Parameters<House['call']>[2]) =>
  (await h.call('CreateAccessKey', input, caller)).AccessKey;
const list = async (input: object = {}, caller?: Parameters<House['call']>[2]) =>
  (await h.call('ListAccessKeys', input, caller)).AccessKeyMetadata;

describe('CreateAccessKey', () => {
  it('answers the secret once and stores it sealed for its row', async () => {
    const key = await create({ UserName: 'ann' });
    expect(key).toEqual({
      UserName: 'Ann',
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9/+]{40}$/),
      Status: 'Active',
      CreateDate: START_SECONDS,
    });
    expect(accountOfAccessKey(key.AccessKeyId)).toBe(A);

    const stored = (await h.store.keys.byId(key.AccessKeyId))!;
    expect(JSON.stringify(stored)).not.toContain(key.SecretAccessKey);
    const context = { table: 'access_keys', column: 'secret', id: stored.id, account: A } as const;
    expect(h.secrets.open(stored.sealedSecret, context)?.toString()).toBe(key.SecretAccessKey);
    const { SecretAccessKey: _, ...listed } = key;
    expect(await list({ UserName: 'Ann' })).toEqual([listed]);
  });

  it("makes the caller's own key, and root's for root", async () => {
    expect((await create({}, await h.asUser('Ben'))).UserName).toBe('Ben');
    const rootKey = await create();
    expect(rootKey.UserName).toBeUndefined();
    expect((await h.store.keys.byId(rootKey.AccessKeyId))!.userId).toBeUndefined();
    expect((await list()).map(({ AccessKeyId }: { AccessKeyId: string }) => AccessKeyId)).toEqual([
      rootKey.AccessKeyId,
    ]);
    expect(await list({}, root(B))).toEqual([]);
  });

  it('stops at two, also for rivals and for root', async () => {
    const tries = Array.from({ length: 6 }, () => create({ UserName: 'Ann' }).catch((error) => error.text));
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === 'Cannot exceed quota for AccessKeysPerUser: 2')).toHaveLength(4);
    await create();
    await create();
    expect(await h.refusal('CreateAccessKey')).toBe('LimitExceeded 409: Cannot exceed quota for AccessKeysPerUser: 2');
  });

  it('follows a user who was renamed in the meantime', async () => {
    const caller = await h.asUser('Ben');
    await h.call('UpdateUser', { UserName: 'Ben', NewUserName: 'Benno' });
    expect((await create({}, caller)).UserName).toBe('Benno');
  });
});

describe('UpdateAccessKey and DeleteAccessKey', () => {
  it('switch a key off and on, and remove it', async () => {
    const { AccessKeyId } = await create({ UserName: 'Ann' });
    const statusOf = async () => (await list({ UserName: 'Ann' }))[0]?.Status;
    for (const Status of ['Inactive', 'Active']) {
      expect(await h.call('UpdateAccessKey', { UserName: 'Ann', AccessKeyId, Status })).toBeUndefined();
      expect(await statusOf()).toBe(Status);
    }
    expect(await h.call('DeleteAccessKey', { AccessKeyId }, await h.asUser('Ann'))).toBeUndefined();
    expect(await statusOf()).toBeUndefined();
  });

  it("do not reach anybody else's key, whoever asks", async () => {
    const bens = await create({ UserName: 'Ben' });
    const roots = await create();
    await h.call('CreateUser', { UserName: 'Ann' }, root(B));
    const ann = await h.asUser('Ann');
    const attempts: readonly (readonly [object, typeof ann, string])[] = [
      [{}, ann, bens.AccessKeyId],
      [{}, ann, roots.AccessKeyId],
      [{ UserName: 'Ann' }, root(A), roots.AccessKeyId],
      [{}, root(A), bens.AccessKeyId],
      [{}, root(B), roots.AccessKeyId],
      [{ UserName: 'Ann' }, root(B), bens.AccessKeyId],
      [{}, ann, 'AKIAIOSFODNN7EXAMPLE'],
    ];
    for (const [input, caller, AccessKeyId] of attempts) {
      const refusal = `NoSuchEntity 404: The Access Key with id ${AccessKeyId} cannot be found.`;
      expect(await h.refusal('UpdateAccessKey', { ...input, AccessKeyId, Status: 'Inactive' }, caller)).toBe(refusal);
      expect(await h.refusal('DeleteAccessKey', { ...input, AccessKeyId }, caller)).toBe(refusal);
    }
    expect((await h.store.keys.byId(roots.AccessKeyId))!.active).toBe(true);
  });

  it('nobody makes a key expire', async () =>
    expect(await h.refusal('UpdateAccessKey', { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Expired' })).toBe(
      "ValidationError 400: 1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]",
    ));
});

describe('without a user name', () => {
  const key = { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
  it.each([
    ['CreateAccessKey', {}],
    ['ListAccessKeys', {}],
    ['UpdateAccessKey', { ...key, Status: 'Active' }],
    ['DeleteAccessKey', key],
  ])('a role session cannot %s', async (operation, input) =>
    expect(await h.refusal(operation, input, session(A))).toBe(
      'ValidationError 400: Must specify userName when calling with non-User credentials',
    ),
  );

  it.each(['CreateAccessKey', 'ListAccessKeys'])('%s of a missing user', async (operation) =>
    expect(await h.refusal(operation, { UserName: 'eve' })).toBe(
      'NoSuchEntity 404: The user with name eve cannot be found.',
    ),
  );
});

describe('GetAccessKeyLastUsed', () => {
  const lastUsed = (AccessKeyId: string, caller = root(A)) => h.call('GetAccessKeyLastUsed', { AccessKeyId }, caller);

  it("answers whose key it is, and AWS's words for one that was never used", async () => {
    const { AccessKeyId } = await create({ UserName: 'ann' });
    const never = { AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } };
    expect(await lastUsed(AccessKeyId)).toEqual({ UserName: 'Ann', ...never });
    expect(await lastUsed((await create()).AccessKeyId)).toEqual(never);
  });

  it('answers what was noted of its use, and nothing else that was noted', async () => {
    const { AccessKeyId } = await create({ UserName: 'Ann' });
    const used = { account: A, service: 'sts', region: 'eu-west-1', seenBy: undefined };
    const { id } = (await h.store.users.byName(A, 'Ann'))!;
    await h.store.change(async (tx) => {
      await tx.put.usage({ ...used, subject: AccessKeyId, what: 'key', at: START_SECONDS + 7 });
      await tx.put.usage({ ...used, subject: id, what: 'password', at: START_SECONDS + 9 });
      await tx.put.usage({ ...used, subject: AccessKeyId, what: 'service:iam', at: START_SECONDS + 9 });
    });
    expect(await lastUsed(AccessKeyId)).toEqual({
      UserName: 'Ann',
      AccessKeyLastUsed: { LastUsedDate: START_SECONDS + 7, ServiceName: 'sts', Region: 'eu-west-1' },
    });
  });

  it('refuses for a key that is not there, and for one of another account, in one sentence', async () => {
    const { AccessKeyId } = await create({ UserName: 'Ann' });
    for (const [id, caller] of [
      ['AKIAIOSFODNN7EXAMPLE', root(A)],
      [AccessKeyId, root(B)],
    ] as const) {
      expect(await h.refusal('GetAccessKeyLastUsed', { AccessKeyId: id }, caller)).toBe(
        `AccessDenied 403: User: ${caller.arn} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${id}`,
      );
    }
  });
});
