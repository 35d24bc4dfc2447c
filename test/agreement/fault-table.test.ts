import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faults } from './fault-table.ts';

/** `npm run test:seeded-faults` seeds them; here only that the engine still has a place for each. */
test('there are at least thirty faults to seed', () => {
  expect(faults.length).toBeGreaterThanOrEqual(30);
});

test.each(faults)('$file: $what', ({ file, search, replace }) => {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  expect(text.split(search).length - 1).toBe(1);
  expect(replace).not.toBe(search);
});
