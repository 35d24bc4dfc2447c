import type { MfaRecord } from '../store/records.ts';

/** What a device is known by. */
type Identity = Pick<MfaRecord, 'serial' | 'account' | 'name' | 'path'>;

/** A device that nobody has yet and no code was ever shown of; EnableMFADevice gives it to somebody. */
export const newDevice = (
  identity: Identity,
  made: Pick<MfaRecord, 'createdAt' | 'sealedSeed'> & Partial<Pick<MfaRecord, 'tags'>>,
): MfaRecord => ({
  tags: [],
  ...identity,
  ...made,
  userId: undefined,
  enabledAt: undefined,
  lastStep: 0,
  failures: 0,
  lockedUntil: 0,
  guessDay: 0,
  guesses: 0,
});

/**
 * The name under which a hardware token is stored: a slash is in no name of a virtual device, so the two never meet.
 */
export const HARDWARE = 'hardware/';
