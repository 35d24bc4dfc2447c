/** A request writes the present second and an expiry or two, each thousands of times: slots for those that are written now. */
const SLOTS = 64;
const seconds = new Float64Array(SLOTS).fill(Number.NaN);
const texts: string[] = new Array(SLOTS).fill('');

/** Writes a time as AWS does: `2026-07-15T10:20:30Z`, whole seconds. Seconds just written are remembered. */
export function isoSecond(ms: number): string {
  const second = Math.floor(ms / 1000);
  const slot = second & (SLOTS - 1);
  if (seconds[slot] !== second) {
    texts[slot] = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
    seconds[slot] = second;
  }
  return texts[slot]!;
}
