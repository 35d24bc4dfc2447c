import { Device } from '../totp.ts';
import { role, setUp, trusts } from './iam.ts';
import { AWAY, type Chapter, HOME, type Output, type Step, type World } from './step.ts';

/** To the letter as the second document has it: the value is a bare `true`, not a string. */
const CONDITION = { Bool: { 'aws:MultiFactorAuthPresent': true } };

export const serialOf = (device: string): string => `arn:aws:iam::${HOME}:mfa/${device}`;

/** Made early in a scenario: what is left of it is the time in which a code grows too old. */
export const mfaDevices: Chapter = {
  title: 'MFA devices',
  steps: [
    ...role(AWAY, 'guarded', { trust: trusts(`arn:aws:iam::${HOME}:root`, CONDITION) }),
    ...device('mia', 'mia-tablet', (it) => it.earlyEnrolment()),
    ...device('mia', 'mia-phone', (it) => it.enrolment()),
    ...device('max', 'max-phone', (it) => it.enrolment()),
  ],
};

/** The device of this name, once its seed is known. */
export function deviceOf(world: World, name: string): Device {
  const found = world.devices.get(name);
  if (found === undefined) throw new Error(`there is no MFA device \`${name}\``);
  return found;
}

/** A virtual device, made and enrolled for its owner. */
function device(owner: string, name: string, codes: (device: Device) => object | Promise<object>): Step[] {
  const enable = async (world: World) => ({
    UserName: owner,
    SerialNumber: serialOf(name),
    ...(await codes(deviceOf(world, name))),
  });
  return [
    {
      ...setUp(HOME, 'CreateVirtualMFADevice', { VirtualMFADeviceName: name }),
      expect: {
        gives: {
          'VirtualMFADevice.SerialNumber': serialOf(name),
          'VirtualMFADevice.Base32StringSeed': /^[A-Z2-7]{64}$/,
        },
      },
      keep: (output: Output, { devices }: World) => {
        const { Base32StringSeed } = output.VirtualMFADevice as { Base32StringSeed: string };
        devices.set(name, new Device(serialOf(name), Base32StringSeed));
      },
    },
    setUp(HOME, 'EnableMFADevice', enable),
  ];
}
