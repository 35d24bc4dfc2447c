import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unreached } from './unreached.ts';

/** `npm run test:branches` holds them to what is reached; here only that the block and the test of each are still there. */
test.each(unreached)('$file: $inside: $begins', ({ file, begins, test }) => {
  const root = new URL('../../', import.meta.url);
  const source = readFileSync(new URL(`src/${file}`, root), 'utf8');
  expect(source.replace(/\s+/g, ' ')).toContain(begins);
  if (test !== undefined) expect(existsSync(new URL(test, root)), test).toBe(true);
});
