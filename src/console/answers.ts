import type { WireAnswer } from '../query/wire.ts';
import type { Html } from './html.ts';
import { STYLE_SOURCE } from './style.ts';

/** What an answer may have beside its page. */
export interface Extras {
  /** Lines of Set-Cookie. */
  readonly cookies?: readonly string[];
  /** Another origin that the page's form may lead to, by a redirect: browsers hold redirects to `form-action` too. */
  readonly formOrigin?: string | undefined;
}

/** A page: no script, no frame, nothing from elsewhere, kept by nobody. */
export const pageAnswer = (status: number, page: Html, { cookies = [], formOrigin }: Extras = {}): WireAnswer => ({
  status,
  headers: [
    ...['Content-Type', 'text/html; charset=utf-8'],
    ...['Content-Security-Policy', contentSecurityPolicy(formOrigin)],
    ...['X-Frame-Options', 'DENY', 'Cross-Origin-Opener-Policy', 'same-origin'],
    ...COMMON,
    ...cookieLines(cookies),
  ],
  body: page.text,
});

/** Sends the browser on; by GET, whatever it came with. */
export const redirectAnswer = (location: string, cookies: readonly string[]): WireAnswer => ({
  status: 303,
  headers: ['Location', location, ...COMMON, ...cookieLines(cookies)],
  body: '',
});

export const jsonAnswer = (value: object): WireAnswer => ({
  status: 200,
  headers: ['Content-Type', 'application/json', ...COMMON],
  body: JSON.stringify(value),
});

/** For a method that a path does not have. */
export const notAllowed = (methods: readonly string[]): WireAnswer => ({
  status: 405,
  headers: ['Allow', methods.join(', '), ...COMMON],
  body: '',
});

/** Adds what only a connection over TLS may say: that there is to be no other from now on (RFC 6797 7.2). */
export const overTls = (answer: WireAnswer): WireAnswer => ({
  ...answer,
  headers: [...answer.headers, 'Strict-Transport-Security', 'max-age=31536000'],
});

/** The links hold sign-in tokens, so no address goes to anybody else as a referrer. */
const COMMON = [
  ...['Cache-Control', 'no-store', 'Referrer-Policy', 'no-referrer', 'X-Content-Type-Options', 'nosniff'],
  ...['Cross-Origin-Resource-Policy', 'same-origin'],
];

const contentSecurityPolicy = (formOrigin: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${STYLE_SOURCE}`,
    `form-action 'self'${formOrigin === undefined ? '' : ` ${formOrigin}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const cookieLines = (cookies: readonly string[]): string[] => cookies.flatMap((cookie) => ['Set-Cookie', cookie]);
