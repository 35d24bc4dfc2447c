import { rootArn } from '../base/arn.ts';
import { type Clock, secondsOf } from '../base/clock.ts';
import { compile, readPolicy } from '../policy/index.ts';
import type { ContextValue } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import { rootCaller, single, userCaller } from '../principal/callers.ts';
import type { Directory } from '../principal/directory.ts';
import { inOrganization } from '../principal/in-organization.ts';
import { roleSessionCaller } from '../principal/session-callers.ts';
import type { SessionTag } from '../token/claims.ts';

/** Somebody who might do it. Users, roles and roots are of this store; of the others no more is known than their name. */
export type Someone =
  | { readonly kind: 'user' | 'role'; readonly account: string; readonly id: string; readonly arn: string }
  | { readonly kind: 'root'; readonly account: string; readonly arn: string }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'web-identity' | 'saml'; readonly account: string; readonly arn: string }
  /** An account that is not of this store. */
  | { readonly kind: 'account'; readonly account: string }
  /** Whoever has credentials of any account. */
  | { readonly kind: 'everyone' }
  | { readonly kind: 'anonymous' };

/** The name that tells somebody from everybody else, and by which lists of expected principals name them. */
export function nameOf(someone: Someone): string {
  switch (someone.kind) {
    case 'service':
      return someone.name;
    case 'account':
      return rootArn(someone.account);
    case 'everyone':
      return '*';
    case 'anonymous':
      return 'anonymous';
    default:
      return someone.arn;
  }
}

/** The session by which a role acts: where nothing is asked of it, one of a name that no policy speaks of, with nothing else set. */
export interface SessionChoice {
  readonly sessionName: string;
  readonly sourceIdentity: string | undefined;
  readonly tags: readonly SessionTag[];
}

export const ANY_SESSION = 'rolecall-any-session';
export const PLAIN: SessionChoice = { sessionName: ANY_SESSION, sourceIdentity: undefined, tags: [] };

/**
 * Whoever it is as a caller, with policies and context as the gate would find them; `undefined` for one who is not there
 * any more.
 */
export async function callerOf(
  someone: Someone,
  house: { readonly directory: Directory; readonly clock: Clock },
  session: SessionChoice = PLAIN,
): Promise<Caller | undefined> {
  const caller = await bareCaller(someone, house, session);
  return caller && inOrganization(caller, await house.directory.organization(caller.account));
}

async function bareCaller(
  someone: Someone,
  { directory, clock }: { readonly directory: Directory; readonly clock: Clock },
  { sessionName, sourceIdentity, tags }: SessionChoice,
): Promise<Caller | undefined> {
  switch (someone.kind) {
    case 'user': {
      const user = await directory.user(someone.account, someone.id);
      return user && userCaller('', user);
    }
    case 'role': {
      const role = await directory.role(someone.account, someone.id);
      if (role === undefined) return undefined;
      const { account, id: roleId, name: roleName } = role.record;
      const nothing = { provider: undefined, policy: undefined, chained: undefined };
      const issuedAt = secondsOf(clock);
      const claims = {
        ...({ kind: 'role', account, roleId, roleName, sessionName, issuedAt, expiresAt: issuedAt + 3600 } as const),
        ...{ ...nothing, sourceIdentity, tags, providerKeys: [], policyArns: [], region: '', assumedBy: '' },
        ...{ epoch: role.record.sessionEpoch ?? 0, accountEpoch: 0 },
      };
      return roleSessionCaller(claims, role, { accessKeyId: '', directory, clock });
    }
    case 'root':
      return rootCaller('', someone.account);
    case 'service':
      return stranger('role-session', { type: 'service', account: '', arn: '', provider: someone.name }, [
        ['aws:principalisawsservice', 'true'],
        ['aws:principalservicename', someone.name],
      ]);
    case 'web-identity':
    case 'saml': {
      const { account, arn } = someone;
      const principal = { type: someone.kind, account, arn, provider: arn };
      return stranger(someone.kind, principal, [['aws:federatedprovider', arn]]);
    }
    case 'account':
      return stranger(
        'user',
        { type: 'user', account: someone.account, arn: `arn:aws:iam::${someone.account}:user/` },
        [['aws:principalaccount', someone.account]],
      );
    case 'everyone':
      return stranger('user', { type: 'user', account: NO_ACCOUNT, arn: `arn:aws:iam::${NO_ACCOUNT}:user/` }, []);
    case 'anonymous':
      return stranger('user', { type: 'anonymous', account: 'anonymous', arn: '' }, []);
  }
}

/** Stands for any account that nobody has named. */
const NO_ACCOUNT = '000000000000';

/** Somebody of whom the store knows nothing. What their own account lets them do is their account's business: they are taken to be allowed. */
function stranger(
  kind: Caller['kind'],
  principal: Caller['principal'],
  keys: readonly (readonly [string, string])[],
): Caller {
  return {
    ...{ kind, principal, account: principal.account, arn: principal.arn, userId: '', accessKeyId: '' },
    policies: { identity: [anything()] },
    context: new Map(keys.map(([key, value]): [string, ContextValue] => [key, single(value)])),
    user: undefined,
    session: undefined,
  };
}

let everything: ReturnType<typeof compile> | undefined;

function anything() {
  if (everything === undefined) {
    const text = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
    const read = readPolicy(text, 'identity');
    if (!read.ok) throw new Error(read.problem.message);
    everything = compile(read.policy, { source: 'policies of another account' });
  }
  return everything;
}
