import { expect, it } from 'vitest';
import { Conflict, type Transaction } from '../store/store.ts';
import { makeCertificate } from './certificates/testing.ts';
import { iamOperations } from './service.ts';
import { A, house, IDENTITY, root, TRUST } from './testing.ts';

const { pem, keyPem } = makeCertificate();

/**
 * A name that another node took between our look and our write: the look finds nothing, the write collides. The answer is
 * the one that everybody else gets whose name is taken.
 */
it.each<[operation: string, input: object]>([
  ['CreateUser', { UserName: 'n' }],
  ['CreateGroup', { GroupName: 'n' }],
  ['CreateRole', { RoleName: 'n', AssumeRolePolicyDocument: TRUST }],
  ['CreatePolicy', { PolicyName: 'n', PolicyDocument: IDENTITY }],
  ['CreateInstanceProfile', { InstanceProfileName: 'n' }],
  ['CreateVirtualMFADevice', { VirtualMFADeviceName: 'n' }],
  ['CreateOpenIDConnectProvider', { Url: 'https://n.example.com' }],
  ['UploadServerCertificate', { ServerCertificateName: 'n', CertificateBody: pem, PrivateKey: keyPem }],
  ['UpdateUser', { UserName: 'old', NewUserName: 'n' }],
  ['UpdateGroup', { GroupName: 'old', NewGroupName: 'n' }],
])('%s: a collision in the store is a taken name', async (name, input) => {
  const h = await house();
  for (const each of [{ UserName: 'old' }, { UserName: 'older' }]) await h.call('CreateUser', each);
  for (const each of [{ GroupName: 'old' }, { GroupName: 'older' }]) await h.call('CreateGroup', each);
  const collide = async () => {
    throw new Conflict('n');
  };
  const store = {
    ...h.store,
    change: <T>(work: (tx: Transaction) => Promise<T>) =>
      h.store.change((tx) => work({ ...tx, put: new Proxy(tx.put, { get: () => collide }) })),
  };
  const operation = iamOperations.find(({ facts }) => facts.name === name)!;
  const given = { ...h.tools, store, input, caller: root(A) } as unknown as Parameters<typeof operation.handle>[0];
  const checked = operation.check?.(given);
  const found = await operation.load?.(given);
  const thrown = await operation.handle({ ...given, checked, found }).catch((error: unknown) => error);

  await h.call(name, input);
  const again = 'UserName' in input && name === 'UpdateUser' ? { ...input, UserName: 'older' } : input;
  const refusal = await h.refusal(name, name === 'UpdateGroup' ? { ...again, GroupName: 'older' } : again);
  expect(thrown).toMatchObject({ code: 'EntityAlreadyExists', status: 409 });
  expect(`EntityAlreadyExists 409: ${(thrown as { text: string }).text}`).toBe(refusal);
});
