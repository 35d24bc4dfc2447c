import { common } from '../model/fault.ts';
import type { Given } from '../operation/operation.ts';
import type { RoleRecord } from '../store/records.ts';

/** Without DurationSeconds a session lasts an hour, whatever the role's maximum (sts.md 3.1). */
const DEFAULT_SECONDS = 3600;
/** A role assumed with temporary credentials lasts at most an hour: role chaining. */
const CHAINED_SECONDS_MAX = 3600;

/** How long the session of a role will last. The role's maximum is judged before the cap on chaining, as recorded of AWS. */
export function sessionSeconds(
  { input, caller }: Pick<Given<{ readonly DurationSeconds?: number | undefined }>, 'input' | 'caller'>,
  role: RoleRecord,
): number {
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
  if (seconds > role.maxSessionSeconds) throw common.ValidationError(BEYOND_ROLE);
  if (caller.session !== undefined && seconds > CHAINED_SECONDS_MAX) throw common.ValidationError(BEYOND_CHAIN);
  return seconds;
}

const BEYOND_ROLE = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
const BEYOND_CHAIN =
  'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';
