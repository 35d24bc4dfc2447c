import { beforeEach, describe, expect, it } from 'vitest';
import { A, B, type House, house, root } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house({ accessKeysPerUser: 3 });
});

const HOURS = 3_600_000;
const T0 = '2023-11-14T22:13:20Z';
const T1 = '2023-11-14T22:14:20Z';
const NOT_PRESENT = 'ReportNotPresent 410: undefined';

const lines = async (): Promise<string[]> =>
  Buffer.from((await h.call('GetCredentialReport')).Content)
    .toString()
    .split('\n');
const HEADER =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,' +
  'access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,' +
  'access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,' +
  'cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const NO_KEY = 'false,N/A,N/A,N/A,N/A';
const NO_CERTIFICATES = 'false,N/A,false,N/A';
const ROOT = `<root_account>,arn:aws:iam::${A}:root,2020-09-13T12:26:40Z,false,N/A,N/A,not_supported`;

describe('the life of a report', () => {
  it('is none, then made, then complete for four hours, then expired, then made anew', async () => {
    expect(await h.refusal('GetCredentialReport')).toBe(NOT_PRESENT);
    expect(await h.call('GenerateCredentialReport')).toEqual({
      State: 'STARTED',
      Description: 'No report exists. Starting a new report generation task',
    });
    const made = await h.call('GetCredentialReport');
    expect(made).toMatchObject({ ReportFormat: 'text/csv', GeneratedTime: 1_700_000_000 });

    await h.call('CreateUser', { UserName: 'Later' });
    h.clock.advance(4 * HOURS);
    expect(await h.call('GenerateCredentialReport')).toEqual({ State: 'COMPLETE' });
    expect(await h.call('GetCredentialReport')).toEqual(made);
    h.clock.advance(1000);
    expect(await h.refusal('GetCredentialReport')).toBe('ReportExpired 410: undefined');
    expect(await h.call('GenerateCredentialReport')).toMatchObject({ State: 'STARTED' });
    expect((await lines()).at(-1)).toMatch(/^Later,/);
    expect((await h.store.jobs.latest(A, 'credential-report'))!.createdAt).toBe(1_700_000_000 + 4 * 3600 + 1);
  });

  it("is the account's own", async () => {
    await h.call('GenerateCredentialReport');
    expect(await h.refusal('GetCredentialReport', {}, root(B))).toBe(NOT_PRESENT);
  });
});

describe('what is in it', () => {
  it('of an empty account the header and root, and no line feed at the end', async () => {
    await h.call('GenerateCredentialReport');
    expect(await lines()).toEqual([HEADER, `${ROOT},false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`]);
  });

  it('of users who have nothing, a password, keys, devices and certificates', async () => {
    await h.call('UpdateAccountPasswordPolicy', { MaxPasswordAge: 90 });
    for (const UserName of ['zoe', 'Ann', 'ben']) await h.call('CreateUser', { UserName, Path: '/p/' });
    await h.call('CreateUser', { UserName: 'Foreign' }, root(B));
    await h.call('CreateLoginProfile', { UserName: 'Ann', Password: 'password' });
    await h.call('CreateLoginProfile', { UserName: 'ben', Password: 'password' });
    const ids = Object.fromEntries((await h.store.users.list(A, { limit: 9 })).map(({ name, id }) => [name, id]));
    const keys = [];
    for (const _ of [1, 2]) keys.push((await h.call('CreateAccessKey', { UserName: 'Ann' })).AccessKey.AccessKeyId);
    const [first, second] = keys.sort();
    await h.call('UpdateAccessKey', { UserName: 'Ann', AccessKeyId: second, Status: 'Inactive' });
    await h.call('CreateVirtualMFADevice', { VirtualMFADeviceName: 'phone' });
    await h.store.change(async (tx) => {
      const use = { account: A, at: 1_700_000_060, seenBy: undefined };
      await tx.put.usage({ ...use, subject: first!, what: 'key', service: 'iam', region: 'eu-west-1' });
      await tx.put.usage({ ...use, subject: ids.ben!, what: 'password', service: 'signin', region: '' });
      const device = (await tx.mfa.bySerial(`arn:aws:iam::${A}:mfa/phone`))!;
      await tx.put.mfa({ ...device, userId: ids.zoe!, enabledAt: 1 });
      const certificate = { account: A, userId: ids.zoe!, createdAt: 1_700_000_000, body: 'PEM' };
      await tx.put.signingCertificate({ ...certificate, id: 'C1', active: true, digest: '1' });
      await tx.put.signingCertificate({
        ...certificate,
        id: 'C2',
        active: false,
        createdAt: 1_700_000_060,
        digest: '2',
      });
    });
    await h.call('GenerateCredentialReport');
    const user = (name: string) => `${name},arn:aws:iam::${A}:user/p/${name},${T0}`;
    const next = '2024-02-12T22:13:20Z';
    expect(await lines()).toEqual([
      HEADER,
      `${ROOT},false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`,
      `${user('Ann')},true,no_information,${T0},${next},false,true,${T0},${T1},eu-west-1,iam,false,${T0},N/A,N/A,N/A,${NO_CERTIFICATES}`,
      `${user('ben')},true,${T1},${T0},${next},false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`,
      `${user('zoe')},false,N/A,N/A,N/A,true,${NO_KEY},${NO_KEY},false,${T1},true,${T0}`,
    ]);
  });

  it("root's keys, devices and certificates", async () => {
    await h.call('CreateAccessKey');
    await h.call('CreateVirtualMFADevice', { VirtualMFADeviceName: 'phone' });
    await h.store.change(async (tx) => {
      const device = (await tx.mfa.bySerial(`arn:aws:iam::${A}:mfa/phone`))!;
      await tx.put.mfa({ ...device, userId: A, enabledAt: 1 });
    });
    await h.call('GenerateCredentialReport');
    expect((await lines())[1]).toBe(`${ROOT},true,true,${T0},N/A,N/A,N/A,${NO_KEY},${NO_CERTIFICATES}`);
  });

  it('leaves nothing out where somebody has more than two keys', async () => {
    await h.call('CreateUser', { UserName: 'Ann' });
    for (const _ of [1, 2, 3]) await h.call('CreateAccessKey', { UserName: 'Ann' });
    await h.call('GenerateCredentialReport');
    const [header, rootLine, annLine] = await lines();
    expect(header).toBe(`${HEADER},additional_credentials_info`);
    expect(rootLine).toMatch(/,N\/A$/);
    expect(annLine).toMatch(/,access keys beyond two: 1 \(ListAccessKeys\)$/);
  });

  it('a name or path with commas and quotation marks stays one cell', async () => {
    await h.call('CreateUser', { UserName: 'a,b', Path: '/"x,y"/' });
    await h.call('GenerateCredentialReport');
    expect((await lines())[2]).toMatch(/^"a,b","arn:aws:iam::111122223333:user\/""x,y""\/a,b",2023-/);
  });

  it('has users in pages, in the order of their names', async () => {
    await h.store.change(async (tx) => {
      for (let n = 0; n < 1003; n++) {
        const name = `u${String(n).padStart(4, '0')}`;
        await tx.put.user({
          id: `AIDA${n}`,
          account: A,
          name,
          path: '/',
          createdAt: 1,
          tags: [],
          boundaryArn: undefined,
        });
      }
    });
    await h.call('GenerateCredentialReport');
    const names = (await lines()).slice(2).map((line) => line.split(',')[0]);
    expect(names).toHaveLength(1003);
    expect(names).toEqual([...names].sort());
  });

  it('and no secret', async () => {
    await h.call('CreateUser', { UserName: 'Ann' });
    await h.call('CreateLoginProfile', { UserName: 'Ann', Password: 'Correct-1-Horse' });
    const { AccessKey } = await h.call('CreateAccessKey', { UserName: 'Ann' });
    await h.call('GenerateCredentialReport');
    const csv = (await lines()).join('\n');
    for (const secret of ['Correct-1-Horse', 'scrypt', AccessKey.SecretAccessKey]) expect(csv).not.toContain(secret);
  });
});
