import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** What the commands do; `main` hands it in, so that the command line knows no database and no key. */
export interface House {
  readonly version: string;
  /** Makes a store with these accounts (one random one where none is named) and gives their root keys, once. */
  init(where: Where, accounts: readonly string[]): Promise<readonly AccountKeys[]>;
  /** Whether the folder holds a store. */
  holdsStore(where: Where): boolean;
  /** Serves until it is told to stop; resolves when it listens. */
  serve(settings: Settings & Where): Promise<Serving>;
  /** New root keys for an account, in force when it resolves; the old ones are dead. */
  resetKeys(where: Where, account: string | undefined): Promise<AccountKeys>;
  /** Walks the whole way over the wire as the newcomer's example. */
  tryOut(terminal: Terminal, endpoint: string): Promise<void>;
}

export interface Where {
  readonly data: string;
  readonly 'key-file': string | undefined;
}

export interface AccountKeys {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Serving {
  readonly url: string;
}
