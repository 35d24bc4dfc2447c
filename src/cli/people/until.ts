import { isoSecond } from '../../base/iso-second.ts';

/** Says until when something is good: `2026-11-22T10:00:00Z (59 minutes)`. */
export function until(expiration: Date, nowMs: number): string {
  const minutes = Math.round((expiration.getTime() - nowMs) / 60_000);
  return `${isoSecond(expiration.getTime())} (${minutes < 1 ? 'less than a minute' : spanOf(minutes)})`;
}

function spanOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [count(hours, 'hour'), count(rest, 'minute')].filter((part) => part !== '');
  return parts.join(' ');
}

const count = (number: number, unit: string): string =>
  number === 0 ? '' : `${number} ${unit}${number === 1 ? '' : 's'}`;
