import { call } from '../../client/call.ts';
import type { Connection } from '../../client/connection.ts';
import { Unreachable } from '../../client/problems.ts';
import { GetCallerIdentity } from '../../model/generated/sts.ts';
import { plain } from '../harmless.ts';
import { Refusal } from '../refusal.ts';

/** Who somebody is, as the service says. */
export interface Identity {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** Asks the service whose credentials these are: no policy can deny that. */
export async function identityOf(connection: Connection): Promise<Identity> {
  if (connection.credentials === undefined) throw new Refusal(NO_CREDENTIALS);
  const { output } = await call(connection, GetCallerIdentity, {});
  const { Account, Arn, UserId } = output;
  if (typeof Account !== 'string' || typeof Arn !== 'string' || typeof UserId !== 'string')
    throw new Unreachable(connection.endpoint, 'an answer that does not say who asks');
  return { account: plain(Account), arn: plain(Arn), userId: plain(UserId) };
}

export const NO_CREDENTIALS =
  'no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile by --profile (`rolecall configure` writes one)';

/** The sort of principal that an ARN names. */
export function kindOf(arn: string): string {
  const [, , service, , , resource = ''] = arn.split(':');
  return KINDS.get(`${service}:${resource.split('/')[0]}`) ?? 'principal';
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['iam:root', 'root user of the account'],
  ['iam:user', 'IAM user'],
  ['sts:assumed-role', 'role session'],
  ['sts:federated-user', 'federated user'],
]);
