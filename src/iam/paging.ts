import type { OperationFacts } from '../model/facts.ts';
import { common } from '../model/fault.ts';
import type { Given } from '../operation/operation.ts';

/** The members by which a client pages through a list. */
export interface Paged {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** What every list answers beside its items. */
export interface Listed {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

type Asked = Pick<Given<Paged>, 'input' | 'caller' | 'markers'>;

/** AWS's page size where MaxItems is absent. */
const DEFAULT_ITEMS = 100;

/**
 * One page of what the store keeps in order. `fetch` is asked for one item more than the page holds, which tells
 * whether there are more; `placeOf` names the place of an item in that order. `fitting` may end the page early: it says
 * how many of the items it takes, at least one.
 */
export async function storePage<Item>(
  given: Asked,
  facts: OperationFacts,
  fetch: (page: { readonly after: string | undefined; readonly limit: number }) => Promise<readonly Item[]>,
  placeOf: (item: Item) => string,
  fitting: (items: readonly Item[]) => Promise<number> = async ({ length }) => length,
): Promise<{ readonly items: readonly Item[] } & Listed> {
  const size = given.input.MaxItems ?? DEFAULT_ITEMS;
  const context = contextOf(given, facts);
  const fetched = await fetch({ after: placeAfter(given, context), limit: size + 1 });
  const most = fetched.slice(0, size);
  const items = most.slice(0, await fitting(most));
  if (fetched.length === items.length) return { items, IsTruncated: false };
  return { items, IsTruncated: true, Marker: given.markers.seal(placeOf(items.at(-1)!), context) };
}

/**
 * One page of a short list that is at hand, in the order of its places. `binding` is whatever else a marker shall
 * depend on: once that has changed, the marker is invalid.
 */
export function listPage<Item>(
  given: Asked,
  facts: OperationFacts,
  list: readonly Item[],
  placeOf: (item: Item) => string,
  binding?: unknown,
): { readonly items: readonly Item[] } & Listed {
  const size = given.input.MaxItems ?? DEFAULT_ITEMS;
  const context = contextOf(given, facts, binding);
  const after = placeAfter(given, context);
  const rest = after === undefined ? list : list.filter((item) => placeOf(item) > after);
  const items = rest.slice(0, size);
  if (rest.length <= size) return { items, IsTruncated: false };
  return { items, IsTruncated: true, Marker: given.markers.seal(placeOf(items.at(-1)!), context) };
}

/** Where the page before this one ended. */
function placeAfter({ input, markers }: Asked, context: string): string | undefined {
  if (input.Marker === undefined) return undefined;
  const place = markers.open(input.Marker, context);
  if (place === undefined) throw common.ValidationError('Invalid Marker.');
  return place;
}

/**
 * What a marker is sealed for: this account, this operation and this query. The page size may change from page to
 * page, everything else may not (security.md B02, C08).
 */
function contextOf({ input, caller }: Asked, { name }: OperationFacts, binding?: unknown): string {
  const query = Object.entries(input)
    .filter(([member]) => member !== 'Marker' && member !== 'MaxItems')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([caller.account, name, query, binding]);
}
