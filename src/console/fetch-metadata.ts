import { type Asked, headerOf } from './asked.ts';
import { Refused } from './refusals.ts';

/**
 * A sign-in link is opened by somebody, as a page: not as a picture or a frame in somebody else's page, not by a script,
 * and not ahead of time by a browser that guesses what comes next, which would use the link up. Browsers say which it is
 * (W3C Fetch Metadata, `Sec-Purpose`); who says nothing is an old browser or a program.
 */
export function assertOpenedAsPage(asked: Asked): void {
  const as = headerOf(asked, 'sec-fetch-dest');
  if ((as !== undefined && as !== 'document') || headerOf(asked, 'sec-purpose') !== undefined) {
    throw new Refused('embedded');
  }
}

/** A form of ours is sent from our own page. Where a browser says where it comes from, that has to be here. */
export function assertFromOurPage(asked: Asked, publicUrl: string): void {
  const site = headerOf(asked, 'sec-fetch-site');
  const origin = headerOf(asked, 'origin');
  const isOurs =
    site !== undefined ? site === 'same-origin' : origin === undefined || origin === new URL(publicUrl).origin;
  if (!isOurs) throw new Refused('not from our page');
}
