import { Refusal } from './refusal.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads a time, `2026-11-22T10:00:00Z`, or how long ago it was, `90m`, `2d`. */
export function readMoment(text: string, nowMs: number): number {
  const ago = /^([0-9]{1,6})([smhd])$/.exec(text);
  if (ago !== null) return nowMs - Number(ago[1]) * UNITS[ago[2]!]!;
  const ms = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(ms))
    throw new Refusal(`expected a time, as 2026-11-22T10:00:00Z, or an age, as 2h: \`${text}\``, 'usage');
  return ms;
}
