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
export function issuedSession({ input, output, caller }: RequestEvent, chain: string): IssuedRecord | undefined {
  const { Credentials, AssumedRoleUser, FederatedUser } = (output ?? {}) as Issuing;
  if (Credentials === undefined || caller === undefined) return undefined;
  const { RoleArn, PrincipalArn, TargetPrincipal } = input as Asking;
  const role = RoleArn === undefined ? undefined : roleFacts(RoleArn, PrincipalArn);
  const account = role?.account ?? accountOf(TargetPrincipal) ?? caller.account;
  const arn =
    AssumedRoleUser?.Arn ??
    FederatedUser?.Arn ??
    (TargetPrincipal === undefined ? caller.arn : assumedRootArn(account));
  const facts = `{"accessKeyId":"${Credentials.AccessKeyId}","expiration":"${isoSecond(Credentials.Expiration * 1000)}"`;
  return {
    // GetSessionToken gives its caller credentials under the same name.
    text: `${facts},"chain":[${chain}${arn === caller.arn ? '' : `,${JSON.stringify(arn)}`}]}`,
    reducedText: `${facts}}`,
    account,
    resources: role?.resources,
  };
}

/** ARNs from who began to the caller, as members of a JSON list. The same for all calls of one session, or of one user. */
export function chainText({ session, arn }: Caller): string {
  const links = session?.assumedBy.split(' ').filter((link) => link !== arn) ?? [];
  return [...links, arn].map((link) => JSON.stringify(link)).join(',');
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

/** What an event says of a role, remembered: there are few, and each is assumed over and over. */
function roleFacts(
  role: string,
  provider: string | undefined,
): { readonly account: string; readonly resources: string } {
  const known = provider === undefined ? roles.get(role) : undefined;
  if (known !== undefined) return known;
  const account = accountOf(role) ?? '';
  const resource = (type: string, arn: string) =>
    `{"accountId":"${account}","type":"AWS::IAM::${type}","ARN":${JSON.stringify(arn)}}`;
  const resources =
    provider === undefined
      ? `[${resource('Role', role)}]`
      : `[${resource('Role', role)},${resource('SAMLProvider', provider)}]`;
  const facts = { account, resources };
  if (roles.size >= ROLES_MAX) roles.clear();
  if (provider === undefined) roles.set(role, facts);
  return facts;
}

const ROLES_MAX = 1000;
const roles = new Map<string, { readonly account: string; readonly resources: string }>();
