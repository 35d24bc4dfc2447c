import type { MfaRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { iamFaults } from '../faults.ts';

/** The account's device of this serial number, or NoSuchEntity. Another account's is not there (security.md C08). */
export async function deviceOf(reads: Reads, account: string, serial: string): Promise<MfaRecord> {
  const device = await reads.mfa.bySerial(serial);
  if (device?.account !== account) throw noSuchDevice(serial);
  return device;
}

export const noSuchDevice = (serial: string) =>
  iamFaults.NoSuchEntity(`MFA Device with serial number ${serial} does not exist.`);
