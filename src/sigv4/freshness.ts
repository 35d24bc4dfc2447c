import { incompleteSignature, signatureDoesNotMatch } from './refusals.ts';
import type { Refusal, SigningRules } from './types.ts';

/** How far the date of a request may lie from ours, either way: the figure in STS's own error text. */
const WINDOW_SECONDS = 15 * 60;

/** A week, the longest life of a presigned request that SigV4 knows. */
const EXPIRES_SECONDS_MAX = 604_800;

/**
 * Refuses a date that cannot be read, is too old or lies in the future (sts.md 2.1, rows 9 to 11; security.md A08).
 * A presigned request ends with its own `X-Amz-Expires` or with the window, whichever comes first, unless its service
 * takes presigned requests for as long as they ask.
 */
export function staleness(
  date: string,
  expires: string | undefined,
  nowMs: number,
  presignedFor: SigningRules['presignedFor'] = 'window',
): Refusal | undefined {
  const signedAt = parseIsoBasic(date);
  if (signedAt === undefined) {
    return incompleteSignature(
      `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const lifeSeconds = expires === undefined ? WINDOW_SECONDS : parseExpires(expires);
  if (lifeSeconds === undefined) {
    return incompleteSignature(
      `X-Amz-Expires must be an integer from 1 to ${EXPIRES_SECONDS_MAX} (seconds). Got '${expires}'.`,
    );
  }

  // Compared in whole seconds, which is all that the date of a request can say.
  const now = Math.floor(nowMs / 1000);
  const window = presignedFor === 'as-asked' ? lifeSeconds : Math.min(lifeSeconds, WINDOW_SECONDS);
  if (signedAt < now - window) {
    return signatureDoesNotMatch(
      `Signature expired: ${date} is now earlier than ${isoBasic(now - window)} (${isoBasic(now)} - ${spoken(window)})`,
    );
  }
  if (signedAt > now + WINDOW_SECONDS) {
    return signatureDoesNotMatch(
      `Signature not yet current: ${date} is still later than ${isoBasic(now + WINDOW_SECONDS)} ` +
        `(${isoBasic(now)} + ${spoken(WINDOW_SECONDS)})`,
    );
  }
  return undefined;
}

/**
 * Reads `YYYYMMDDTHHMMSSZ`, and only that: seconds since the epoch, or `undefined`. The date goes into the string to
 * sign as sent, so a second spelling of one moment (RFC 1123 in a Date header) has no agreed text to sign there.
 */
export function parseIsoBasic(text: string): number | undefined {
  if (!/^[0-9]{8}T[0-9]{6}Z$/.test(text)) return undefined;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 4);
  const day = two(text, 6);
  const [hour, minute, second] = [two(text, 9), two(text, 11), two(text, 13)];
  // Years before 1000 are no dates of requests, and Date.UTC takes those below 100 for years of the 20th century.
  if (year < 1000 || hour > 23 || minute > 59 || second > 59) return undefined;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC carries 30 February over into March.
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  return midnight.getTime() / 1000 + hour * 3600 + minute * 60 + second;
}

const two = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;

/** Writes seconds since the epoch as `YYYYMMDDTHHMMSSZ`. */
export function isoBasic(seconds: number): string {
  const text = new Date(seconds * 1000).toISOString();
  return `${text.slice(0, 4)}${text.slice(5, 7)}${text.slice(8, 13)}${text.slice(14, 16)}${text.slice(17, 19)}Z`;
}

function parseExpires(text: string): number | undefined {
  if (!/^[0-9]{1,6}$/.test(text)) return undefined;
  const seconds = Number(text);
  return seconds >= 1 && seconds <= EXPIRES_SECONDS_MAX ? seconds : undefined;
}

const spoken = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} min.` : `${seconds} sec.`);
