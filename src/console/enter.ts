import { secondsOf } from '../base/clock.ts';
import { uuid } from '../base/identifiers.ts';
import type { WireAnswer } from '../query/wire.ts';
import { redirectAnswer } from './answers.ts';
import type { Asked } from './asked.ts';
import { setCookie } from './cookies.ts';
import { Refused } from './refusals.ts';
import { type ConsoleSession, factsOf, isAlive, type SignInToken } from './signed-in.ts';
import type { Switch } from './switch.ts';
import type { Tools } from './tools.ts';

/**
 * Signs in: uses the token up, on disk and once for all nodes, ends the session that stood before, and begins a new one
 * under a new id (security.md G08, G10).
 */
export async function enter(
  { token, landing, issuer }: Omit<Switch, 'replaces' | 'browser'>,
  present: ConsoleSession | undefined,
  { secure }: Asked,
  tools: Tools,
  cookies: readonly string[] = [],
): Promise<WireAnswer> {
  const { store, clock, entropy, note } = tools;
  await assertGood(token, issuer, tools);
  const now = secondsOf(clock);
  const isFirst = await store.change(async (tx) => {
    const { account, signInId, linkExpiresAt } = token;
    const used = { account, what: 'sign-in-token', digest: signInId, expiresAt: linkExpiresAt } as const;
    if (!(await tx.useOnce(used, now))) return false;
    if (present !== undefined) await tx.useOnce(endOf(present), now);
    return true;
  });
  if (!isFirst) throw new Refused('used link', issuer);

  const { linkExpiresAt: _, ...who } = token;
  const session: ConsoleSession = { ...who, id: uuid(entropy), issuer };
  note({ consoleSessionId: session.id, sessionExpiresAt: session.expiresAt, destination: landing.href, issuer });
  return redirectAnswer(landing.href, [setCookie('session', tools.sessions.seal(session), secure), ...cookies]);
}

/** What marks a session as over, however long its cookie lives. */
export const endOf = ({ account, id, expiresAt }: ConsoleSession) =>
  ({ account, what: 'console-session', digest: id, expiresAt }) as const;

/** Throws what is wrong with a token by now. */
export async function assertGood(
  token: SignInToken,
  issuer: string | undefined,
  { clock, directory, note }: Tools,
): Promise<void> {
  note({ who: factsOf(token), signInId: token.signInId });
  if (secondsOf(clock) >= token.linkExpiresAt) throw new Refused('expired link', issuer);
  if (!(await isAlive(token, directory))) throw new Refused('revoked link', issuer);
}
