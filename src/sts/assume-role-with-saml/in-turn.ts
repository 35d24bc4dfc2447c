import { setImmediate } from 'node:timers/promises';
import { common } from '../../model/fault.ts';
import { TooBusy, turnstile } from '../../password/turnstile.ts';

/** Some hundred responses a second are verified; those who wait have their answer within half a second. */
const WAITING_MAX = 64;

const enter = turnstile({ atOnce: 1, waitingMax: WAITING_MAX });

/**
 * Verifies one response at a time, and lets everybody else in between: nobody has to be anybody to send one, and reading XML
 * keeps the one thread busy (security.md I08). Beyond those who can wait, AWS's own words for too many requests.
 */
export async function inTurn<T>(requestId: string, verify: () => Promise<T>): Promise<T> {
  try {
    return await enter(requestId, async () => {
      await setImmediate();
      return verify();
    });
  } catch (error) {
    throw error instanceof TooBusy ? common.Throttling('Rate exceeded') : error;
  }
}
