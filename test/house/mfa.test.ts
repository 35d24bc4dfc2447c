import { beforeEach, describe, expect, it } from 'vitest';
import { type Device, enrol } from './device.ts';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, type House, openHouse } from './harness.ts';

const INVALID = 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';
const UNKNOWN =
  'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';
const BOTH = 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';

describe('MFA with AssumeRole, across accounts', () => {
  let house: House;
  let alice: Credentials;
  let role: string;
  let device: Device;

  beforeEach(async () => {
    house = await openHouse();
    alice = await house.user(house.rootB, 'alice');
    await house.allowUser(house.rootB, 'alice', { Action: 'sts:AssumeRole', Resource: '*' });
    // The second seed's own condition: a bare true.
    role = await house.role(house.rootA, 'guarded', {
      Principal: { AWS: ACCOUNT_B },
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } },
    });
    device = await enrol(house, house.rootB, 'alice');
  });

  const outcome = async (parameters: Record<string, string>, as = alice) => {
    const answer = await house.assume(as, role, parameters);
    return [answer.status, answer.message];
  };
  const plain = `User: arn:aws:iam::${ACCOUNT_B}:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${ACCOUNT_A}:role/guarded`;

  it('right: assumed; the same code again: refused', async () => {
    const parameters = { SerialNumber: device.serial, TokenCode: device.code() };
    expect(await outcome(parameters)).toEqual([200, undefined]);
    expect(await outcome(parameters)).toEqual([403, INVALID]);
  });

  it('none, code missing, serial missing, wrong, stale, from the future', async () => {
    expect(await outcome({})).toEqual([403, plain]);
    expect(await outcome({ SerialNumber: device.serial })).toEqual([403, BOTH]);
    expect(await outcome({ TokenCode: device.code() })).toEqual([403, BOTH]);
    expect(await outcome({ SerialNumber: device.serial, TokenCode: device.code(-2) })).toEqual([403, INVALID]);
    expect(await outcome({ SerialNumber: device.serial, TokenCode: device.code(2) })).toEqual([403, INVALID]);
  });

  it("another user's device, and one that does not exist", async () => {
    await house.user(house.rootB, 'bob');
    const other = await enrol(house, house.rootB, 'bob');
    expect(await outcome({ SerialNumber: other.serial, TokenCode: other.code() })).toEqual([403, UNKNOWN]);
    expect(await outcome({ SerialNumber: `${device.serial}x`, TokenCode: device.code() })).toEqual([403, UNKNOWN]);
  });

  it('50 parallel tries of one code: exactly one is accepted, with one write', async () => {
    const parameters = { SerialNumber: device.serial, TokenCode: device.code() };
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => outcome(parameters)));
    expect(outcomes.filter(([status]) => status === 200)).toHaveLength(1);
    house.clock.advance(6 * 3600_000);
    house.statements.length = 0;
    expect(await outcome({ SerialNumber: device.serial, TokenCode: device.code() })).toEqual([200, undefined]);
    expect(
      house.statements.filter((sql) => /^\s*(update|insert|delete)/i.test(sql) && /mfa_devices/i.test(sql)),
    ).toHaveLength(1);
  });

  it('five wrong codes lock the device for 30 s, and the right code answers like a wrong one', async () => {
    const wrong = () => String((Number(device.code()) + 1) % 1_000_000).padStart(6, '0');
    for (let i = 0; i < 5; i++)
      expect(await outcome({ SerialNumber: device.serial, TokenCode: wrong() })).toEqual([403, INVALID]);
    expect(await outcome({ SerialNumber: device.serial, TokenCode: device.code() })).toEqual([403, INVALID]);
    house.clock.advance(31_000);
    expect(await outcome({ SerialNumber: device.serial, TokenCode: device.code() })).toEqual([200, undefined]);
  });

  it('counts for the call, not for the session', async () => {
    const session = await house.assumed(alice, role, { SerialNumber: device.serial, TokenCode: device.code() });
    await house.allowRole(house.rootA, 'guarded', {
      Action: 'iam:ListUsers',
      Resource: '*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
    expect((await house.call(session, 'ListUsers')).status).toBe(403);
    expect(
      (await house.assume(session, role, { SerialNumber: device.serial, TokenCode: device.code(1) })).message,
    ).toBe(UNKNOWN);
  });

  it("a caller's own policies see the factor too", async () => {
    await house.allowUser(house.rootB, 'alice', {
      Action: 'sts:AssumeRole',
      Resource: '*',
      Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } },
    });
    expect(await outcome({})).toEqual([403, plain]);
    expect(await outcome({ SerialNumber: device.serial, TokenCode: device.code() })).toEqual([200, undefined]);
  });
});
