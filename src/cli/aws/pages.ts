import { isList } from '../output/python-text.ts';
import { CommandError, FAILED, WRONG_USAGE } from './command-error.ts';

/** What somebody said of paging. */
export interface Paging {
  readonly maxItems: number | undefined;
  readonly pageSize: number | undefined;
  readonly startingToken: string | undefined;
}

/** Which members of an answer go on over its pages, and which only the first page tells. */
export interface PagedFacts {
  readonly lists: readonly string[];
  readonly others: readonly string[];
}

export type Page = Record<string, unknown>;

/** Pages as they come; the token to go on from is known at the end. */
export interface Pages {
  readonly pages: AsyncIterable<Page>;
  readonly resumeToken: () => string | undefined;
}

/** A service that never stops giving pages is no service of ours. */
const PAGES_MAX = 100_000;

/**
 * Asks for page after page, as the AWS CLI does: up to `--max-items` of the first of its lists, from where `--starting-token`
 * says; what is cut off goes into a token to go on from.
 */
export function pagesOf(ask: (input: Page) => Promise<Page>, input: Page, facts: PagedFacts, paging: Paging): Pages {
  let resumeToken: string | undefined;
  const [primary] = facts.lists as [string];
  const start = paging.startingToken === undefined ? undefined : readToken(paging.startingToken);
  const { maxItems } = paging;

  async function* pages(): AsyncGenerator<Page> {
    const asked: Page = { ...input };
    let marker = start?.marker;
    let seen = 0;
    for (let count = 0; count < PAGES_MAX; count++) {
      withMarker(asked, marker, paging.pageSize);
      const page = await ask(asked);
      const skipped = count === 0 ? (start?.skip ?? 0) : 0;
      if (count === 0 && start !== undefined) skipFirst(page, facts.lists, skipped);
      const items = isList(page[primary]) ? page[primary] : [];
      const surplus = maxItems === undefined ? 0 : seen + items.length - maxItems;
      if (surplus > 0) {
        const kept = items.length - surplus;
        page[primary] = items.slice(0, kept);
        resumeToken = writeToken(marker, kept + skipped);
        yield page;
        return;
      }
      yield page;
      seen += items.length;
      const next = page.IsTruncated === true ? (page.Marker as string | undefined) || undefined : undefined;
      if (next === undefined) return;
      if (seen === maxItems) {
        resumeToken = writeToken(next);
        return;
      }
      if (next === marker && count > 0) {
        throw new CommandError(
          `Error during pagination: The same next token was received twice: {'Marker': '${next}'}`,
          FAILED,
        );
      }
      marker = next;
    }
  }
  return { pages: pages(), resumeToken: () => resumeToken };
}

/** Puts pages together to one answer. */
export async function merged({ pages, resumeToken }: Pages, { lists, others }: PagedFacts): Promise<Page> {
  const whole = Object.create(null) as Page;
  const told = Object.create(null) as Page;
  let isFirst = true;
  for await (const page of pages) {
    if (isFirst) for (const name of others) told[name] = page[name] ?? null;
    isFirst = false;
    for (const name of lists) {
      if (!isList(page[name])) continue;
      if (isList(whole[name])) (whole[name] as unknown[]).push(...page[name]);
      else whole[name] = [...page[name]];
    }
  }
  Object.assign(whole, told);
  const token = resumeToken();
  if (token !== undefined) whole.NextToken = token;
  return whole;
}

/** What of a page is shown where pages are shown one by one: its lists, and on the first page the rest. */
export function partOf(page: Page, { lists, others }: PagedFacts, isFirst: boolean): Page {
  const part = Object.create(null) as Page;
  for (const name of [...(isFirst ? others : []), ...lists]) part[name] = page[name] ?? null;
  return part;
}

function withMarker(asked: Page, marker: string | undefined, pageSize: number | undefined): void {
  if (marker === undefined) delete asked.Marker;
  else asked.Marker = marker;
  if (pageSize !== undefined) asked.MaxItems = pageSize;
}

/** Cuts off what an earlier command has shown of this page. */
function skipFirst(page: Page, lists: readonly string[], skip: number): void {
  const [primary, ...others] = lists as [string, ...string[]];
  page[primary] = isList(page[primary]) ? page[primary].slice(skip) : null;
  for (const name of others) page[name] = isList(page[name]) ? [] : null;
}

/** The AWS CLI's token: JSON in base64, in Python's spelling, so that either program goes on from the other's. */
function writeToken(marker: string | undefined, truncated?: number): string {
  const members = [`"Marker": ${asciiJson(marker ?? null)}`];
  if (truncated !== undefined) members.push(`"boto_truncate_amount": ${truncated}`);
  return Buffer.from(`{${members.join(', ')}}`, 'latin1').toString('base64');
}

const asciiJson = (value: string | null): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

function readToken(token: string): { readonly marker: string | undefined; readonly skip: number } {
  const read = tokenJson(token);
  if (read !== undefined) {
    const { Marker: marker, boto_truncate_amount: skip = 0 } = read;
    if ((marker === null || typeof marker === 'string') && Number.isSafeInteger(skip)) {
      return { marker: marker ?? undefined, skip: skip as number };
    }
    throw new CommandError(`Bad starting token: ${token}`, WRONG_USAGE);
  }
  // As the AWS CLI of long ago wrote it: the service's marker, perhaps with a number behind it.
  const old = /^(.*)___([0-9]+)$/s.exec(token);
  const [marker, skip] = old === null ? [token, 0] : [old[1]!, Number(old[2])];
  return { marker: marker === 'None' ? undefined : marker, skip };
}

function tokenJson(token: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
