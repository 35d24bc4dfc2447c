import { rootArn, userArn } from '../base/arn.ts';
import type { OperationFacts } from '../model/facts.ts';
import { common } from '../model/fault.ts';
import type { Given, Question } from '../operation/operation.ts';
import type { UserRecord } from '../store/records.ts';
import type { Transaction } from '../store/store.ts';
import { noSuch, users } from './noun.ts';
import { ask, entityTags } from './question.ts';

/** Whom a request is about whose UserName may be absent. */
export type Target = UserTarget | { readonly kind: 'root' };

export interface UserTarget {
  readonly kind: 'user';
  readonly name: string;
  readonly record: UserRecord | undefined;
}

interface MayName {
  readonly UserName?: string | undefined;
}

type Asked = Pick<Given<MayName>, 'input' | 'caller' | 'store'>;

/**
 * `load` where UserName defaults to whoever calls: their own user, found by unique id so that a rename in between does
 * not mislead, or the account's root. A role session is neither, so it must name a user.
 */
export async function loadTarget({ input, caller, store }: Asked): Promise<Target> {
  const { UserName: name } = input;
  if (name !== undefined) return { kind: 'user', name, record: await store.users.byName(caller.account, name) };
  if (caller.user !== undefined) {
    return { kind: 'user', name: caller.user.name, record: await store.users.byId(caller.account, caller.user.id) };
  }
  // A session of AssumeRoot is there to see to root's own credentials.
  if (caller.kind === 'root' || caller.kind === 'root-session') return { kind: 'root' };
  throw mustName();
}

/** `load` for an operation that root cannot do on itself: it must name a user, as a role session must. */
export async function loadUserTarget(asked: Asked): Promise<UserTarget> {
  const target = await loadTarget(asked);
  if (target.kind === 'root') throw mustName();
  return target;
}

const mustName = () => common.ValidationError('Must specify userName when calling with non-User credentials');

/** The question about a target. Root's own things are the account's: nobody's policy but root itself reaches them (security.md C09). */
export function askTarget(
  facts: OperationFacts,
  { caller, found }: Pick<Given<MayName>, 'caller'> & { readonly found: Target },
): readonly Question[] {
  if (found.kind === 'root') return ask(facts, rootArn(caller.account));
  const { record, name } = found;
  const resource =
    record === undefined ? userArn(caller.account, '/', name) : userArn(record.account, record.path, record.name);
  return ask(facts, resource, entityTags(record?.tags));
}

/** The user, as it stands inside the transaction; for root, nobody. NoSuchEntity where the user does not exist, or no longer. */
export async function currentTarget(tx: Transaction, found: Target): Promise<UserRecord | undefined> {
  if (found.kind === 'root') return undefined;
  const { record, name } = found;
  const current = record && (await users.byId(tx, record.account, record.id));
  if (current === undefined) throw noSuch(users, name);
  return current;
}

/** The user that was found, without a transaction; for root, nobody. */
export function presentTarget(found: Target): UserRecord | undefined {
  if (found.kind === 'root') return undefined;
  if (found.record === undefined) throw noSuch(users, found.name);
  return found.record;
}
