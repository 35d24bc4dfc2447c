import { ALICE } from './callers.ts';
import { role, trusts } from './iam.ts';
import { assumes, isRefused } from './session.ts';
import { type Chapter, HOME, invalid, type Step } from './step.ts';

const HALF_DAY = 43_200;
const TWO_HOURS = 7200;

const lasting = (title: string, name: string, seconds: number): Step =>
  assumes(title, {
    by: 'alice',
    account: HOME,
    role: name,
    session: `for-${seconds}`,
    with: { DurationSeconds: seconds },
    lastsSeconds: seconds,
  });

const refusing = (title: string, name: string, seconds: number, text: string): Step =>
  isRefused(
    title,
    // Clients built on botocore know the least value and would not send a lesser one.
    {
      by: 'alice',
      account: HOME,
      role: name,
      session: `for-${seconds}`,
      with: { DurationSeconds: seconds },
      unchecked: true,
    },
    invalid(text),
  );

const outOfRange = (seconds: number, clause: string): string =>
  `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${clause}`;

const BEYOND_ROLE = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';

/** How long: below the least, at the least, at the role's maximum, above it, and unsaid. */
export const durations: Chapter = {
  title: 'durations',
  steps: [
    ...role(HOME, 'long', { trust: trusts(ALICE), maxSeconds: HALF_DAY }),
    ...role(HOME, 'medium', { trust: trusts(ALICE), maxSeconds: TWO_HOURS }),

    refusing('899', 'long', 899, outOfRange(899, 'greater than or equal to 900')),
    lasting('900', 'long', 900),
    lasting('the maximum of a role of two hours', 'medium', TWO_HOURS),
    refusing('one more', 'medium', TWO_HOURS + 1, BEYOND_ROLE),
    lasting('the maximum of a role of twelve hours', 'long', HALF_DAY),
    refusing('one more than AWS has', 'long', HALF_DAY + 1, outOfRange(HALF_DAY + 1, 'less than or equal to 43200')),
    assumes('unsaid, on a role of twelve hours', {
      by: 'alice',
      account: HOME,
      role: 'long',
      session: 'unsaid',
      lastsSeconds: 3600,
    }),
  ],
};
