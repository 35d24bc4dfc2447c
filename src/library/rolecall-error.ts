import { Refusal } from '../cli/refusal.ts';

/** What kind of thing went wrong. */
export type RolecallErrorCode =
  /** An option that does not exist, or cannot be what it is. */
  | 'BadOption'
  /** A seed that cannot be read or applied. `problems` has each of them with its place. */
  | 'SeedRefused'
  /** A store that cannot be made or opened. */
  | 'StoreRefused'
  /** An address that cannot be listened on. */
  | 'CannotListen'
  /** No access key of that name is known. */
  | 'NoSuchKey'
  /** It was stopped. */
  | 'Stopped';

/** Every refusal of the library: one sentence, and a code to tell them apart. What is no refusal is thrown as it came. */
export class RolecallError extends Error {
  readonly code: RolecallErrorCode;
  /** What is wrong, one by one. */
  readonly problems: readonly string[];

  constructor(code: RolecallErrorCode, problems: string | readonly string[], cause?: unknown) {
    const [first = '', ...others] = typeof problems === 'string' ? [problems] : problems;
    super(others.length === 0 ? first : `${first} (and ${others.length} more)`, { cause });
    this.name = 'RolecallError';
    this.code = code;
    this.problems = typeof problems === 'string' ? [problems] : problems;
  }
}

/** Does the work; what the house refuses is a RolecallError of this code. */
export async function refusing<Result>(code: RolecallErrorCode, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw new RolecallError(code, error.message.split('\n'), error);
    throw error;
  }
}
