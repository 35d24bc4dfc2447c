import { assumedRootArn, parseArn } from '../base/arn.ts';
import { isAccountId } from '../base/identifiers.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { RequestEvent } from '../operation/request-event.ts';

/** Credentials that a call gave out, as the trail has them: enough to find every later call that they sign. */
export interface IssuedRecord {
  readonly session: {
    /** Names the session: each has an access key id of its own. */
    readonly accessKeyId: string;
    readonly expiration: string;
    /** ARNs, from who began to what was issued. */
    readonly chain: readonly string[];
  };
  /** The account in which the session acts. */
  readonly account: string;
  readonly resources: readonly object[] | undefined;
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
  const chain = [...(caller.session?.assumedBy.split(' ') ?? []), caller.arn, arn];
  return {
    session: {
      accessKeyId: Credentials.AccessKeyId,
      expiration: isoSecond(Credentials.Expiration * 1000),
      // GetSessionToken gives its caller credentials under the same name.
      chain: chain.filter((each, i) => each !== chain[i - 1]),
    },
    account,
    resources: resources(account, RoleArn, PrincipalArn),
  };
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

function resources(accountId: string, role?: string, provider?: string): readonly object[] | undefined {
  if (role === undefined) return undefined;
  const asRole = { accountId, type: 'AWS::IAM::Role', ARN: role };
  return provider === undefined ? [asRole] : [asRole, { accountId, type: 'AWS::IAM::SAMLProvider', ARN: provider }];
}
