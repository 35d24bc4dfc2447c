import type { OperationFacts } from '../model/facts.ts';
import { type Listed, storePage } from './paging.ts';

/** A list of the store, in the order of places. */
export interface PartOfLists<Item> {
  /** At most `limit` items after that place. */
  readonly fetch: (page: { readonly after: string | undefined; readonly limit: number }) => Promise<readonly Item[]>;
  readonly placeOf: (item: Item) => string;
}

/**
 * One page of several lists that follow each other under one marker, as ListEntitiesForPolicy and
 * GetAccountAuthorizationDetails have it: MaxItems counts the items of all lists together.
 */
export async function severalListsPage<Item>(
  given: Parameters<typeof storePage>[0],
  facts: OperationFacts,
  lists: readonly PartOfLists<Item>[],
  fitting?: (items: readonly Item[]) => Promise<number>,
): Promise<{ readonly items: readonly Item[] } & Listed> {
  const { items, ...listed } = await storePage(
    given,
    facts,
    async ({ after, limit }) => {
      const { list: first, place } = readPlace(after);
      const fetched: { readonly list: number; readonly item: Item }[] = [];
      for (let list = first; list < lists.length && fetched.length < limit; list++) {
        const page = { after: list === first ? place : undefined, limit: limit - fetched.length };
        for (const item of await lists[list]!.fetch(page)) fetched.push({ list, item });
      }
      return fetched;
    },
    ({ list, item }) => `${list}/${lists[list]!.placeOf(item)}`,
    fitting && ((found) => fitting(found.map(({ item }) => item))),
  );
  return { items: items.map(({ item }) => item), ...listed };
}

/** Markers are sealed, so what comes back is what was written. */
function readPlace(after: string | undefined): { readonly list: number; readonly place: string | undefined } {
  if (after === undefined) return { list: 0, place: undefined };
  const slash = after.indexOf('/');
  return { list: Number(after.slice(0, slash)), place: after.slice(slash + 1) };
}
