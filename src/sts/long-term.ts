import type { Given } from '../operation/operation.ts';

/** Twelve hours, and one for root, which AWS shortens to that whatever is asked for (sts.md 3.8, 3.9). */
const DEFAULT_SECONDS = 43_200;
const ROOT_SECONDS_MAX = 3600;

/** How long a session lasts that long-term credentials ask for themselves or for somebody they vouch for. */
export function longTermSeconds({
  input,
  caller,
}: Pick<Given<{ readonly DurationSeconds?: number | undefined }>, 'input' | 'caller'>): number {
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
  return caller.kind === 'root' ? Math.min(seconds, ROOT_SECONDS_MAX) : seconds;
}
