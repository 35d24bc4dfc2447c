import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import type { AccountKeys } from '../cli/house.ts';
import type { Established, establish } from '../main/establish.ts';
import type { Sayings } from '../main/sayings.ts';
import type { Tools } from '../operation/operation.ts';
import type { RememberSignIn } from '../operation/sign-in-event.ts';
import type { Wanted } from './read-options.ts';

/** A house with its store, before anybody is served. */
export interface Home {
  readonly house: Established['house'];
  /** Accounts that were made for this start, with the keys of their roots. */
  readonly made: readonly AccountKeys[];
  /** What changes the store as its operator, on the record where there is one. */
  toolsFor(command: string, question: Readonly<Record<string, unknown>>): Tools;
  /** Once others may use it. */
  begin(): Promise<void>;
  /** Does what is owed, and lets the store go. */
  close(): Promise<void>;
}

/** What a house is furnished with, wherever its store is. */
export interface Furnishing {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Sayings;
  readonly choices: Omit<Parameters<typeof establish>[2], 'keepsTrail' | 'console' | 'logger'>;
}

/** How people sign in: as AWS has it, and to the applications that the options name. */
export const signIn = ({ destinations }: Wanted, log: Sayings, trail?: RememberSignIn) => ({
  destinations,
  outlivesCredentials: true,
  ...(trail === undefined ? {} : { remember: trail }),
  onBug: (err: unknown, requestId: string) => log.error({ requestId, err }, 'a page failed'),
});
