import { expect, it } from 'vitest';
import { Conflict, type Transaction } from '../store/store.ts';
import { iamOperations } from './service.ts';
import { A, house, IDENTITY, root, TRUST } from './testing.ts';

/** A name that another node took between our look and our write: the look finds nothing, the write collides. */
it.each([
  ['CreateUser', { UserName: 'n' }, 'User with name n already exists.'],
  ['CreateRole', { RoleName: 'n', AssumeRolePolicyDocument: TRUST }, 'Role with name n already exists.'],
  [
    'CreatePolicy',
    { PolicyName: 'n', PolicyDocument: IDENTITY },
    'A policy called n already exists. Duplicate names are not allowed.',
  ],
  ['CreateVirtualMFADevice', { VirtualMFADeviceName: 'n' }, 'MFA device already exists.'],
  ['UpdateUser', { UserName: 'old', NewUserName: 'n' }, 'User with name n already exists.'],
])('%s: a collision in the store is a taken name', async (name, input, text) => {
  const h = await house();
  await h.call('CreateUser', { UserName: 'old' });
  const collide = async () => {
    throw new Conflict('n');
  };
  const store = {
    ...h.store,
    change: <T>(work: (tx: Transaction) => Promise<T>) =>
      h.store.change((tx) =>
        work({ ...tx, put: { ...tx.put, user: collide, role: collide, policy: collide, mfa: collide } }),
      ),
  };
  const operation = iamOperations.find(({ facts }) => facts.name === name)!;
  const given = { ...h.tools, store, input, caller: root(A) } as Parameters<typeof operation.handle>[0];
  const found = await operation.load?.(given);
  await expect(operation.handle({ ...given, found })).rejects.toMatchObject({ code: 'EntityAlreadyExists', text });
});
