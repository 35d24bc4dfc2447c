import type { HeaderLines } from '../query/wire.ts';

/**
 * Our cookies. Over TLS they have the `__Host-` prefix, which no subdomain and no plain connection can plant (RFC 6265bis
 * 4.1.3.2); without TLS, on loopback alone, a browser would not keep such a one. `lax`: sent along when somebody follows a
 * link to us, so that a sign-in link finds out who is signed in already. `strict`: only ever from our own pages.
 */
const COOKIES = {
  session: { name: 'rolecall-session', sameSite: 'Lax' },
  switching: { name: 'rolecall-switch', sameSite: 'Strict' },
} as const;

export type CookieName = keyof typeof COOKIES;

/** The value of a cookie; `undefined` where there is none, or several of one name: then somebody else set one of them. */
export function cookieOf(headers: HeaderLines, cookie: CookieName, secure: boolean): string | undefined {
  const wanted = `${nameOf(cookie, secure)}=`;
  const lines = (headers.get('cookie') ?? []).flatMap((line) => line.split(';').map((pair) => pair.trim()));
  const found = lines.filter((pair) => pair.startsWith(wanted));
  return found.length === 1 ? found[0]!.slice(wanted.length) : undefined;
}

/** Gone when the browser is closed; until then the seal inside says how long it is good for. */
export const setCookie = (cookie: CookieName, value: string, secure: boolean): string =>
  `${nameOf(cookie, secure)}=${value}; Path=/${secure ? '; Secure' : ''}; HttpOnly; SameSite=${COOKIES[cookie].sameSite}`;

export const clearCookie = (cookie: CookieName, secure: boolean): string =>
  `${setCookie(cookie, '', secure)}; Max-Age=0`;

const nameOf = (cookie: CookieName, secure: boolean): string => `${secure ? '__Host-' : ''}${COOKIES[cookie].name}`;
