import type { UsageLedger } from '../gate/usage.ts';
import type { KeyRotation } from './key-rotation.ts';
import type { Sayings } from './sayings.ts';

/** What a server does now and then. */
export interface Chores {
  /** Ends them; what is owed is done first. */
  stop(): Promise<void>;
}

/** How long a use may wait to be written. */
const USAGE_MS = 5000;

/** How late a root key may be forgotten. */
const TENDING_MS = 600_000;

/** Begins the chores. One that fails is told to the log and comes again: none is a reason to stop serving. */
export function startChores(of: {
  readonly usage: UsageLedger;
  /** Absent where the root key lives no longer than the process. */
  readonly rotation?: KeyRotation | undefined;
  readonly logger: Sayings;
}): Chores {
  const { usage, rotation, logger } = of;
  const noteUsage = () => usage.flush().catch((err: unknown) => logger.warn({ err }, 'use was not noted'));
  /** A rotation that a crash interrupted, and keys whose time has come. */
  const tendKeys = () =>
    rotation?.tend().catch((err: unknown) => logger.error({ err }, 'the root keys could not be tended'));
  const timers = [setInterval(noteUsage, USAGE_MS), setInterval(tendKeys, TENDING_MS)];
  for (const timer of timers) timer.unref();
  void tendKeys();
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await rotation?.stop();
      await noteUsage();
    },
  };
}
