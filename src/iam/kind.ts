import type { OperationFacts } from '../model/facts.ts';
import type { Fault } from '../model/fault.ts';
import type { Given, Question } from '../operation/operation.ts';
import type { Reads, Store, Transaction } from '../store/store.ts';
import { ask, type Keys } from './question.ts';

/** A kind of thing that requests name: how it is found, what it is called in questions, what is said when it is missing. */
export interface Kind<Input, Record> {
  /** Refuses a name that cannot be one. */
  readonly check?: (input: Input) => void;
  /** Looks in the caller's account and nowhere else. */
  readonly find: (reads: Reads, account: string, input: Input) => Promise<Record | undefined>;
  /** The stored ARN; for what does not exist, the ARN that the request means (policy.md 6.8). */
  readonly arn: (account: string, input: Input, found: Record | undefined) => string;
  /** The condition keys of its tags. */
  readonly keys: (found: Record | undefined) => Keys;
  /** The same thing as it stands in a change, by its unique id: one made anew under the name is another. */
  readonly again: (reads: Reads, found: Record) => Promise<Record | undefined>;
  readonly missing: (input: Input) => Fault;
}

type Asked<Input, Record> = Pick<Given<Input>, 'input' | 'caller'> & { readonly found: Record | undefined };

/** The first steps of every operation on one thing of a kind. */
export const on = <Input, Record>(kind: Kind<Input, Record>, facts: OperationFacts) => ({
  check: ({ input }: Given<Input>): void => kind.check?.(input),
  load: ({ store, caller, input }: Given<Input>): Promise<Record | undefined> =>
    kind.find(store, caller.account, input),
  access: ({ caller, input, found }: Asked<Input, Record>): readonly Question[] =>
    ask(facts, kind.arn(caller.account, input, found), kind.keys(found)),
});

/** The thing that was found, or NoSuchEntity. Only for `handle`: the caller has been allowed to ask by then. */
export function presentOf<Input, Record>(
  kind: Kind<Input, Record>,
  { input, found }: { readonly input: Input; readonly found: Record | undefined },
): Record {
  if (found === undefined) throw kind.missing(input);
  return found;
}

/** Changes one thing of a kind in one transaction, as it stands there. */
export async function changingOf<Input, Record, T>(
  kind: Kind<Input, Record>,
  given: { readonly input: Input; readonly found: Record | undefined; readonly store: Store },
  work: (tx: Transaction, record: Record) => Promise<T>,
): Promise<T> {
  const found = presentOf(kind, given);
  return given.store.change(async (tx) => work(tx, presentOf(kind, { ...given, found: await kind.again(tx, found) })));
}
