/** An example of a page: a whole program, and what it prints where that stands under it. */
export interface Example {
  readonly name: string;
  /** Who runs it. */
  readonly by: 'node' | 'vitest' | 'node:test';
  readonly code: string;
  readonly prints: string | undefined;
}

/** The examples of a page, in its order. */
export function examplesIn(page: string): readonly Example[] {
  const blocks = [...page.matchAll(/^```ts(?: (vitest|node:test))?\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?/gms)];
  return blocks.map(([, by = 'node', code, prints], i) => {
    if (by === 'node' && prints === undefined) throw new Error(`example ${i + 1} does not say what it prints`);
    return { name: `example ${i + 1}`, by: by as Example['by'], code: code!, prints };
  });
}
