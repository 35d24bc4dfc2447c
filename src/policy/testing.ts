import type { Bindings, CompiledPolicy, Context, ContextValue, PolicyKind, Principal } from './index.ts';
import { compile, readPolicy } from './index.ts';

/** Short words for the tables of this folder's tests. */
export const ACCOUNT = '111122223333';
export const OTHER = '444455556666';

export const user: Principal = {
  type: 'user',
  account: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/team/alice`,
  entityId: 'AIDAALICE',
  entityArn: `arn:aws:iam::${ACCOUNT}:user/team/alice`,
};
export const role: Principal = {
  type: 'role-session',
  account: ACCOUNT,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/builder/job-1`,
  entityId: 'AROABUILDER',
  entityArn: `arn:aws:iam::${ACCOUNT}:role/ci/builder`,
};
export const federated: Principal = {
  type: 'federated-user',
  account: ACCOUNT,
  arn: `arn:aws:sts::${ACCOUNT}:federated-user/guest`,
  entityId: 'AIDAALICE',
  entityArn: `arn:aws:iam::${ACCOUNT}:user/team/alice`,
};
export const root: Principal = { type: 'root', account: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` };
export const service: Principal = { type: 'service', account: '', arn: '', provider: 'ec2.amazonaws.com' };
export const anonymous: Principal = { type: 'anonymous', account: 'anonymous', arn: '' };
export const webIdentity: Principal = { type: 'web-identity', account: '', arn: '', provider: 'accounts.google.com' };

/** Alice and the builder role, bound. */
export const bindings: Bindings = new Map([
  [user.entityArn!, 'AIDAALICE'],
  [role.entityArn!, 'AROABUILDER'],
]);

export const single = (value: string): ContextValue => ({ kind: 'single', value });
const multi = (...values: string[]): ContextValue => ({ kind: 'multi', values });

/** A context from texts and lists of texts; keys are given in lower case. */
export function contextOf(entries: Readonly<Record<string, string | readonly string[]>>): Context {
  return new Map(
    Object.entries(entries).map(([key, value]) => [key, typeof value === 'string' ? single(value) : multi(...value)]),
  );
}

export const documentOf = (statement: unknown, version: string | undefined = '2012-10-17'): string =>
  JSON.stringify({ Version: version, Statement: statement });

/** Reads and compiles; a document that is refused fails the test with AWS's sentence. */
export function policy(
  kind: PolicyKind,
  statement: unknown,
  { version, bindings, source }: { version?: string; bindings?: Bindings; source?: string } = {},
): CompiledPolicy {
  const result = readPolicy(documentOf(statement, version), kind);
  if (!result.ok) throw new Error(result.problem.message);
  return compile(result.policy, { source, bindings });
}

/** The sentence with which a document is refused, or `accepted`. */
export function verdict(text: string, kind: PolicyKind): string {
  const result = readPolicy(text, kind);
  return result.ok ? 'accepted' : result.problem.message;
}
