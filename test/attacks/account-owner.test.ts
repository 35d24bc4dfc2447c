import { beforeAll, describe, expect, it } from 'vitest';
import { iamOperations } from '../../src/iam/service.ts';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, type House, openHouse } from '../house/harness.ts';
import type { Parameters } from '../house/requests.ts';

/** Attacks on what belongs to the owner of an account, by the numbers of reference/security.md: on the whole house. */

const ALL = { Action: '*', Resource: '*' };
const ROOT_DEVICE = `arn:aws:iam::${ACCOUNT_A}:mfa/roots`;

describe('attack/C09 the credentials of the account owner, for an administrator with every action', () => {
  let house: House;
  let admin: Credentials;
  let session: Credentials;
  beforeAll(async () => {
    house = await openHouse();
    admin = await house.user(house.rootA, 'admin');
    await house.allowUser(house.rootA, 'admin', ALL);
    const trust = { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/admin` } };
    const role = await house.role(house.rootA, 'administration', trust);
    await house.allowRole(house.rootA, 'administration', ALL);
    session = await house.assumed(admin, role);

    await house.must(house.rootA, 'CreateVirtualMFADevice', { VirtualMFADeviceName: 'roots' });
    await house.store.change(async (tx) => {
      const device = (await tx.mfa.bySerial(ROOT_DEVICE))!;
      await tx.put.mfa({ ...device, userId: ACCOUNT_A, enabledAt: 1 });
      const certificate = { account: ACCOUNT_A, userId: ACCOUNT_A, createdAt: 1, body: 'PEM', digest: 'x' };
      await tx.put.signingCertificate({ ...certificate, id: 'ROOTCERTIFICATE123456789', active: true });
    });
  });

  /** Root's credentials as they are stored, and that root's key still opens the door. */
  const roots = async () => ({
    keys: await house.store.keys.of(ACCOUNT_A, undefined),
    devices: await house.store.mfa.of(ACCOUNT_A, ACCOUNT_A),
    certificates: await house.store.signingCertificates.of(ACCOUNT_A, ACCOUNT_A),
    profile: await house.store.loginProfiles.of(ACCOUNT_A, ACCOUNT_A),
    works: (await house.call(house.rootA, 'GetCallerIdentity')).text('Arn'),
  });

  /** Operations on credentials, each with what else it takes. */
  const attempts = (): readonly (readonly [name: string, more: Parameters])[] => [
    ['CreateAccessKey', {}],
    ['ListAccessKeys', {}],
    ['UpdateAccessKey', { AccessKeyId: house.rootA.accessKeyId, Status: 'Inactive' }],
    ['DeleteAccessKey', { AccessKeyId: house.rootA.accessKeyId }],
    ['CreateLoginProfile', { Password: 'Correct-1-Horse' }],
    ['GetLoginProfile', {}],
    ['UpdateLoginProfile', { Password: 'Correct-1-Horse' }],
    ['DeleteLoginProfile', {}],
    ['ListMFADevices', {}],
    ['EnableMFADevice', { SerialNumber: ROOT_DEVICE, AuthenticationCode1: '000000', AuthenticationCode2: '000001' }],
    ['ResyncMFADevice', { SerialNumber: ROOT_DEVICE, AuthenticationCode1: '000000', AuthenticationCode2: '000001' }],
    ['DeactivateMFADevice', { SerialNumber: ROOT_DEVICE }],
    ['ListSigningCertificates', {}],
    ['UpdateSigningCertificate', { CertificateId: 'ROOTCERTIFICATE123456789', Status: 'Inactive' }],
    ['DeleteSigningCertificate', { CertificateId: 'ROOTCERTIFICATE123456789' }],
    ['PutUserPolicy', { PolicyName: 'deny', PolicyDocument: '{"Version":"2012-10-17","Statement":[]}' }],
    ['DeleteUser', {}],
  ];

  it('are out of reach by whatever name root may be called', async () => {
    const before = await roots();
    let calls = 0;
    for (const [name, more] of attempts()) {
      if (!iamOperations.some(({ facts }) => facts.name === name)) continue;
      for (const UserName of ['root', ACCOUNT_A, 'Root', 'account', 'null', 'undefined', '@']) {
        for (const caller of [admin, session]) {
          const answer = await house.call(caller, name, { UserName, ...more });
          expect([name, UserName, answer.status, answer.code]).toEqual([name, UserName, 404, 'NoSuchEntity']);
          calls++;
        }
      }
      for (const UserName of [`<root_account>`, `arn:aws:iam::${ACCOUNT_A}:root`, ':root', '']) {
        const answer = await house.call(admin, name, { UserName, ...more });
        expect([name, UserName, answer.status, answer.code]).toEqual([name, UserName, 400, 'ValidationError']);
        calls++;
      }
    }
    expect(calls).toBeGreaterThan(200);
    expect(await roots()).toEqual(before);
    expect(before.works).toBe(`arn:aws:iam::${ACCOUNT_A}:root`);
  });

  it('are out of reach without a name: that is the user who calls, and a session has to say one', async () => {
    const before = await roots();
    for (const [name, more] of attempts()) {
      if (!iamOperations.some(({ facts }) => facts.name === name)) continue;
      const asSession = await house.call(session, name, more);
      expect([name, asSession.status, asSession.code]).toEqual([name, 400, 'ValidationError']);
      // Nothing of root's is named, told or changed to the user either.
      const asAdmin = await house.call(admin, name, more);
      expect([name, asAdmin.body.includes(house.rootA.accessKeyId) && asAdmin.status === 200]).toEqual([name, false]);
      expect(await roots()).toEqual(before);
      if (name === 'CreateAccessKey' && asAdmin.status === 200)
        await house.must(admin, 'DeleteAccessKey', { AccessKeyId: asAdmin.text('AccessKeyId')! });
    }
    expect((await house.call(admin, 'ListAccessKeys')).body).not.toContain(house.rootA.accessKeyId);
    expect((await house.call(admin, 'ListMFADevices')).body).not.toContain(ROOT_DEVICE);
  });

  it("the device in use is not deleted, and nobody's password is changed to root's", async () => {
    const answer = await house.call(admin, 'DeleteVirtualMFADevice', { SerialNumber: ROOT_DEVICE });
    expect(answer.code).toBe('DeleteConflict');
    const change = await house.call(session, 'ChangePassword', { OldPassword: 'x', NewPassword: 'Correct-1-Horse' });
    expect(change.code).toBe('InvalidUserType');
    expect((await roots()).devices).toHaveLength(1);
  });

  it('the reports tell that there are such credentials, and none of them', async () => {
    await house.must(admin, 'GenerateCredentialReport');
    const report = await house.must(admin, 'GetCredentialReport');
    const csv = Buffer.from(report.text('Content')!, 'base64').toString();
    expect(csv).toContain(`<root_account>,arn:aws:iam::${ACCOUNT_A}:root,`);
    expect(csv).not.toContain(house.rootA.accessKeyId);
    expect(csv).not.toContain(house.rootA.secretAccessKey);
  });

  it('and those of another account, whose root is no better known', async () => {
    const AccessKeyId = house.rootB.accessKeyId;
    for (const [name, more] of [
      ['UpdateAccessKey', { AccessKeyId, Status: 'Inactive' }],
      ['DeleteAccessKey', { AccessKeyId }],
    ] as const) {
      expect((await house.call(admin, name, more)).code).toBe('NoSuchEntity');
      expect((await house.call(house.rootA, name, more)).code).toBe('NoSuchEntity');
    }
    expect((await house.call(house.rootB, 'GetCallerIdentity')).text('Account')).toBe(ACCOUNT_B);
  });
});

describe("attack/G13 passwords, for whoever may change one's own", () => {
  const OLD = 'Correct-1-Horse';
  const NEW = 'Correct-2-Horse';
  let house: House;
  let ann: Credentials;
  beforeAll(async () => {
    house = await openHouse({ audit: true });
    ann = await house.user(house.rootA, 'ann');
    await house.user(house.rootA, 'boss');
    for (const UserName of ['ann', 'boss'])
      await house.must(house.rootA, 'CreateLoginProfile', { UserName, Password: OLD });
  });

  const change = async (caller = ann) => {
    const answer = await house.call(caller, 'ChangePassword', { OldPassword: 'wrong', NewPassword: NEW });
    return answer.message;
  };
  const WRONG = 'The old password was incorrect.';
  const denied = (reason: string) =>
    `User: arn:aws:iam::${ACCOUNT_A}:user/ann is not authorized to perform: iam:ChangePassword on resource: arn:aws:iam::${ACCOUNT_A}:user/ann ${reason}`;
  const BY_NOBODY = denied('because no identity-based policy allows the iam:ChangePassword action');
  const allowing = (AllowUsersToChangePassword: string) =>
    house.must(house.rootA, 'UpdateAccountPasswordPolicy', { AllowUsersToChangePassword });

  it('it takes a permission, of a policy or of the account', async () => {
    expect(await change()).toBe(BY_NOBODY);
    expect((await house.call(ann, 'GetAccountPasswordPolicy')).code).toBe('AccessDenied');
    await house.allowUser(house.rootA, 'ann', { Action: 'iam:ChangePassword', Resource: '*' });
    expect(await change()).toBe(WRONG);
    await house.must(house.rootA, 'DeleteUserPolicy', { UserName: 'ann', PolicyName: 'allowed' });
    await allowing('false');
    expect(await change()).toBe(BY_NOBODY);
    await allowing('true');
    expect(await change()).toBe(WRONG);
    expect((await house.call(ann, 'GetAccountPasswordPolicy')).status).toBe(200);
  });

  it("the account's permission is for oneself, and for nothing else", async () => {
    await allowing('true');
    for (const [name, more] of [
      ['UpdateLoginProfile', { UserName: 'boss', Password: NEW }],
      ['UpdateLoginProfile', { UserName: 'ann', Password: NEW }],
      ['DeleteLoginProfile', { UserName: 'boss' }],
      ['GetLoginProfile', {}],
      ['UpdateAccountPasswordPolicy', {}],
    ] as const)
      expect([name, (await house.call(ann, name, more)).code]).toEqual([name, 'AccessDenied']);
    const role = await house.role(house.rootA, 'reader', {
      Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/boss` },
    });
    await house.allowUser(house.rootA, 'boss', { Action: 'sts:AssumeRole', Resource: '*' });
    const key = await house.must(house.rootA, 'CreateAccessKey', { UserName: 'boss' });
    const boss = { accessKeyId: key.text('AccessKeyId')!, secretAccessKey: key.text('SecretAccessKey')! };
    const session = await house.assumed(boss, role);
    expect((await house.call(session, 'GetAccountPasswordPolicy')).code).toBe('AccessDenied');
  });

  it('a Deny and a boundary hold against it', async () => {
    await allowing('true');
    await house.allowUser(house.rootA, 'ann', { Effect: 'Deny', Action: 'iam:ChangePassword', Resource: '*' });
    expect(await change()).toBe(denied('with an explicit deny in an identity-based policy'));
    await house.must(house.rootA, 'DeleteUserPolicy', { UserName: 'ann', PolicyName: 'allowed' });
    const edge = await house.must(house.rootA, 'CreatePolicy', {
      PolicyName: 'edge',
      PolicyDocument: '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}',
    });
    await house.must(house.rootA, 'PutUserPermissionsBoundary', {
      UserName: 'ann',
      PermissionsBoundary: edge.text('Arn')!,
    });
    expect(await change()).toBe(denied('because no permissions boundary allows the iam:ChangePassword action'));
    await house.must(house.rootA, 'DeleteUserPermissionsBoundary', { UserName: 'ann' });
    expect(await change()).toBe(WRONG);
  });

  it('attack/I08 without permission nothing is hashed', async () => {
    await allowing('false');
    const { passwords } = house.tools;
    let derivations = 0;
    Object.assign(house.tools, {
      passwords: {
        ...passwords,
        hash: () => Promise.reject(new Error(`derivation ${++derivations}`)),
        verify: () => Promise.reject(new Error(`derivation ${++derivations}`)),
      },
    });
    for (const [name, more] of [
      ['CreateLoginProfile', { UserName: 'ann', Password: NEW }],
      ['UpdateLoginProfile', { UserName: 'boss', Password: NEW }],
      ['ChangePassword', { OldPassword: OLD, NewPassword: NEW }],
    ] as const)
      expect([name, (await house.call(ann, name, more)).code]).toEqual([name, 'AccessDenied']);
    expect(derivations).toBe(0);
    expect((await house.call(house.rootA, 'UpdateLoginProfile', { UserName: 'ann', Password: NEW })).status).toBe(500);
    expect(derivations).toBe(1);
    Object.assign(house.tools, { passwords });
  });

  it('no password is in an answer, in the audit trail, or in the database', async () => {
    await allowing('true');
    const answers = [
      await house.call(ann, 'ChangePassword', { OldPassword: OLD, NewPassword: 'short-secret' }),
      await house.call(ann, 'ChangePassword', { OldPassword: 'wrong-secret', NewPassword: NEW }),
      await house.call(ann, 'ChangePassword', { OldPassword: '\u0001secret', NewPassword: '\u2603secret' }),
      await house.call(ann, 'ChangePassword', { OldPassword: OLD, NewPassword: NEW }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 400, 403]);
    const written = JSON.stringify(await house.trail());
    expect(written).toContain('ChangePassword');
    const told = answers.map(({ body }) => body).join('') + written;
    for (const secret of ['secret', OLD, NEW]) expect(told).not.toContain(secret);
    const { id } = (await house.store.users.byName(ACCOUNT_A, 'ann'))!;
    const stored = JSON.stringify(await house.store.loginProfiles.of(ACCOUNT_A, id));
    for (const secret of [OLD, NEW, 'short-secret']) expect(stored).not.toContain(secret);
  });
});
