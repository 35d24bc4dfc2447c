import { beforeEach, describe, expect, it } from 'vitest';
import { codeAt, stepAt } from '../../mfa/totp.ts';
import { seedContext } from '../../mfa/verifier.ts';
import { A, B, type House, house, root, START_SECONDS, session } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house({ mfaDevicesPerUser: 2 });
  await h.call('CreateUser', { UserName: 'Ann' });
  await h.call('CreateUser', { UserName: 'Ben' });
});

const SERIAL = `arn:aws:iam::${A}:mfa/phone`;
const ann = { UserName: 'Ann', SerialNumber: SERIAL };

const create = async (VirtualMFADeviceName = 'phone', more: object = {}) =>
  (await h.call('CreateVirtualMFADevice', { VirtualMFADeviceName, ...more })).VirtualMFADevice;

/** Two codes as the device shows them, the second of them `behind` steps ago. */
async function codes(serial = SERIAL, behind = 0) {
  const device = (await h.store.mfa.bySerial(serial))!;
  const seed = h.secrets.open(device.sealedSeed, seedContext(device))!;
  const now = stepAt(h.clock.now()) - behind;
  return { AuthenticationCode1: codeAt(seed, now - 1), AuthenticationCode2: codeAt(seed, now) };
}
const enable = async (input: object = ann, serial = SERIAL) =>
  h.call('EnableMFADevice', { ...input, ...(await codes(serial)) });

describe('CreateVirtualMFADevice', () => {
  it('answers seed and QR code once, and stores the seed sealed for its row', async () => {
    const device = await create('phone', { Path: '/x/', Tags: [{ Key: 'a', Value: '1' }] });
    expect(device.SerialNumber).toBe(`arn:aws:iam::${A}:mfa/x/phone`);
    expect(device.Tags).toEqual([{ Key: 'a', Value: '1' }]);
    const text = Buffer.from(device.Base32StringSeed).toString();
    expect(text).toMatch(/^[A-Z2-7]{64}$/);
    expect(Buffer.from(device.QRCodePNG).toString('latin1', 1, 4)).toBe('PNG');

    const stored = (await h.store.mfa.bySerial(device.SerialNumber))!;
    expect(JSON.stringify(stored)).not.toContain(text);
    expect(h.secrets.open(stored.sealedSeed, seedContext(stored))).toHaveLength(40);
    expect(h.secrets.open(stored.sealedSeed, { ...seedContext(stored), account: B })).toBeUndefined();
    expect((await h.call('ListVirtualMFADevices')).VirtualMFADevices).toEqual([{ SerialNumber: device.SerialNumber }]);
  });

  it.each([
    ['phone', '/'],
    ['PHONE', '/'],
    ['phone', '/other/'],
  ])('refuses a name that is taken: %s under %s', async (VirtualMFADeviceName, Path) => {
    await create();
    expect(await h.refusal('CreateVirtualMFADevice', { VirtualMFADeviceName, Path })).toBe(
      'EntityAlreadyExists 409: MFADevice entity at the same path and name already exists.',
    );
  });
});

describe('EnableMFADevice', () => {
  it('gives the device to the user', async () => {
    await create();
    expect(await enable()).toBeUndefined();
    const enabled = { UserName: 'Ann', SerialNumber: SERIAL, EnableDate: START_SECONDS };
    expect(await h.call('ListMFADevices', { UserName: 'ann' })).toEqual({ MFADevices: [enabled], IsTruncated: false });
    expect(await h.call('ListMFADevices', {}, await h.asUser('Ann'))).toMatchObject({ MFADevices: [enabled] });
    expect(await h.call('GetMFADevice', { UserName: 'ANN', SerialNumber: SERIAL })).toEqual(enabled);
    expect(await h.call('GetMFADevice', { SerialNumber: SERIAL }, await h.asUser('Ann'))).toEqual(enabled);
    for (const other of [
      { UserName: 'Ben', SerialNumber: SERIAL },
      { ...ann, SerialNumber: `${SERIAL}2` },
    ]) {
      expect(await h.refusal('GetMFADevice', other)).toMatch(/^NoSuchEntity 404: MFA Device /);
    }
    expect((await h.call('ListVirtualMFADevices')).VirtualMFADevices).toEqual([
      { SerialNumber: SERIAL, EnableDate: START_SECONDS, User: expect.objectContaining({ UserName: 'Ann' }) },
    ]);
  });

  it('takes two consecutive codes and nothing else', async () => {
    await create();
    const { AuthenticationCode1: one, AuthenticationCode2: two } = await codes();
    const { AuthenticationCode1: older } = await codes(SERIAL, 1);
    const { AuthenticationCode1: stale1, AuthenticationCode2: stale2 } = await codes(SERIAL, 999);
    const wrong: readonly (readonly [string, string])[] = [
      [two, one],
      [one, one],
      [two, two],
      [older, two],
      [stale1, stale2],
      ['000000', two],
    ];
    for (const [AuthenticationCode1, AuthenticationCode2] of wrong) {
      expect(await h.refusal('EnableMFADevice', { ...ann, AuthenticationCode1, AuthenticationCode2 })).toBe(
        'InvalidAuthenticationCode 403: Authentication code for device is not valid.',
      );
    }
  });

  it('kills both codes, for signing in and for enabling again', async () => {
    await create();
    const shown = await codes();
    await enable();
    const { id: userId } = (await h.store.users.byName(A, 'Ann'))!;
    for (const code of Object.values(shown)) {
      expect(await h.tools.mfa.verify({ account: A, userId, serial: SERIAL, code })).toBe('refused');
    }
    await h.call('DeactivateMFADevice', ann);
    expect(await h.refusal('EnableMFADevice', { ...ann, UserName: 'Ben', ...shown })).toBe(
      'InvalidAuthenticationCode 403: Authentication code for device is not valid.',
    );
    h.clock.advance(60_000);
    await enable({ ...ann, UserName: 'Ben' });
  });

  it('remembers failures and guesses across users', async () => {
    await create();
    await enable();
    const { id: userId } = (await h.store.users.byName(A, 'Ann'))!;
    for (let i = 0; i < 6; i++) await h.tools.mfa.verify({ account: A, userId, serial: SERIAL, code: '000000' });
    const before = (await h.store.mfa.bySerial(SERIAL))!;
    expect(before.guesses).toBeGreaterThan(0);
    h.clock.advance(60_000);
    await h.call('DeactivateMFADevice', ann);
    await enable();
    const { failures, lockedUntil, guessDay, guesses } = (await h.store.mfa.bySerial(SERIAL))!;
    expect({ failures, lockedUntil, guessDay, guesses }).toEqual({
      failures: before.failures,
      lockedUntil: before.lockedUntil,
      guessDay: before.guessDay,
      guesses: before.guesses,
    });
  });

  it('refuses a device in use, one that is not there, and one too many', async () => {
    await create();
    await enable();
    const any = { AuthenticationCode1: '000000', AuthenticationCode2: '000000' };
    expect(await h.refusal('EnableMFADevice', { ...ann, UserName: 'Ben', ...any })).toBe(
      'EntityAlreadyExists 409: MFA Device is already in use.',
    );
    expect(await h.refusal('EnableMFADevice', { ...ann, ...any })).toBe(
      'EntityAlreadyExists 409: MFA Device for user Ann already exists.',
    );
    expect(await h.refusal('EnableMFADevice', { ...ann, SerialNumber: `${SERIAL}2`, ...any })).toBe(
      `NoSuchEntity 404: MFA Device with serial number ${SERIAL}2 does not exist.`,
    );
    expect(await h.refusal('EnableMFADevice', { ...ann, UserName: 'eve', ...any })).toBe(
      'NoSuchEntity 404: The user with name eve cannot be found.',
    );
    for (const name of ['b', 'c']) await create(name);
    await enable({ ...ann, SerialNumber: `arn:aws:iam::${A}:mfa/b` }, `arn:aws:iam::${A}:mfa/b`);
    expect(await h.refusal('EnableMFADevice', { ...ann, SerialNumber: `arn:aws:iam::${A}:mfa/c`, ...any })).toBe(
      'LimitExceeded 409: Cannot exceed quota for MFADevicesPerUser: 2',
    );
  });

  it("another account's device is not there", async () => {
    await create();
    await h.call('CreateUser', { UserName: 'Ann' }, root(B));
    const gone = `NoSuchEntity 404: MFA Device with serial number ${SERIAL} does not exist.`;
    expect(await h.refusal('EnableMFADevice', { ...ann, ...(await codes()) }, root(B))).toBe(gone);
    expect(await h.refusal('DeactivateMFADevice', ann, root(B))).toBe(gone);
    expect(await h.refusal('ResyncMFADevice', { ...ann, ...(await codes()) }, root(B))).toBe(gone);
    expect(await h.refusal('DeleteVirtualMFADevice', { SerialNumber: SERIAL }, root(B))).toBe(gone);
  });
});

describe('CreateVirtualMFADevice, the quota', () => {
  it('is that of users', async () => {
    h = await house({ usersPerAccount: 2 });
    for (const name of ['a', 'b']) await create(name);
    expect(await h.refusal('CreateVirtualMFADevice', { VirtualMFADeviceName: 'c' })).toBe(
      'LimitExceeded 409: Cannot exceed quota for VirtualMFADevicesPerAccount: 2',
    );
    expect(await h.call('CreateVirtualMFADevice', { VirtualMFADeviceName: 'c' }, root(B))).toBeDefined();
  });
});

const INVALID = 'InvalidAuthenticationCode 403: Authentication code for device is not valid.';

describe('ResyncMFADevice', () => {
  const verify = async (code: string) => {
    const { id: userId } = (await h.store.users.byName(A, 'Ann'))!;
    return h.tools.mfa.verify({ account: A, userId, serial: SERIAL, code });
  };
  const resync = async (behind: number, more: object = {}) =>
    h.call('ResyncMFADevice', { ...ann, ...(await codes(SERIAL, behind)), ...more });

  beforeEach(async () => {
    await create();
    await enable();
    h.clock.advance(3_600_000);
  });

  it('finds a clock that is off; its codes count from then on, and what was right before does not', async () => {
    const late = async (behind: number) => (await codes(SERIAL, behind)).AuthenticationCode2;
    expect(await verify(await late(60))).toBe('refused');
    expect(await resync(60)).toBeUndefined();
    expect(await h.store.mfa.bySerial(SERIAL)).toMatchObject({ skewSteps: -60, failures: 0 });
    h.clock.advance(60_000);
    expect(await verify(await late(0))).toBe('refused');
    expect(await verify(await late(60))).toBe('accepted');
  });

  it('takes no code twice: none that it took itself, none that was signed in with', async () => {
    const shown = await codes();
    await resync(0);
    for (const code of Object.values(shown)) expect(await verify(code)).toBe('refused');
    expect(await h.refusal('ResyncMFADevice', { ...ann, ...shown })).toBe(INVALID);
    h.clock.advance(60_000);
    const { AuthenticationCode1: first } = await codes();
    expect(await verify(first)).toBe('accepted');
    expect(await h.refusal('ResyncMFADevice', { ...ann, ...(await codes()) })).toBe(INVALID);
  });

  it('counts guesses, on record when refused, and locks the device', async () => {
    const wrong = { ...ann, AuthenticationCode1: '000000', AuthenticationCode2: '000000' };
    for (let failures = 1; failures <= 5; failures++) {
      expect(await h.refusal('ResyncMFADevice', wrong)).toBe(INVALID);
      expect(await h.store.mfa.bySerial(SERIAL)).toMatchObject({ failures, guesses: failures });
    }
    expect(await h.refusal('ResyncMFADevice', { ...ann, ...(await codes()) })).toBe(INVALID);
    h.clock.advance(30_000);
    await resync(0);
    expect(await h.store.mfa.bySerial(SERIAL)).toMatchObject({ failures: 0, guesses: 5 });
  });

  it("takes its holder's device and no other", async () => {
    await create('spare');
    const spare = `arn:aws:iam::${A}:mfa/spare`;
    const notTheirs = 'NoSuchEntity 404: MFA Device invalid for user.';
    expect(await h.refusal('ResyncMFADevice', { ...ann, UserName: 'Ben', ...(await codes()) })).toBe(notTheirs);
    expect(await h.refusal('ResyncMFADevice', { ...ann, SerialNumber: spare, ...(await codes(spare)) })).toBe(
      notTheirs,
    );
    expect(await h.refusal('ResyncMFADevice', { ...ann, SerialNumber: `${SERIAL}2`, ...(await codes()) })).toBe(
      `NoSuchEntity 404: MFA Device with serial number ${SERIAL}2 does not exist.`,
    );
    expect(await h.refusal('ResyncMFADevice', { ...ann, UserName: 'eve', ...(await codes()) })).toBe(
      'NoSuchEntity 404: The user with name eve cannot be found.',
    );
  });
});

describe("root's device", () => {
  const own = { UserName: A, SerialNumber: SERIAL };

  it('is enabled, listed, synchronised and deactivated by root, who is named by the account number', async () => {
    await create();
    await enable(own);
    expect(await h.store.mfa.of(A, A)).toHaveLength(1);
    const listed = { SerialNumber: SERIAL, EnableDate: START_SECONDS };
    expect((await h.call('ListMFADevices')).MFADevices).toEqual([listed]);
    expect((await h.call('ListMFADevices', { UserName: A })).MFADevices).toEqual([listed]);
    expect((await h.call('ListVirtualMFADevices', { AssignmentStatus: 'Assigned' })).VirtualMFADevices).toEqual([
      { ...listed, User: { UserId: A, Arn: `arn:aws:iam::${A}:root` } },
    ]);
    h.clock.advance(60_000);
    await h.call('ResyncMFADevice', { ...own, ...(await codes()) });
    expect(await h.refusal('EnableMFADevice', { ...own, ...(await codes()) })).toBe(
      `EntityAlreadyExists 409: MFA Device for user ${A} already exists.`,
    );
    expect(await h.call('DeactivateMFADevice', own)).toBeUndefined();
    expect(await h.store.mfa.of(A, A)).toEqual([]);
  });

  it('is nobody else to enable or take: to them the number is the name of a user', async () => {
    await create();
    const noUser = `NoSuchEntity 404: The user with name ${A} cannot be found.`;
    for (const caller of [await h.asUser('Ann'), session(A)]) {
      expect(await h.refusal('EnableMFADevice', { ...own, ...(await codes()) }, caller)).toBe(noUser);
    }
    await enable(own);
    expect(await h.refusal('DeactivateMFADevice', own, session(A))).toBe(noUser);
    expect(await h.refusal('DeactivateMFADevice', ann)).toBe('NoSuchEntity 404: MFA Device invalid for user.');
    await h.call('CreateUser', { UserName: A });
    expect(await h.refusal('DeactivateMFADevice', own, session(A))).toBe(
      'NoSuchEntity 404: MFA Device invalid for user.',
    );
    expect((await h.call('ListMFADevices', { UserName: A }, session(A))).MFADevices).toEqual([]);
  });
});

describe('a hardware token', () => {
  const TOKEN = 'GAHT12345678';
  const hers = { UserName: 'Ann', SerialNumber: TOKEN };

  beforeEach(async () => {
    await create();
    const { sealedSeed: _, ...like } = (await h.store.mfa.bySerial(SERIAL))!;
    const context = seedContext({ serial: TOKEN, account: A });
    const sealedSeed = h.secrets.seal(Buffer.from('12345678901234567890'), context);
    await h.store.change((tx) => tx.put.mfa({ ...like, serial: TOKEN, name: `hardware/${TOKEN}`, sealedSeed }));
  });

  it('is enabled by its serial number, signed in with, and unassigned again', async () => {
    await enable(hers, TOKEN);
    expect((await h.call('ListMFADevices', { UserName: 'Ann' })).MFADevices).toEqual([
      { ...hers, EnableDate: START_SECONDS },
    ]);
    h.clock.advance(60_000);
    const { id: userId } = (await h.store.users.byName(A, 'Ann'))!;
    const { AuthenticationCode2: code } = await codes(TOKEN);
    expect(await h.tools.mfa.verify({ account: A, userId, serial: TOKEN, code })).toBe('accepted');
    await h.call('DeactivateMFADevice', hers);
    h.clock.advance(90_000);
    await enable({ ...hers, UserName: 'Ben' }, TOKEN);
  });

  it('is no virtual device: not listed as one, not deleted', async () => {
    const { VirtualMFADevices } = await h.call('ListVirtualMFADevices');
    expect(VirtualMFADevices).toEqual([{ SerialNumber: SERIAL }]);
    expect(await h.refusal('DeleteVirtualMFADevice', { SerialNumber: TOKEN })).toBe(
      `NoSuchEntity 404: MFA Device with serial number ${TOKEN} does not exist.`,
    );
    expect(await h.store.mfa.bySerial(TOKEN)).toBeDefined();
  });

  it("another account's is not there", async () => {
    await h.call('CreateUser', { UserName: 'Ann' }, root(B));
    expect(await h.refusal('EnableMFADevice', { ...hers, ...(await codes(TOKEN)) }, root(B))).toBe(
      `NoSuchEntity 404: MFA Device with serial number ${TOKEN} does not exist.`,
    );
  });
});

describe('the end of a device', () => {
  it('is deactivated, then deleted; in use it keeps its user and itself', async () => {
    await create();
    await enable();
    expect(await h.refusal('DeleteUser', { UserName: 'Ann' })).toBe(
      'DeleteConflict 409: Cannot delete entity, must remove tokens from principal first.',
    );
    expect(await h.refusal('DeleteVirtualMFADevice', { SerialNumber: SERIAL })).toBe(
      'DeleteConflict 409: MFA VirtualDevice in use. Must deactivate first.',
    );
    const gone = `NoSuchEntity 404: MFA Device with serial number ${SERIAL} does not exist.`;
    const notTheirs = 'NoSuchEntity 404: MFA Device invalid for user.';
    expect(await h.refusal('DeactivateMFADevice', { ...ann, UserName: 'Ben' })).toBe(notTheirs);
    expect(await h.call('DeactivateMFADevice', { SerialNumber: SERIAL }, await h.asUser('Ann'))).toBeUndefined();
    expect(await h.refusal('DeactivateMFADevice', ann)).toBe(notTheirs);
    expect(await h.call('DeleteVirtualMFADevice', { SerialNumber: SERIAL })).toBeUndefined();
    expect(await h.refusal('DeleteVirtualMFADevice', { SerialNumber: SERIAL })).toBe(gone);
    await h.call('DeleteUser', { UserName: 'Ann' });
  });
});

describe('lists', () => {
  it.each([
    [{}, ['a', 'phone']],
    [{ AssignmentStatus: 'Any' }, ['a', 'phone']],
    [{ AssignmentStatus: 'Assigned' }, ['phone']],
    [{ AssignmentStatus: 'Unassigned' }, ['a']],
  ])('ListVirtualMFADevices %j', async (input, names) => {
    await create();
    await create('a');
    await enable();
    const { VirtualMFADevices } = await h.call('ListVirtualMFADevices', input);
    expect(VirtualMFADevices.map((d: { SerialNumber: string }) => d.SerialNumber.split('/').at(-1))).toEqual(names);
  });

  it('root without a name sees its own devices; a session has to name a user, and so has root to deactivate', async () => {
    expect(await h.call('ListMFADevices')).toEqual({ MFADevices: [], IsTruncated: false });
    const mustName = 'ValidationError 400: Must specify userName when calling with non-User credentials';
    expect(await h.refusal('ListMFADevices', {}, session(A))).toBe(mustName);
    for (const caller of [session(A), root(A)]) {
      expect(await h.refusal('DeactivateMFADevice', { SerialNumber: SERIAL }, caller)).toBe(mustName);
    }
  });
});
