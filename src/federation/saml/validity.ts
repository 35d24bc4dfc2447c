import type { Element } from '@xmldom/xmldom';
import { readMoment } from '../../base/dates.ts';
import { SAML } from './names.ts';
import { isNamed, onlyElementsOf } from './plain-xml.ts';
import { type Refusal, refused } from './refusal.ts';
import { attributeOf, childrenOf, textOf } from './xml.ts';

/** For whom and until when an assertion is meant. */
export interface Validity {
  /** Where it was to be delivered; AWS calls it the audience. */
  readonly recipient: string;
  /** Nobody takes it at this second or later. */
  readonly usableUntil: number;
  /** When the session at the identity provider ends, where that is said. */
  readonly sessionEndsAt: number | undefined;
}

/** What an assertion is held against. */
export interface Expected {
  readonly nowSeconds: number;
  readonly isRecipient: (url: string) => boolean;
  readonly audiences: ReadonlySet<string>;
}

/** By how much the clocks of the identity provider and ours may differ. */
const SKEW_SECONDS = 60;

/** An assertion is to be taken to us at once (sts.md 3.2). */
const REDEEM_SECONDS = 300;

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/**
 * Judges what an assertion says of its own use (SAML 2.0 core 2.4 and 2.5, profiles 4.1.4.2; security.md E10): for us, delivered to us, now. Whoever
 * bears it may use it, so everything that narrows it is required; a time or a condition that cannot be read is not met.
 */
export function judgeValidity(assertion: Element, expected: Expected): Validity | Refusal {
  const { nowSeconds: now } = expected;
  const issued = momentOf(assertion, 'IssueInstant');
  const confirmed = bearerOf(assertion);
  const [conditions] = childrenOf(assertion, SAML, 'Conditions');
  const statements = childrenOf(assertion, SAML, 'AuthnStatement');
  if (typeof issued !== 'number' || confirmed === undefined || conditions === undefined) return refused('form');
  if (statements.length === 0 || !onlyElementsOf(conditions)?.every(isKnownCondition)) return refused('form');

  if (!isFor(conditions, expected.audiences)) return refused('audience');
  if (!expected.isRecipient(confirmed.recipient)) return refused('recipient');

  const begins = [issued, momentOf(conditions, 'NotBefore'), confirmed.notBefore];
  for (const statement of statements) begins.push(momentOf(statement, 'AuthnInstant') ?? 'unreadable');
  const ends = [confirmed.notOnOrAfter, momentOf(conditions, 'NotOnOrAfter')];
  const sessionEnds = statements.map((statement) => momentOf(statement, 'SessionNotOnOrAfter'));
  if ([...begins, ...ends, ...sessionEnds].includes('unreadable')) return refused('form');

  if (numbers(begins).some((begin) => now + SKEW_SECONDS < begin)) return refused('too-early');
  if (now >= issued + REDEEM_SECONDS) return refused('too-old');
  const end = Math.min(...numbers(ends)) + SKEW_SECONDS;
  const sessionEndsAt = sessionEnds.length > 0 ? numbers(sessionEnds).sort((a, b) => a - b)[0] : undefined;
  if (now >= end || (sessionEndsAt !== undefined && now >= sessionEndsAt)) return refused('expired');
  return { recipient: confirmed.recipient, usableUntil: Math.min(end, issued + REDEEM_SECONDS), sessionEndsAt };
}

type Moment = number | undefined | 'unreadable';

const numbers = (moments: readonly Moment[]): number[] => moments.filter((moment) => typeof moment === 'number');

/** A moment in seconds: `unreadable` where there is one that is no date with a time. Of a part of a second the beginning counts. */
function momentOf(element: Element, name: string): Moment {
  const text = attributeOf(element, name);
  if (text === undefined) return undefined;
  const ms = text.includes('T') ? readMoment(text) : undefined;
  return ms === undefined ? 'unreadable' : Math.floor(ms / 1000);
}

/** The one confirmation, by bearing, with one set of data. InResponseTo is not looked at: nobody asked the identity provider from here. */
function bearerOf(
  assertion: Element,
): { readonly recipient: string; readonly notOnOrAfter: number; readonly notBefore: Moment } | undefined {
  const [subject] = childrenOf(assertion, SAML, 'Subject');
  const [confirmation, ...others] = subject === undefined ? [] : childrenOf(subject, SAML, 'SubjectConfirmation');
  if (confirmation === undefined || others.length > 0 || attributeOf(confirmation, 'Method') !== BEARER)
    return undefined;
  const [data, ...more] = childrenOf(confirmation, SAML, 'SubjectConfirmationData');
  if (data === undefined || more.length > 0) return undefined;
  const recipient = attributeOf(data, 'Recipient');
  const notOnOrAfter = momentOf(data, 'NotOnOrAfter');
  if (recipient === undefined || typeof notOnOrAfter !== 'number') return undefined;
  return { recipient, notOnOrAfter, notBefore: momentOf(data, 'NotBefore') };
}

/** OneTimeUse is kept for every assertion. A condition that nobody here knows is one that nobody here has met. */
const isKnownCondition = (condition: Element): boolean =>
  ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'].some((name) => isNamed(condition, SAML, name));

/** There is a restriction, and each that there is names us, to the letter. */
function isFor(conditions: Element, audiences: ReadonlySet<string>): boolean {
  const restrictions = childrenOf(conditions, SAML, 'AudienceRestriction');
  const namesUs = (restriction: Element) =>
    childrenOf(restriction, SAML, 'Audience').some((audience) => audiences.has(textOf(audience) ?? ''));
  return restrictions.length > 0 && restrictions.every(namesUs);
}
