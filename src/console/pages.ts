import { isoSecond } from '../base/iso-second.ts';
import { type Html, html } from './html.ts';
import type { Refusal } from './refusals.ts';
import { arnOf, type ConsoleSession, type SignedIn } from './signed-in.ts';
import { STYLE } from './style.ts';

/** Who is signed in, and the way out. */
export const frontPage = (of: { session: ConsoleSession; action: string; form: string }): Html =>
  page(
    'Signed in',
    html`<p>You are signed in by temporary credentials, without MFA.</p>
${identity(of.session)}
<form method="post" action="${of.action}">
<input type="hidden" name="Form" value="${of.form}">
<button type="submit">Sign out</button>
</form>`,
  );

/** Both identities, before one takes the other's place. */
export const switchPage = (of: {
  present: SignedIn | undefined;
  next: SignedIn;
  ticket: string;
  action: string;
  stay: string;
}): Html =>
  page(
    of.present === undefined ? 'Sign in?' : 'You are signed in already',
    html`${of.present && html`<h2>Signed in now</h2>\n${identity(of.present)}`}
<h2>This link signs you in as</h2>
${identity(of.next)}
<p>Go on only if you asked for this link: what you do afterwards is done as this identity.</p>
<form method="post" action="${of.action}">
<input type="hidden" name="Ticket" value="${of.ticket}">
<button type="submit">${of.present === undefined ? 'Sign in' : 'Sign out and switch'}</button>
</form>
<p><a href="${of.stay}">${of.present === undefined ? 'Do not sign in' : 'Stay as you are'}</a></p>`,
  );

export const signedOutPage = (session: ConsoleSession): Html =>
  page('Signed out', html`<p>You have signed out.</p>${again(session.issuer)}`);

/** For a browser without a session that is alive. */
export const endedPage = ({ state, issuer }: { state: keyof typeof ENDED; issuer: string | undefined }): Html =>
  page('Not signed in', html`<p>${ENDED[state]}</p>${again(issuer)}`);

const ENDED = {
  none: 'Open a sign-in link to sign in.',
  expired: 'Your session has expired.',
  ended: 'Your session has ended: you signed out, or it was revoked.',
};

export const refusalPage = ({ title, description }: Refusal, requestId: string, issuer: string | undefined): Html =>
  page(
    title,
    html`<p>${description}</p>${again(issuer)}
<p><small>Request ${requestId}</small></p>`,
  );

function identity(who: SignedIn): Html {
  const rows = [
    ['Identity', arnOf(who)],
    ['Account', who.account],
    ['Role', who.roleName],
    [who.kind === 'role' ? 'Session' : 'Federated user', who.sessionName],
    ['Source identity', who.sourceIdentity],
    [
      'Until',
      `${isoSecond(who.expiresAt * 1000)
        .replace('T', ' ')
        .replace('Z', '')} UTC`,
    ],
  ] as const;
  const said = rows.filter(([, value]) => value !== undefined);
  return html`<dl>
${said.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
</dl>`;
}

/** Where to get a new link: shown in full, because the link itself named it, and followed by nobody but the reader. */
const again = (issuer: string | undefined): Html =>
  issuer === undefined
    ? html``
    : html`
<p>The sign-in link says that you get a new one at <a href="${issuer}" rel="noreferrer noopener">${issuer}</a>.</p>`;

const page = (title: string, body: Html): Html =>
  html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Rolecall</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
