import { exchange } from '../../client/exchange.ts';
import { Unreachable } from '../../client/problems.ts';
import { plain } from '../harmless.ts';
import { Refusal } from '../refusal.ts';
import { secondsOf } from './seconds.ts';
import type { Session } from './session-of.ts';

const TIMEOUT_MS = 30_000;

/** Asks the federation endpoint for a sign-in token, and writes the link that uses it. The session goes in the body: URLs are logged. */
export async function signInLink(
  { credentials, endpoint, ca }: Session,
  asked: { readonly destination?: string; readonly consoleDuration?: string },
): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const form = new URLSearchParams({
    Action: 'getSigninToken',
    Session: JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken }),
  });
  if (asked.consoleDuration !== undefined)
    form.set('SessionDuration', String(secondsOf('--console-duration', asked.consoleDuration)));
  const url = new URL('/federation', endpoint);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const answer = await exchange({ method: 'POST', url, headers, body: form.toString(), timeoutMs: TIMEOUT_MS, ca });
  if (answer.status !== 200) throw new Refusal(refusedBy(answer.body, answer.status));
  const token = readToken(answer.body);
  if (token === undefined) throw new Unreachable(endpoint, 'an answer without a sign-in token');
  url.search = new URLSearchParams({
    Action: 'login',
    Issuer: '',
    ...(asked.destination === undefined ? {} : { Destination: asked.destination }),
    SigninToken: token,
  }).toString();
  return url.href;
}

function readToken(body: string): string | undefined {
  try {
    const { SigninToken } = Object(JSON.parse(body));
    return typeof SigninToken === 'string' && /^[\w=+/.-]{1,8192}$/.test(SigninToken) ? SigninToken : undefined;
  } catch {
    return undefined;
  }
}

/** AWS's page says the same of every sort of wrong credentials, and so does ours: what it can be, a person has to know. */
function refusedBy(page: string, status: number): string {
  const title = /<title>([^<]{1,200})<\/title>/.exec(page)?.[1] ?? `status ${status}`;
  return `the sign-in is refused: ${plain(title)}; a session by way of another role takes no --console-duration, and one that has ended signs nobody in`;
}
