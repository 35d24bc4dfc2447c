import { seedContext } from '../../mfa/verifier.ts';
import type { MfaRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import type { SecretBox } from '../../token/secret-box.ts';
import { iamFaults } from '../faults.ts';

/** The account's device of this serial number, or NoSuchEntity. Another account's is not there (security.md C08). */
export async function deviceOf(reads: Reads, account: string, serial: string): Promise<MfaRecord> {
  const device = await reads.mfa.bySerial(serial);
  if (device?.account !== account) throw noSuchDevice(serial);
  return device;
}

/** The device of exactly this holder, a user's id or the account's own: somebody else's is none of their business. */
export async function deviceHeldBy(
  reads: Reads,
  account: string,
  holderId: string,
  serial: string,
): Promise<MfaRecord> {
  const device = await deviceOf(reads, account, serial);
  if (device.userId !== holderId) throw iamFaults.NoSuchEntity('MFA Device invalid for user.');
  return device;
}

export const noSuchDevice = (serial: string) =>
  iamFaults.NoSuchEntity(`MFA Device with serial number ${serial} does not exist.`);

export const invalidCodes = () => iamFaults.InvalidAuthenticationCode('Authentication code for device is not valid.');

/** A virtual device's serial number is its ARN; a hardware token's is what its maker printed on it. */
export const isVirtual = ({ serial }: Pick<MfaRecord, 'serial'>): boolean => serial.startsWith('arn:');

export function seedOf(secrets: SecretBox, device: MfaRecord): Buffer {
  const seed = secrets.open(device.sealedSeed, seedContext(device));
  if (seed === undefined) throw new Error(`the seed of \`${device.serial}\` does not open`);
  return seed;
}
