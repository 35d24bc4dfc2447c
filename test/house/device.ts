import { Secret, TOTP } from 'otpauth';
import type { Credentials, House } from './harness.ts';

export interface Device {
  readonly serial: string;
  /** The code of now, or of so many steps away. */
  readonly code: (offsetSteps?: number) => string;
}

/** Makes a virtual MFA device and enables it for a user. Time goes on a minute, so that the codes it was enabled with are past. */
export async function enrol(house: House, root: Credentials, UserName: string): Promise<Device> {
  const made = await house.must(root, 'CreateVirtualMFADevice', { VirtualMFADeviceName: UserName });
  const seed = Buffer.from(made.text('Base32StringSeed')!, 'base64').toString();
  const totp = new TOTP({ secret: Secret.fromBase32(seed), digits: 6, period: 30, algorithm: 'SHA1' });
  const code = (offsetSteps = 0) => totp.generate({ timestamp: house.clock.now() + offsetSteps * 30_000 });
  const SerialNumber = made.text('SerialNumber')!;
  await house.must(root, 'EnableMFADevice', {
    UserName,
    SerialNumber,
    AuthenticationCode1: code(-1),
    AuthenticationCode2: code(0),
  });
  house.clock.advance(60_000);
  return { serial: SerialNumber, code };
}
