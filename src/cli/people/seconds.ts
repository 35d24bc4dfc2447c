import { Refusal } from '../refusal.ts';

const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

/** Reads a time, in seconds or as `30m`, `2h`. */
export function secondsOf(flag: string, text: string): number {
  const [, digits, unit = ''] = /^([0-9]{1,6})([smh]?)$/.exec(text) ?? [];
  if (digits === undefined)
    throw new Refusal(`expected seconds, or a time as 30m or 2h, for \`${flag}\`: \`${text}\``, 'usage');
  return Number(digits) * UNITS.get(unit)!;
}
