import { assumedRootArn, parseArn } from '../base/arn.ts';
import { isAccountId } from '../base/identifiers.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { RequestEvent } from '../operation/request-event.ts';
import type { Caller } from '../principal/caller.ts';

/** Credentials that a call gave out, as the trail has them, in JSON: enough to find every later call that they sign. */
export interface IssuedRecord {
  /** The access key id, which names the session, as each has one of its own; when it expires; ARNs from who began to what was issued. */
  readonly text: string;
  /** The same without the ARNs, for the owner of a role in another account. */
  readonly reducedText: string;
  /** The account in which the session acts. */
  readonly account: string;
  readonly resources: string | undefined;
}

/** The session that a call issued; `undefined` for a call that issued none. */
export function issuedSession({ input, output, caller }: RequestEvent): IssuedRecord | undefined {
  const { Credentials, AssumedRoleUser, FederatedUser } = (output ?? {}) as Issuing;
  if (Credentials === undefined || caller === undefined) return undefined;
  const { RoleArn, PrincipalArn, TargetPrincipal } = input as Asking;
  const account = accountOf(RoleArn ?? TargetPrincipal) ?? caller.account;
  const arn =
    AssumedRoleUser?.Arn ??
    FederatedUser?.Arn ??
    (TargetPrincipal === undefined ? caller.arn : assumedRootArn(account));
  const facts = `{"accessKeyId":"${Credentials.AccessKeyId}","expiration":"${isoSecond(Credentials.Expiration * 1000)}"`;
  return {
    text: `${facts},"chain":[${chainText(caller, arn)}]}`,
    reducedText: `${facts}}`,
    account,
    resources: resources(account, RoleArn, PrincipalArn),
  };
}

function chainText({ session, arn: callerArn }: Caller, arn: string): string {
  let text = '';
  for (const link of session?.assumedBy.split(' ') ?? []) if (link !== callerArn) text += `${JSON.stringify(link)},`;
  text += JSON.stringify(callerArn);
  // GetSessionToken gives its caller credentials under the same name.
  return arn === callerArn ? text : `${text},${JSON.stringify(arn)}`;
}

interface Issuing {
  readonly Credentials?: { readonly AccessKeyId: string; readonly Expiration: number };
  readonly AssumedRoleUser?: { readonly Arn: string };
  readonly FederatedUser?: { readonly Arn: string };
}

interface Asking {
  readonly RoleArn?: string;
  /** Of AssumeRoleWithSAML: the provider. */
  readonly PrincipalArn?: string;
  /** Of AssumeRoot: an account, by id or by the ARN of its root. */
  readonly TargetPrincipal?: string;
}

const accountOf = (text: string | undefined): string | undefined =>
  text === undefined || isAccountId(text) ? text : parseArn(text)?.account;

function resources(account: string, role?: string, provider?: string): string | undefined {
  if (role === undefined) return undefined;
  const resource = (type: string, arn: string) =>
    `{"accountId":"${account}","type":"AWS::IAM::${type}","ARN":${JSON.stringify(arn)}}`;
  return provider === undefined
    ? `[${resource('Role', role)}]`
    : `[${resource('Role', role)},${resource('SAMLProvider', provider)}]`;
}
