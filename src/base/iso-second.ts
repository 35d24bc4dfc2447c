let cachedSecond = Number.NaN;
let cachedText = '';

/** Writes a time as AWS does: `2026-07-15T10:20:30Z`, whole seconds. The second just written is remembered. */
export function isoSecond(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== cachedSecond) {
    cachedText = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
    cachedSecond = second;
  }
  return cachedText;
}
