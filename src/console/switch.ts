import { hash } from 'node:crypto';
import { sameBytes } from '../base/same-secret.ts';
import type { WireAnswer } from '../query/wire.ts';
import { pageAnswer } from './answers.ts';
import type { Asked } from './asked.ts';
import { clearCookie, cookieOf, setCookie } from './cookies.ts';
import { currentSession, liveSession } from './current-session.ts';
import { CONSOLE_PATH, type Landing, pathUnder } from './destination.ts';
import { enter } from './enter.ts';
import { assertFromOurPage } from './fetch-metadata.ts';
import { switchPage } from './pages.ts';
import { Refused } from './refusals.ts';
import type { ConsoleSession, SignInToken } from './signed-in.ts';
import type { Tools } from './tools.ts';

/** A sign-in that waits for somebody to agree to it. */
export interface Switch {
  readonly token: SignInToken;
  readonly landing: Landing;
  readonly issuer: string | undefined;
  /** Id of the session that it would end; empty where there is none. */
  readonly replaces: string;
  /** Digest of what the browser has in its cookie: the page that asks was shown to this very browser. */
  readonly browser: string;
}

export const SWITCH_PATH = '/console/switch';

/**
 * Asks before somebody becomes somebody else: anybody can make anybody open a link, and who is signed in without knowing it
 * works in an account of the attacker's (security.md G11).
 */
export function askFirst(
  waiting: Omit<Switch, 'replaces' | 'browser'>,
  present: ConsoleSession | undefined,
  { secure }: Asked,
  { switches, entropy, publicUrl }: Tools,
): WireAnswer {
  const nonce = entropy.bytes(NONCE_BYTES).toString('base64url');
  const ticket = switches.seal({ ...waiting, replaces: present?.id ?? '', browser: digestOf(nonce) });
  const page = switchPage({
    present,
    next: waiting.token,
    ticket,
    action: pathUnder(publicUrl(), SWITCH_PATH),
    stay: pathUnder(publicUrl(), CONSOLE_PATH),
  });
  return pageAnswer(200, page, {
    cookies: [setCookie('switching', nonce, secure)],
    formOrigin: waiting.landing.origin,
  });
}

const NONCE_BYTES = 16;

/** The answer yes: from our own page, from the browser that was asked, and while what was asked about is still so. */
export async function switchSession(asked: Asked, tools: Tools): Promise<WireAnswer> {
  tools.note({ name: 'ConsoleLogin' });
  assertFromOurPage(asked, tools.publicUrl());
  const nonce = cookieOf(asked.headers, 'switching', asked.secure);
  const waiting = tools.switches.open(asked.parameter('Ticket') ?? '');
  if (nonce === undefined || waiting === undefined || !isSame(digestOf(nonce), waiting.browser)) {
    throw new Refused('not from our page');
  }
  const present = liveSession(await currentSession(asked, tools));
  if ((present?.id ?? '') !== waiting.replaces) throw new Refused('not from our page');
  return enter(waiting, present, asked, tools, [clearCookie('switching', asked.secure)]);
}

const digestOf = (text: string): string => hash('sha256', text, 'hex');

/** Both are digests of one length. */
const isSame = (one: string, other: string): boolean =>
  sameBytes(Buffer.from(one, 'latin1'), Buffer.from(other, 'latin1'));
