import type { Clock } from '../../base/clock.ts';
import { RolecallError } from '../rolecall-error.ts';

/** A span of time; its parts are added. */
export interface Span {
  readonly days?: number | undefined;
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
  readonly seconds?: number | undefined;
  readonly milliseconds?: number | undefined;
}

/** A clock that a test moves: sessions expire by it, and codes of MFA devices change by it. */
export interface MovableClock extends Clock {
  now(): number;
  /** Goes forward. */
  advance(span: Span): void;
  /** Goes to a moment, before or after. */
  set(moment: Date | string | number): void;
}

/**
 * A clock that shows the time, and runs on from wherever it is moved to. With a moment it shows that one, and stands still
 * but for being moved.
 */
export function movableClock(moment?: Date | string | number): MovableClock {
  const stands = moment !== undefined;
  const real = () => (stands ? 0 : Date.now());
  let offsetMs = stands ? read(moment) : 0;
  return {
    now: () => real() + offsetMs,
    advance(span) {
      offsetMs += milliseconds(span);
    },
    set(to) {
      offsetMs = read(to) - real();
    },
  };
}

const UNIT_MS = new Map([
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
  ['milliseconds', 1],
]);

function milliseconds(span: Span): number {
  const entries = Object.entries(span).filter(([, count]) => count !== undefined);
  let sum = 0;
  for (const [name, count] of entries) {
    const unitMs = UNIT_MS.get(name);
    if (unitMs === undefined) throw bad(`a span has no \`${name}\``);
    if (!Number.isFinite(count)) throw bad(`\`${name}\` is no number`);
    sum += count * unitMs;
  }
  if (entries.length === 0 || sum < 0) throw bad('a clock is advanced by some time: `set` goes back');
  return Math.round(sum);
}

function read(moment: Date | string | number): number {
  const ms = moment instanceof Date ? moment.getTime() : typeof moment === 'string' ? Date.parse(moment) : moment;
  if (!Number.isFinite(ms)) throw bad(`not a moment: \`${moment}\``);
  return ms;
}

const bad = (sentence: string) => new RolecallError('BadOption', sentence);
