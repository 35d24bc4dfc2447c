export type RefusalReason =
  | 'missing'
  | 'exists'
  | 'not-a-store'
  | 'newer'
  | 'wrong-key'
  | 'damaged'
  | 'in-use'
  | 'unreachable'
  | 'unwritable'
  | 'old-sqlite'
  | 'no-wal';

/** Why a store or its folder was not opened. Said to the person at the terminal; nothing was changed on disk. */
export class StoreRefusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.name = 'StoreRefusal';
    this.reason = reason;
  }
}

/**
 * A row that Rolecall did not write, or not so. It is never served: a policy or key that somebody slipped into the
 * file would otherwise decide who may do what. Names the table and the key, never what the row holds.
 */
export class Corrupt extends Error {
  readonly table: string;
  readonly key: string;

  constructor(table: string, key: string) {
    super(`corrupt row in ${table}: \`${key}\``);
    this.name = 'Corrupt';
    this.table = table;
    this.key = key;
  }
}

/** The database does not answer, or not in time. Nothing is known to be wrong with it: clients may try again. */
export class Unavailable extends Error {
  constructor(sentence: string, cause: unknown) {
    super(sentence, { cause });
    this.name = 'Unavailable';
  }
}

/**
 * The commit was sent and the connection broke before the answer: the change is in force, or it is not. It is never
 * acknowledged and never tried again by itself; whoever asked for it has to look.
 */
export class OutcomeUnknown extends Unavailable {
  constructor(cause: unknown) {
    super('the connection to the database broke during a commit', cause);
    this.name = 'OutcomeUnknown';
  }
}

/**
 * The disk did not take a write. `full`: nothing was kept, and the next change may work again. `failed`: the store
 * takes no more changes until it is opened anew, since after a failed fsync nobody knows what the disk holds.
 */
export class WriteRefused extends Unavailable {
  readonly reason: 'full' | 'failed';

  constructor(reason: 'full' | 'failed', cause: unknown) {
    super(
      reason === 'full' ? 'the disk is full' : 'the store takes no writes after a failed one until it is opened again',
      cause,
    );
    this.name = 'WriteRefused';
    this.reason = reason;
  }
}
