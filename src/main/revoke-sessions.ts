import { parseArn, roleArn, userArn } from '../base/arn.ts';
import type { RevokedOf } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Store, Transaction } from '../store/store.ts';

/**
 * Revokes all sessions of a role, a user or an account: raises its epoch, which every session carries. When it resolves, the next
 * request of each of them is refused; sessions that are issued afterwards live. Only one may be named.
 */
export async function revokeSessions(of: RevokedOf, { store }: { readonly store: Store }): Promise<void> {
  const named = Object.entries(of).filter(([, value]) => value !== undefined);
  const [one] = named;
  if (one === undefined || named.length !== 1) throw new Refusal('name one of --role, --user and --account', 'usage');
  const [kind, value] = one as [keyof RevokedOf, string];
  await store.change(async (tx) => {
    if (!(await REVOKE[kind](tx, value))) throw new Refusal(`no such ${kind}: \`${value}\``);
  });
}

/** Each answers whether there was such a one. An ARN names one to the letter, path and all. */
const REVOKE: Readonly<Record<keyof RevokedOf, (tx: Transaction, named: string) => Promise<boolean>>> = {
  async account(tx, id) {
    const account = await tx.accounts.byId(id);
    if (account === undefined) return false;
    await tx.put.account({ ...account, sessionEpoch: (account.sessionEpoch ?? 0) + 1 });
    return true;
  },

  async role(tx, arn) {
    const { account, name } = named(arn);
    const role = await tx.roles.byName(account, name);
    if (role === undefined || roleArn(account, role.path, role.name) !== arn) return false;
    await tx.put.role({ ...role, sessionEpoch: (role.sessionEpoch ?? 0) + 1 });
    return true;
  },

  async user(tx, arn) {
    const { account, name } = named(arn);
    const user = await tx.users.byName(account, name);
    if (user === undefined || userArn(account, user.path, user.name) !== arn) return false;
    await tx.put.user({ ...user, sessionEpoch: (user.sessionEpoch ?? 0) + 1 });
    return true;
  },
};

/** Where to look; what is no ARN at all names nobody. */
function named(arn: string): { readonly account: string; readonly name: string } {
  const { account = '', resource = '' } = parseArn(arn) ?? {};
  return { account, name: resource.slice(resource.lastIndexOf('/') + 1) };
}
