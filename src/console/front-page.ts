import { hash } from 'node:crypto';
import { secondsOf } from '../base/clock.ts';
import { sameBytes } from '../base/same-secret.ts';
import type { WireAnswer } from '../query/wire.ts';
import { pageAnswer } from './answers.ts';
import type { Asked } from './asked.ts';
import { clearCookie } from './cookies.ts';
import { currentSession, liveSession } from './current-session.ts';
import { pathUnder } from './destination.ts';
import { endOf } from './enter.ts';
import { assertFromOurPage } from './fetch-metadata.ts';
import { endedPage, frontPage, signedOutPage } from './pages.ts';
import { Refused } from './refusals.ts';
import { type ConsoleSession, factsOf } from './signed-in.ts';
import type { Tools } from './tools.ts';

export const SIGN_OUT_PATH = '/console/sign-out';

/** Who you are, by which role and session, and until when; nothing else is read for it, on nobody's right (security.md C10). */
export async function showFrontPage(asked: Asked, tools: Tools): Promise<WireAnswer> {
  const current = await currentSession(asked, tools);
  if (current.state === 'live') {
    const { session } = current;
    const action = pathUnder(tools.publicUrl(), SIGN_OUT_PATH);
    return pageAnswer(200, frontPage({ session, action, form: formOf(session) }));
  }
  const cookies = current.state === 'none' ? [] : [clearCookie('session', asked.secure)];
  const issuer = current.state === 'none' ? undefined : current.session.issuer;
  return pageAnswer(403, endedPage({ state: current.state, issuer }), { cookies });
}

/** Ends a session for good: its cookie opens nothing any more, wherever it was copied to. */
export async function signOut(asked: Asked, tools: Tools): Promise<WireAnswer> {
  const { store, clock, note } = tools;
  note({ name: 'ConsoleLogout' });
  assertFromOurPage(asked, tools.publicUrl());
  const session = liveSession(await currentSession(asked, tools));
  if (session === undefined) return pageAnswer(403, endedPage({ state: 'none', issuer: undefined }));
  if (!isFormOf(session, asked.parameter('Form'))) throw new Refused('not from our page');

  note({ who: factsOf(session), signInId: session.signInId, consoleSessionId: session.id });
  await store.change((tx) => tx.useOnce(endOf(session), secondsOf(clock)));
  return pageAnswer(200, signedOutPage(session), { cookies: [clearCookie('session', asked.secure)] });
}

/** What the form of a session's own page has and nobody else can know: the id stands in a sealed cookie alone. */
const formOf = ({ id }: ConsoleSession): string => hash('sha256', `sign-out ${id}`, 'hex');

const isFormOf = (session: ConsoleSession, said: string | undefined): boolean =>
  sameBytes(Buffer.from(formOf(session), 'latin1'), Buffer.from(said ?? '', 'utf8'));
