import type { WireAnswer } from '../query/wire.ts';
import type { Asked } from './asked.ts';
import { currentSession, liveSession } from './current-session.ts';
import { landingAt } from './destination.ts';
import { assertGood, enter } from './enter.ts';
import { assertOpenedAsPage } from './fetch-metadata.ts';
import { readIssuer } from './issuer.ts';
import { Refused } from './refusals.ts';
import { isSamePerson } from './signed-in.ts';
import { askFirst } from './switch.ts';
import type { Tools } from './tools.ts';

/**
 * Signs a browser in by a link (sts.md 7). Everything is looked at before the token is used up. Somebody who is signed in
 * as somebody else is asked first; so is whoever comes by a POST from another site, which browsers send without the
 * cookie that would tell us of them.
 */
export async function login(asked: Asked, tools: Tools): Promise<WireAnswer> {
  tools.note({ name: 'ConsoleLogin' });
  if (asked.method === 'GET') assertOpenedAsPage(asked);
  const issuer = readIssuer(asked.parameter('Issuer'));
  const token = tools.signInTokens.open(asked.parameter('SigninToken') ?? '');
  if (token === undefined) throw new Refused('invalid link', issuer);
  await assertGood(token, issuer, tools);
  const registered = tools.destinations;
  const landing = landingAt(asked.parameter('Destination'), { publicUrl: tools.publicUrl(), registered });
  if (landing === undefined) throw new Refused('destination');

  const waiting = { token, landing, issuer };
  const present = liveSession(await currentSession(asked, tools));
  const isSomebodyElse = present !== undefined && !isSamePerson(present, token);
  return isSomebodyElse || asked.method === 'POST'
    ? askFirst(waiting, present, asked, tools)
    : enter(waiting, present, asked, tools);
}
