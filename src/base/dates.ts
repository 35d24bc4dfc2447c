const ISO =
  /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$/;
const EPOCH = /^[+-]?[0-9]{1,19}$/;
const FOUR_CENTURIES_MS = 146_097 * 86_400_000;
const MAX_EPOCH_SECONDS = 9_223_372_036_854_775_807n;

/**
 * Reads a moment as policies write it (policy.md 4.7): a W3C profile of ISO 8601, a date alone being midnight UTC, or
 * seconds since the epoch. Gives milliseconds, or `undefined` for what is no moment.
 *
 * `Date.parse` is not asked: it takes 30 February for 2 March, and reads time zones from the machine (security.md H07).
 * A text of digits alone counts seconds, so a bare year is not read as a year.
 */
export function readMoment(text: string): number | undefined {
  if (EPOCH.test(text)) return epochMs(text);
  const parts = ISO.exec(text);
  if (parts === null) return undefined;
  const [, years, months = '01', days = '01', hours = '00', minutes = '00', seconds = '00', fraction = '', zone] =
    parts;
  const offsetMinutes = zoneMinutes(zone);
  const month = Number(months);
  const day = Number(days);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(Number(years), month)) return undefined;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59 || offsetMinutes === undefined)
    return undefined;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  // Date.UTC would read the years 0 to 99 as 1900 to 1999. The calendar is the same 400 years later.
  const later = Date.UTC(
    Number(years) + 400,
    month - 1,
    day,
    Number(hours),
    Number(minutes) - offsetMinutes,
    Number(seconds),
    ms,
  );
  return later - FOUR_CENTURIES_MS;
}

function epochMs(text: string): number | undefined {
  const seconds = BigInt(text.startsWith('+') ? text.slice(1) : text);
  return seconds > MAX_EPOCH_SECONDS || seconds < -MAX_EPOCH_SECONDS ? undefined : Number(seconds) * 1000;
}

/** Minutes east of UTC. A time without a zone is UTC. */
function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
