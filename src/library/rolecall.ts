/// <reference lib="esnext.disposable" preserve="true" />
import type { Credentials, UserKey } from './credentials.ts';
import type { InProcessAnswer, InProcessRequest } from './in-process.ts';
import type { SeedInput } from './seed-input.ts';

/** An account of a server. */
export interface Account<RootKeys = Credentials | undefined> {
  readonly accountId: string;
  /** The keys of its root; absent where the account was there before, since a store gives no secret twice. */
  readonly credentials: RootKeys;
}

/** A server that runs in this process. With a store in memory the keys of every root are known. */
export interface Rolecall<RootKeys = Credentials | undefined> {
  /** Where it listens: `http://127.0.0.1:49152`. Where it does not listen, an address that leads nowhere. */
  readonly url: string;
  /** The first region that requests may be signed for. */
  readonly region: string;
  /** Its accounts: those that the options name, then those of the seed by number, then those that came later. */
  readonly accounts: readonly Account<RootKeys>[];
  /** The keys of the first account's root. */
  readonly credentials: RootKeys;
  /** The access keys that seeds have made, of all that were applied here. */
  readonly keys: readonly UserKey[];
  /** The access key that a seed has made for a user. Throws where there is none, or where users of several accounts bear the name. */
  credentialsOf(userName: string, accountId?: string): Credentials;
  /** Adds an account, of a random number unless it is given; it is among `accounts` from then on. */
  addAccount(accountId?: string): Promise<Account<Credentials>>;
  /** Applies a seed, all of it or nothing, and gives the keys that it made. */
  apply(seed: SeedInput): Promise<readonly UserKey[]>;
  /** Answers a request without a socket, by the same rooms and the same rules. */
  answer(request: InProcessRequest): Promise<InProcessAnswer>;
  /** Lets requests under way finish, and lets go of everything. A second call waits for the first. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
