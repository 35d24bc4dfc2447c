import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('the naive engine imports nothing but itself', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const foreign = files.flatMap((file) =>
    specifiersOf(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))
      .filter((specifier) => !files.includes(specifier.slice(2)) || !specifier.startsWith('./'))
      .map((specifier) => `${file} imports ${specifier}`),
  );
  expect(files).toContain('evaluate.ts');
  expect(foreign).toEqual([]);
});

/** Static, re-exporting, dynamic and type imports, and `require`. */
function specifiersOf(source: string): string[] {
  const forms = /(?:\bfrom\s+|\bimport\s*\(?\s*|\brequire\s*\(\s*)(?:'([^']+)'|"([^"]+)")/g;
  return [...source.matchAll(forms)].map((match) => (match[1] ?? match[2])!);
}
