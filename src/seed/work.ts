import { perform } from '../gate/perform.ts';
import { iamOperations } from '../iam/service.ts';
import type { OperationFacts } from '../model/facts.ts';
import { Fault } from '../model/fault.ts';
import type { Operation, Tools } from '../operation/operation.ts';
import type { Caller } from '../principal/caller.ts';
import { rootCaller } from '../principal/callers.ts';
import { ALONE } from '../principal/organization.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { ReadSeed } from './read-seed.ts';
import type { SecretSeed } from './schema.ts';
import type { Path } from './yaml.ts';

/** One thing that applying a seed changes. No secret is in it. */
export interface Change {
  readonly sign: '+' | '~' | '-';
  readonly account: string;
  /** `user alice`, `access key AKIA... of user alice`. */
  readonly what: string;
  /** What about it: `tags, path`. */
  readonly detail?: string | undefined;
}

/** An access key that was made because the seed asked for one. */
export interface GeneratedKey {
  readonly account: string;
  /** Root's where there is no name. */
  readonly userName: string | undefined;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A seed that cannot be applied: what was refused, and which part of the seed it is about. */
export class SeedRefusal extends Error {
  readonly path: Path;

  constructor(path: Path, sentence: string) {
    super(sentence);
    this.name = 'SeedRefusal';
    this.path = path;
  }
}

/** What applying works with: one transaction, in which the operations of IAM themselves do what they can do. */
export interface Work {
  readonly tx: Transaction;
  readonly tools: Tools;
  readonly read: ReadSeed;
  /** Whether what the written sections do not name is removed. */
  readonly prune: boolean;
  readonly changes: Change[];
  readonly generated: GeneratedKey[];
  /** Ids of roles that were not there before: that they trust somebody is no change of its own. */
  readonly newRoles: Set<string>;
  /** Carries out an operation as the account's root, inside the transaction. What it refuses is refused at `path`. */
  do<Input, Output>(account: string, path: Path, facts: OperationFacts<Input, Output>, input: Input): Promise<Output>;
  secret(path: Path, secret: SecretSeed): string;
}

export function work(
  tx: Transaction,
  tools: Tools,
  wanted: { readonly read: ReadSeed; readonly prune: boolean; readonly secrets: ReadonlyMap<string, string> },
): Work {
  const within: Tools = {
    ...tools,
    store: storeWithin(tx, tools.store),
    // Who may write the seed stands above every organisation; and nothing outside of the transaction may be waited for.
    directory: { ...tools.directory, organization: () => ALONE },
  };
  return {
    tx,
    tools,
    read: wanted.read,
    prune: wanted.prune,
    changes: [],
    generated: [],
    newRoles: new Set(),
    async do(account, path, facts, input) {
      try {
        return (await perform(built(facts), { input, caller: operator(account), request: REQUEST }, within)) as never;
      } catch (error) {
        if (error instanceof Fault) throw new SeedRefusal(path, `${facts.name}: ${error.text ?? error.code}`);
        throw error;
      }
    },
    secret(path, secret) {
      if (typeof secret === 'string') return secret;
      const value = wanted.secrets.get(secretName(secret));
      if (value === undefined) throw new SeedRefusal(path, `the secret ${secretName(secret)} is missing`);
      return value;
    },
  };
}

/** `env NAME` or `file PATH`: how a secret that stands elsewhere is called. */
export const secretName = (secret: Exclude<SecretSeed, string>): string =>
  'env' in secret ? `env ${secret.env}` : `file ${secret.file}`;

/** The operations see the transaction as their store, so that all of them together are one change. */
function storeWithin(tx: Transaction, { close, onChange, renewal, sequence }: Store): Store {
  return { ...tx, change: (task) => task(tx), close, onChange, renewal, sequence };
}

function built(facts: OperationFacts): Operation {
  const operation = iamOperations.find((one) => one.facts === facts);
  if (operation === undefined) throw new Error(`${facts.name} is not built`);
  return operation;
}

/** The account's root may do everything in it, and is asked all the same: every check of every operation holds here. */
const operator = (account: string): Caller => rootCaller('', account);

const REQUEST = {
  id: '',
  region: 'us-east-1',
  remoteAddress: '127.0.0.1',
  secure: true,
  userAgent: undefined,
  referer: undefined,
};

/** Entries of a mapping, each with its path. */
export function* each<Value>(
  path: Path,
  entries: ReadonlyMap<string, Value> | undefined,
): Generator<readonly [name: string, value: Value, path: Path]> {
  for (const [name, value] of entries ?? []) yield [name, value, [...path, name]];
}
