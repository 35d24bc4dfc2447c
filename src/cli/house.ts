import type { Verified } from '../audit/verify-trail.ts';
import type { WhoCan } from '../reach/index.ts';
import type { Change, GeneratedKey } from '../seed/index.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** What the commands do; `main` hands it in, so that the command line knows no database and no key. */
export interface House {
  readonly version: string;
  /** Makes a store with these accounts (one random one where none is named) and gives their root keys, once. */
  init(where: Where, accounts: readonly string[]): Promise<readonly AccountKeys[]>;
  /** Whether there is a store. */
  holdsStore(where: Where): Promise<boolean>;
  /** Serves until it is told to stop; resolves when it listens. */
  serve(settings: Settings & Where): Promise<Serving>;
  /** New root keys for an account, in force when it resolves; the old ones are dead. */
  resetKeys(where: Where, account: string | undefined): Promise<AccountKeys>;
  /** Adds an account, a random one where none is named, and gives its root keys, once. */
  addAccount(where: Where, account: string | undefined): Promise<AccountKeys>;
  listAccounts(where: Where): Promise<readonly ListedAccount[]>;
  /** Removes an account with all that is in it; the last one only where `last` says so. */
  removeAccount(where: Where, account: string, last: boolean): Promise<void>;
  /** Ends all sessions of the one that is named, in force when it resolves. */
  revokeSessions(where: Where, of: RevokedOf): Promise<void>;
  /** Another root key, in force when it resolves; with `retireNow` sessions under the keys before end. */
  rotateKey(where: Where, retireNow: boolean): Promise<RotatedKey>;
  /** New keys for the issuer of an account, or of each that has one, published when it resolves. With `now` those before are withdrawn. */
  rotateIssuers(
    where: Where,
    asked: { readonly account: string | undefined; readonly now: boolean },
  ): Promise<readonly RotatedIssuer[]>;
  /** Copies the store into a new file, while it is served or not; `tell` hears how much of it is done, from 0 to 1. */
  backUp(where: Where, file: string, tell: (share: number) => void): Promise<BackedUp>;
  /** Puts a backup in the store's place; with `replace` the one that is there is moved aside and named. */
  restore(where: Where, file: string, replace: boolean): Promise<{ readonly kept: string | undefined }>;
  /** What applying a seed would change. */
  planSeed(where: Where, seed: AskedSeed): Promise<readonly Change[]>;
  /** Applies a seed, in force when it resolves, and gives the access keys that it made. Refuses where it would do something else than the plan of this digest. */
  applySeed(where: Where, seed: AskedSeed & { readonly planned: string }): Promise<readonly GeneratedKey[]>;
  /** The store as a seed. */
  exportSeed(where: Where, asked: { readonly account: string | undefined; readonly secrets: boolean }): Promise<string>;
  /** Makes the hardware tokens of these lines, `serial seed` each, devices of an account: all or none. */
  importTokens(where: Where, account: string | undefined, lines: string): Promise<ImportedTokens>;
  /** Holds the audit trail to its seals; `firstFile` is the oldest that is meant to be there. */
  verifyTrail(where: Where, firstFile: number): Promise<Verified>;
  /** Who can do something, of those in the store; `tell` hears how many were looked at. */
  whoCan(where: Where, asked: AskedWhoCan, tell: (looked: Looked) => void): Promise<WhoCan>;
  /** The same of the store that a seed would make. */
  whoCanInSeed(seed: Pick<AskedSeed, 'name' | 'text'>, asked: AskedWhoCan): Promise<WhoCan>;
  /** Opens the reasons of a denial, and says for which account they were sealed. */
  decodeMessage(where: Where, message: string): Promise<{ readonly account: string; readonly decoded: string }>;
  /** Walks the whole way over the wire as the newcomer's example. */
  tryOut(terminal: Terminal, endpoint: string): Promise<void>;
}

/** Where the store is: in the folder, or in a PostgreSQL database, where the folder still holds the lock and the socket. */
export interface Where {
  readonly data: string;
  readonly 'key-file': string | undefined;
  /** URL without a password. */
  readonly database?: string | undefined;
  /** File that holds the URL. */
  readonly 'database-file'?: string | undefined;
}

export interface AccountKeys {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface ListedAccount {
  readonly accountId: string;
  readonly alias: string | undefined;
  readonly createdAt: string;
  readonly users: number;
  readonly roles: number;
}

/** Whose sessions: exactly one is named. */
export interface RevokedOf {
  /** ARN of a role. */
  readonly role: string | undefined;
  /** ARN of a user. */
  readonly user: string | undefined;
  readonly account: string | undefined;
}

export interface RotatedKey {
  /** The public names of the new root key and of the one before. */
  readonly key: string;
  readonly before: string;
  /** Rows that were written anew. */
  readonly rows: number;
  /** Until when sessions under the key before live; absent where it is gone. */
  readonly sessionsUntil: string | undefined;
}

export interface RotatedIssuer {
  readonly accountId: string;
  readonly keys: readonly string[];
  readonly signFrom: string;
}

export interface BackedUp {
  readonly file: string;
  readonly bytes: number;
  /** The number of the last change that is surely in it. */
  readonly change: number;
}

/** A seed as text, with the secrets that it names. */
export interface AskedSeed {
  readonly name: string;
  readonly text: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** Whether what the written sections do not name is removed. */
  readonly prune: boolean;
}

export interface AskedWhoCan {
  readonly action: string;
  readonly resource: string;
  /** Whose the resource is, where its ARN does not say. */
  readonly account?: string | undefined;
  /** The text of the policy of the resource. */
  readonly resourcePolicy?: string | undefined;
  /** Steps of the longest path. */
  readonly maxDepth: number;
}

/** How far a search is. */
export interface Looked {
  readonly looked: number;
  readonly questions: number;
  readonly found: number;
}

export interface ImportedTokens {
  readonly accountId: string;
  readonly imported: number;
}

export interface Serving {
  readonly url: string;
}
