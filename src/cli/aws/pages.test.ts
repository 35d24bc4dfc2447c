import { describe, expect, it } from 'vitest';
import { merged, type Page, type Paging, pagesOf } from './pages.ts';

const FACTS = { lists: ['Users'], others: [] };
const NO_PAGING: Paging = { maxItems: undefined, pageSize: undefined, startingToken: undefined };

/** A service with seven users, so many on a page as it is asked for, three where nothing is said. */
function service(asked: Page[] = []) {
  return async (input: Page): Promise<Page> => {
    asked.push({ ...input });
    const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const start = Number(input.Marker ?? 0);
    const end = start + Number(input.MaxItems ?? 3);
    const more = end < all.length ? { IsTruncated: true, Marker: String(end) } : { IsTruncated: false };
    return { Users: all.slice(start, end), ...more };
  };
}

const all = async (paging: Partial<Paging>) =>
  merged(pagesOf(service(), {}, FACTS, { ...NO_PAGING, ...paging }), FACTS);

describe('pages', () => {
  it('puts all pages together', async () => {
    expect(await all({})).toEqual({ Users: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] });
  });

  it('goes on from its own token, through all of them, however few are taken at once', async () => {
    for (const maxItems of [1, 2, 3, 4, 6, 7, 8]) {
      const users: unknown[] = [];
      let startingToken: string | undefined;
      do {
        const page = await all({ maxItems, startingToken });
        users.push(...(page.Users as unknown[]));
        startingToken = page.NextToken as string | undefined;
      } while (startingToken !== undefined);
      expect(users).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    }
  });

  it('asks for pages of the size that it is told', async () => {
    const asked: Page[] = [];
    await merged(pagesOf(service(asked), { PathPrefix: '/x/' }, FACTS, { ...NO_PAGING, pageSize: 4 }), FACTS);
    expect(asked).toEqual([
      { PathPrefix: '/x/', MaxItems: 4 },
      { PathPrefix: '/x/', MaxItems: 4, Marker: '4' },
    ]);
  });

  it('refuses a token that is none, and a service that stands still', async () => {
    const token = Buffer.from('{"Marker": 5}').toString('base64');
    expect(() => pagesOf(service(), {}, FACTS, { ...NO_PAGING, startingToken: token })).toThrow('Bad starting token');
    const still = async (): Promise<Page> => ({ Users: [], IsTruncated: true, Marker: 'm' });
    await expect(merged(pagesOf(still, {}, FACTS, NO_PAGING), FACTS)).rejects.toThrow('received twice');
  });
});
