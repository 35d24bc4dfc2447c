/** Tells the wall time. Only `main` decides which clock a process lives by; tests hold it still. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands at `startMs` until it is moved. */
export function fixedClock(startMs: number): Clock & { advance(ms: number): void; set(ms: number): void } {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
    set: (ms) => {
      nowMs = ms;
    },
  };
}

/** Whole seconds since the Unix epoch, as AWS counts session times. */
export const secondsOf = (clock: Clock): number => Math.floor(clock.now() / 1000);
