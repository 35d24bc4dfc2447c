import { secondsOf } from '../base/clock.ts';
import type { Asked } from './asked.ts';
import { cookieOf } from './cookies.ts';
import { type ConsoleSession, isAlive } from './signed-in.ts';
import type { Tools } from './tools.ts';

/** What the browser's cookie comes to: a session, one that is over, or nothing that we made. */
export type Current =
  | { readonly state: 'none' }
  | { readonly state: 'live' | 'expired' | 'ended'; readonly session: ConsoleSession };

/**
 * Who is signed in, asked anew at each request: sealed by us, not past its end, not signed out of, and nothing of its role,
 * user or account revoked since.
 */
export async function currentSession(asked: Asked, tools: Tools): Promise<Current> {
  const { sessions, store, directory, clock } = tools;
  const cookie = cookieOf(asked.headers, 'session', asked.secure);
  const session = cookie === undefined ? undefined : sessions.open(cookie);
  if (session === undefined) return { state: 'none' };
  if (secondsOf(clock) >= session.expiresAt) return { state: 'expired', session };
  const { account, id } = session;
  const isOver =
    (await store.usedOnce.has({ account, what: 'console-session', digest: id })) ||
    !(await isAlive(session, directory));
  return { state: isOver ? 'ended' : 'live', session };
}

/** The session, if it is alive. */
export const liveSession = (current: Current): ConsoleSession | undefined =>
  current.state === 'live' ? current.session : undefined;
