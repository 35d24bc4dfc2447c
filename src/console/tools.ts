import type { Tools as HouseTools } from '../operation/operation.ts';
import type { SignInEvent } from '../operation/sign-in-event.ts';
import { type CarriedSeals, carriedSeals } from '../token/carried-seals.ts';
import type { Keyring } from '../token/keyring.ts';
import type { ConsoleSession, SignInToken } from './signed-in.ts';
import type { Switch } from './switch.ts';

/** What the operator settled about sign-in. */
export interface ConsoleSettings {
  /** Origins of registered applications. */
  readonly destinations: ReadonlySet<string>;
  /** Whether SessionDuration may reach beyond the life of the credentials. */
  readonly outlivesCredentials: boolean;
}

/** What the pages work with: of the house, only what proves and remembers; nothing that reads or changes what people have. */
export interface Tools
  extends Pick<HouseTools, 'store' | 'directory' | 'tokens' | 'clock' | 'entropy' | 'publicUrl'>,
    ConsoleSettings {
  readonly signInTokens: CarriedSeals<SignInToken>;
  readonly sessions: CarriedSeals<ConsoleSession>;
  readonly switches: CarriedSeals<Switch>;
  /** Adds to the event of this request. */
  readonly note: (facts: Noted) => void;
}

export type Noted = Partial<
  Pick<
    SignInEvent,
    'who' | 'signInId' | 'consoleSessionId' | 'sessionExpiresAt' | 'durationSeconds' | 'destination' | 'issuer'
  >
> & { readonly name?: SignInEvent['name'] };

export const sealsOf = (under: { readonly keyring: Keyring; readonly entropy: HouseTools['entropy'] }) => ({
  signInTokens: carriedSeals<SignInToken>('sign-in-token', under),
  sessions: carriedSeals<ConsoleSession>('console-session', under),
  switches: carriedSeals<Switch>('console-switch', under),
});
