import { randomBytes } from 'node:crypto';
import { trusts } from '../scenario/iam.ts';
import { deviceOf, serialOf } from '../scenario/mfa-devices.ts';
import { absent, HOME, type Output, roleArn, type World } from '../scenario/step.ts';
import { Device } from '../totp.ts';
import { USER } from './holders.ts';
import { arn, byRoot, conflicts, DATE, does, life, misses, pages, refuses, tags } from './life.ts';

const phone = { SerialNumber: serialOf('phone') };
const held = { ...USER, ...phone };
const INVALID = 'Authentication code for device is not valid.';

export const virtualMfaDevices = life(
  'virtual MFA devices',
  does(
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: 'phone' },
    {
      'VirtualMFADevice.SerialNumber': serialOf('phone'),
      'VirtualMFADevice.Base32StringSeed': /^[A-Z2-7]{64}$/,
    },
    { keep: keepDevice('phone') },
  ),
  refuses(
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: 'phone' },
    'EntityAlreadyExists',
    'MFADevice entity at the same path and name already exists.',
  ),
  does('CreateVirtualMFADevice', { VirtualMFADeviceName: 'watch' }, {}, { as: 'a second', keep: keepDevice('watch') }),
  pages('ListVirtualMFADevices', { AssignmentStatus: 'Unassigned' }, 2, {
    'VirtualMFADevices.length': 2,
    'VirtualMFADevices.0.SerialNumber': serialOf('phone'),
    'VirtualMFADevices.0.Base32StringSeed': absent,
  }),
  tags('MFADevice', phone),
  refuses(
    'EnableMFADevice',
    { ...held, AuthenticationCode1: '000000', AuthenticationCode2: '000000' },
    'InvalidAuthenticationCode',
    INVALID,
  ),
  does('EnableMFADevice', (world) => ({ ...held, ...deviceOf(world, 'phone').enrolment() })),
  does('EnableMFADevice', enrolling('watch'), {}, { as: 'a second' }),
  pages('ListMFADevices', USER, 2, {
    'MFADevices.length': 2,
    'MFADevices.0.SerialNumber': serialOf('phone'),
    'MFADevices.0.EnableDate': DATE,
    'MFADevices.1.UserName': 'holly',
  }),
  does('GetMFADevice', held, { UserName: 'holly', SerialNumber: serialOf('phone'), EnableDate: DATE }),
  refuses(
    'ResyncMFADevice',
    { ...held, AuthenticationCode1: '000000', AuthenticationCode2: '000000' },
    'InvalidAuthenticationCode',
    INVALID,
  ),
  does(
    'ResyncMFADevice',
    (world) => ({ ...held, ...deviceOf(world, 'phone').codesAhead(30) }),
    {},
    { as: 'a clock half an hour fast' },
  ),
  conflicts('DeleteVirtualMFADevice', phone, 'MFA VirtualDevice in use. Must deactivate first.'),
  conflicts('DeleteUser', USER, 'Cannot delete entity, must remove tokens from principal first.'),
  does('DeactivateMFADevice', held),
  does('DeactivateMFADevice', { ...USER, SerialNumber: serialOf('watch') }, {}, { as: 'the second' }),
  misses('DeactivateMFADevice', held, 'MFA Device invalid for user.'),
  does('DeleteVirtualMFADevice', phone),
  does('DeleteVirtualMFADevice', { SerialNumber: serialOf('watch') }, {}, { as: 'the second' }),
  misses('DeleteVirtualMFADevice', phone, `MFA Device with serial number ${serialOf('phone')} does not exist.`),
);

/** A token as its maker ships it: a serial number on its back, and its seed in a list. */
const TOKEN = { SerialNumber: 'GAHT12345678' };
const GUARDED = trusts(arn('root'), { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
const vault = { RoleArn: roleArn(HOME, 'vault'), RoleSessionName: 'by-token' };

export const hardwareTokens = life(
  'hardware TOTP tokens',
  byRoot('CreateRole', { RoleName: 'vault', AssumeRolePolicyDocument: JSON.stringify(GUARDED) }),
  misses(
    'EnableMFADevice',
    { UserName: 'keeper', ...TOKEN, AuthenticationCode1: '000000', AuthenticationCode2: '000000' },
    'MFA Device with serial number GAHT12345678 does not exist.',
  ),
  does(
    'EnableMFADevice',
    async (world) => {
      await importToken(world);
      return { UserName: 'keeper', ...TOKEN, ...deviceOf(world, 'token').enrolment() };
    },
    {},
    { as: 'after `rolecall mfa import`' },
  ),
  does(
    'ListMFADevices',
    { UserName: 'keeper' },
    {
      'MFADevices.length': 1,
      'MFADevices.0.SerialNumber': TOKEN.SerialNumber,
    },
  ),
  refuses(
    'AssumeRole',
    async (world) => ({ ...vault, ...TOKEN, TokenCode: deviceOf(world, 'token').wrongCode() }),
    'AccessDenied',
    'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    { as: 'with a wrong code' },
  ),
  does(
    'AssumeRole',
    async (world) => ({ ...vault, ...TOKEN, TokenCode: await deviceOf(world, 'token').freshCode() }),
    { 'Credentials.AccessKeyId': /^ASIA[A-Z2-7]{16}$/, 'AssumedRoleUser.Arn': /:assumed-role\/vault\/by-token$/ },
    { as: 'with a code' },
  ),
  does('DeactivateMFADevice', { UserName: 'keeper', ...TOKEN }),
  misses('DeleteVirtualMFADevice', TOKEN, 'MFA Device with serial number GAHT12345678 does not exist.'),
  byRoot('DeleteRole', { RoleName: 'vault' }),
);

function keepDevice(name: string) {
  return ({ VirtualMFADevice }: Output, { devices }: World): void => {
    const { SerialNumber, Base32StringSeed } = VirtualMFADevice as Record<string, string>;
    devices.set(name, new Device(SerialNumber!, Base32StringSeed!));
  };
}

function enrolling(name: string) {
  return (world: World) => ({ ...USER, SerialNumber: serialOf(name), ...deviceOf(world, name).enrolment() });
}

/** The operator makes the token known, as a line of its maker's list; the server runs meanwhile. */
async function importToken({ operate, devices }: World): Promise<void> {
  const seed = base32(randomBytes(20));
  devices.set('token', new Device(TOKEN.SerialNumber, seed));
  await operate(['mfa', 'import'], `${TOKEN.SerialNumber} base32:${seed}\n`);
}

/** RFC 4648 section 6, of a number of bytes that needs no padding. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/.{5}/g, (five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five, 2)]!);
}
