import { callers } from './callers.ts';
import { chains } from './chains.ts';
import { crossAccount } from './cross-account.ts';
import { deletedRole } from './deleted-role.ts';
import { durations } from './durations.ts';
import { mfa } from './mfa.ts';
import { mfaDevices } from './mfa-devices.ts';
import { profiles } from './profiles.ts';
import { sameAccount } from './same-account.ts';
import { sessionPolicies } from './session-policies.ts';
import type { Chapter } from './step.ts';

/** The scenario that every client walks, from an empty store on. The order counts: later chapters use what earlier ones made. */
export const scenario: readonly Chapter[] = [
  callers,
  mfaDevices,
  sameAccount,
  crossAccount,
  sessionPolicies,
  durations,
  chains,
  deletedRole,
  mfa,
  profiles,
];
