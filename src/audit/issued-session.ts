import { assumedRootArn, parseArn } from '../base/arn.ts';
import { isAccountId } from '../base/identifiers.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { RequestEvent } from '../operation/request-event.ts';
import type { Caller } from '../principal/caller.ts';
import { type Piece, piece } from './pieces.ts';

/** Credentials that a call gave out, as the trail has them: enough to find every later call that they sign. */
export interface IssuedRecord {
  /** It names the session, as each has one of its own. */
  readonly accessKeyId: string;
  readonly expiration: string;
  /** What was issued, the last of the ARNs from who began, where it is not the caller again. */
  readonly link: string | undefined;
  /** The account in which the session acts. */
  readonly account: string;
  readonly resources: Piece;
}

/** The session that a call issued; `undefined` for a call that issued none. */
export function issuedSession({ input, output, caller }: RequestEvent): IssuedRecord | undefined {
  const { Credentials, AssumedRoleUser, FederatedUser } = (output ?? {}) as Issuing;
  if (Credentials === undefined || caller === undefined) return undefined;
  const { RoleArn, PrincipalArn, TargetPrincipal } = input as Asking;
  const role = RoleArn === undefined ? undefined : roleFacts(RoleArn, PrincipalArn);
  const account = role?.account ?? accountOf(TargetPrincipal) ?? caller.account;
  const arn =
    AssumedRoleUser?.Arn ??
    FederatedUser?.Arn ??
    (TargetPrincipal === undefined ? caller.arn : assumedRootArn(account));
  return {
    accessKeyId: Credentials.AccessKeyId,
    expiration: isoSecond(Credentials.Expiration * 1000),
    // GetSessionToken gives its caller credentials under the same name.
    link: arn === caller.arn ? undefined : arn,
    account,
    resources: role?.resources ?? NONE,
  };
}

const NONE = piece('');

/** ARNs from who began to the caller, as the beginning of a list. The same for all calls of one session, or of one user. */
export function chainText({ session, arn }: Caller): string {
  const links = session?.assumedBy.split(' ').filter((link) => link !== arn) ?? [];
  return `,"chain":[${[...links, arn].map((link) => JSON.stringify(link)).join(',')}`;
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
function roleFacts(role: string, provider: string | undefined): RoleFacts {
  const known = provider === undefined ? roles.get(role) : undefined;
  if (known !== undefined) return known;
  const account = accountOf(role) ?? '';
  const resource = (type: string, arn: string) =>
    `{"accountId":"${account}","type":"AWS::IAM::${type}","ARN":${JSON.stringify(arn)}}`;
  const resources =
    provider === undefined
      ? `,"resources":[${resource('Role', role)}]`
      : `,"resources":[${resource('Role', role)},${resource('SAMLProvider', provider)}]`;
  const facts = { account, resources: piece(resources) };
  if (roles.size >= ROLES_MAX) roles.clear();
  if (provider === undefined) roles.set(role, facts);
  return facts;
}

const ROLES_MAX = 1000;
const roles = new Map<string, RoleFacts>();

interface RoleFacts {
  readonly account: string;
  readonly resources: Piece;
}
