import type { Device } from '../totp.ts';
import { MIA } from './callers.ts';
import { deviceOf, serialOf } from './mfa-devices.ts';
import { assumes, calls, isRefused } from './session.ts';
import { AWAY, type Chapter, denied, type Refusal, roleArn, sessionArn, type World } from './step.ts';

const denial = (text: string): Refusal => ({ code: 'AccessDenied', text });
const INVALID_CODE = denial('MultiFactorAuthentication failed with invalid MFA one time pass code. ');
const NOT_BOTH = denial(
  'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
);
const UNKNOWN_DEVICE = denial(
  'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
);

/** A call to assume the role that wants MFA. */
const guarded = (by: string, session: string) => ({ by, account: AWAY, role: 'guarded', session });

/** Its serial number and a code of it. */
const shown = (name: string, code: (device: Device) => string | Promise<string>) => ({
  with: async (world: World) => ({ SerialNumber: serialOf(name), TokenCode: await code(deviceOf(world, name)) }),
});

/** Across accounts, behind `aws:MultiFactorAuthPresent`. */
export const mfa: Chapter = {
  title: 'MFA across accounts',
  steps: [
    isRefused('none', guarded('mia', 'no-mfa'), denied(MIA, 'sts:AssumeRole', roleArn(AWAY, 'guarded'))),
    isRefused('code missing', { ...guarded('mia', 'no-mfa'), with: { SerialNumber: serialOf('mia-phone') } }, NOT_BOTH),
    isRefused('serial missing', { ...guarded('mia', 'no-mfa'), with: { TokenCode: '123456' } }, NOT_BOTH),
    isRefused(
      'code wrong',
      { ...guarded('mia', 'no-mfa'), ...shown('mia-phone', (it) => it.wrongCode()) },
      INVALID_CODE,
    ),
    assumes('code right', { ...guarded('mia', 'with-mfa'), ...shown('mia-phone', (it) => it.freshCode()) }),
    calls(
      'credentials used',
      'with-mfa',
      'GetCallerIdentity',
      {},
      { gives: { Arn: sessionArn(AWAY, 'guarded', 'with-mfa') } },
    ),
    isRefused(
      'code replayed',
      { ...guarded('mia', 'no-mfa'), ...shown('mia-phone', (it) => it.usedCode()) },
      INVALID_CODE,
    ),
    isRefused(
      "another user's device",
      { ...guarded('mia', 'no-mfa'), ...shown('max-phone', (it) => it.freshCode()) },
      UNKNOWN_DEVICE,
    ),
    assumes('that code, by the owner of the device', {
      ...guarded('max', 'of-max'),
      ...shown('max-phone', (it) => it.usedCode()),
    }),
    isRefused(
      'code expired by two steps',
      { ...guarded('mia', 'no-mfa'), ...shown('mia-tablet', (it) => it.staleCode()) },
      INVALID_CODE,
    ),
    assumes('a code of now, of that device', {
      ...guarded('mia', 'of-now'),
      ...shown('mia-tablet', (it) => it.freshCode()),
    }),
  ],
};
