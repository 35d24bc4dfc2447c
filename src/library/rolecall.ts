/// <reference lib="esnext.disposable" preserve="true" />
import type { SeedInput } from './seed-object.ts';

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

/** Keys that sign requests, as the AWS SDK takes them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A key that a seed asked for. */
export interface UserKey extends Credentials {
  readonly accountId: string;
  /** Root's where there is no name. */
  readonly userName: string | undefined;
}

/** A request to a server in this process: what a client would send. */
export interface InProcessRequest {
  readonly method: string;
  /** Path and query as they would be sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** The address that the server sees: `127.0.0.1` unless said otherwise. It is `aws:SourceIp`. */
  readonly sourceIp?: string | undefined;
  /** Whether it counts as sent over TLS: `aws:SecureTransport`. */
  readonly secure?: boolean | undefined;
}

export interface InProcessAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
