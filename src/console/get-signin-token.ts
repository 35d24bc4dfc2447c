import { secondsOf } from '../base/clock.ts';
import { uuid } from '../base/identifiers.ts';
import { sameText } from '../base/same-secret.ts';
import type { WireAnswer } from '../query/wire.ts';
import type { SessionTokens } from '../token/claims.ts';
import { jsonAnswer } from './answers.ts';
import type { Asked } from './asked.ts';
import { type GivenSession, readSession } from './given-session.ts';
import { Refused } from './refusals.ts';
import { sessionEnd } from './session-end.ts';
import { factsOf, isAlive, signedInBy } from './signed-in.ts';
import type { Tools } from './tools.ts';

/** A sign-in link is good for a quarter of an hour (sts.md 7). */
const LINK_SECONDS = 900;

/**
 * Gives a SigninToken for temporary credentials
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html; sts.md 7). The
 * credentials are proven whole: key id, token and secret belong together, and whoever holds the session still stands.
 */
export async function getSigninToken(asked: Asked, tools: Tools): Promise<WireAnswer> {
  const { tokens, directory, clock, entropy, note } = tools;
  note({ name: 'GetSigninToken' });
  if ((asked.parameter('SessionType') ?? 'json') !== 'json') throw new Refused('malformed session');
  const given = readSession(asked.parameter('Session'));
  if (given === undefined) throw new Refused('malformed session');
  const claims = tokens.open(given.sessionToken, given.sessionId);
  if (claims === undefined || !holdsSecret(given, tokens)) throw new Refused('invalid credentials');

  const nowSeconds = secondsOf(clock);
  const about = { accessKeyId: given.sessionId, signInId: uuid(entropy), expiresAt: claims.expiresAt };
  const who = signedInBy(claims, about);
  if (who === undefined) throw new Refused('credentials that cannot sign in');
  note({ who: factsOf(who) });
  if (nowSeconds >= claims.expiresAt) throw new Refused('expired credentials');
  if (!(await isAlive(who, directory))) throw new Refused('revoked credentials');

  const duration = asked.parameter('SessionDuration');
  const expiresAt = sessionEnd(duration, claims, { nowSeconds, outlivesCredentials: tools.outlivesCredentials });
  const linkExpiresAt = Math.min(nowSeconds + LINK_SECONDS, expiresAt);
  note({ signInId: who.signInId, sessionExpiresAt: expiresAt });
  if (duration !== undefined) note({ durationSeconds: Number(duration) });
  return jsonAnswer({ SigninToken: tools.signInTokens.seal({ ...who, expiresAt, linkExpiresAt }) });
}

const holdsSecret = ({ sessionId, sessionKey, sessionToken }: GivenSession, tokens: SessionTokens): boolean =>
  sameText(sessionKey, tokens.secretOf(sessionToken, sessionId));
