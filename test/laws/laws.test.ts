import { describe, expect, test } from 'vitest';
import { hold } from './hold.ts';
import { laws } from './laws.ts';

/** A few cases of each law; `npm run test:laws` holds 20,000. */
describe('the laws of decisions', () => {
  test('there are at least 14', () => expect(laws.length).toBeGreaterThanOrEqual(14));

  test.each(laws)('$name', (law) => {
    const { cases, broken } = hold(law, { cases: 500, seed: 7 });
    expect(broken).toEqual([]);
    expect(cases).toBe(500);
  });
});
