import type { AnyOperationFacts } from '../model/facts.ts';
import { common } from '../model/fault.ts';
import type { Caller } from '../principal/caller.ts';
import { invalidToken } from './invalid-token.ts';

/**
 * What credentials may not do whatever any policy says (policy.md 6.6, sts.md 3.12). Rules that are an operation's own,
 * such as that a session cannot ask for a session, stand with it. Throws AWS's refusal.
 *
 * IAM does not take these credentials at all, so it answers as to a token that it does not know.
 */
export function assertMayCall({ service, name }: AnyOperationFacts, caller: Caller): void {
  const { session } = caller;
  if (session === undefined || session.kind === 'role' || session.kind === 'root') return;
  // AWS's rules are about STS and IAM: other services take whatever credentials a policy lets them.
  if (service.name === 'rolecall') return;
  if (service.name === 'iam') {
    if (session.kind === 'user' && session.mfaAt !== undefined) return;
    throw invalidToken();
  }
  if (FOR[session.kind].has(name)) return;
  throw common.AccessDenied(
    SELF.has(name)
      ? `Cannot call ${name} with session credentials`
      : `User: ${caller.arn} is not authorized to perform: sts:${name}`,
  );
}

/** The STS operations that are open to sessions of GetSessionToken and of GetFederationToken. */
const FOR: Readonly<Record<'user' | 'federated', ReadonlySet<string>>> = {
  user: new Set(['AssumeRole', 'GetCallerIdentity']),
  federated: new Set(['GetCallerIdentity']),
};

/** Operations that AWS refuses to any session in these words. */
const SELF: ReadonlySet<string> = new Set(['GetSessionToken', 'GetFederationToken']);
