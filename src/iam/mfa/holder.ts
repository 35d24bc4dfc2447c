import { common } from '../../model/fault.ts';
import type { Given } from '../../operation/operation.ts';
import { loadTarget, type Target } from '../own-user.ts';

type Asked = Parameters<typeof loadTarget>[0] & Pick<Given<unknown>, 'caller'>;

/**
 * `load` of the operations on somebody's devices. Two of them need a UserName also where root means itself, and no
 * name of a user says that: root names itself by the number of its account, which is its user id.
 */
export async function loadHolder(asked: Asked): Promise<Target> {
  const { caller, input } = asked;
  if (caller.kind === 'root' && input.UserName === caller.account) return { kind: 'root' };
  return loadTarget(asked);
}

/** As `loadHolder`, where only a root session of AssumeRoot may leave the name out; root's own key may not (AWS's API reference). */
export async function loadNamedHolder(asked: Asked): Promise<Target> {
  const { caller, input } = asked;
  const holder = await loadHolder(asked);
  if (holder.kind === 'root' && input.UserName === undefined && caller.session === undefined) {
    throw common.ValidationError('Must specify userName when calling with non-User credentials');
  }
  return holder;
}
