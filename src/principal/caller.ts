import type { Context, Layers, Principal } from '../policy/types.ts';
import type { UserRecord } from '../store/records.ts';
import type { SessionClaims } from '../token/claims.ts';

/**
 * Who makes a request, proven: the signature was verified, the key is active, the session is alive, the user or role
 * behind it exists. Only `gate/authenticate` makes one, and the proof of an operation that takes a token instead of a signature; what a request merely claims about itself is a `Claim`.
 */
export interface Caller {
  /** Temporary credentials of GetSessionToken make the same kind of caller as long-term ones, with a session. */
  readonly kind: 'root' | 'user' | 'role-session' | 'federated-user' | 'root-session' | 'web-identity' | 'saml';
  readonly account: string;
  /** As GetCallerIdentity answers it, and as denial messages name the caller. */
  readonly arn: string;
  /** `aws:userid`. */
  readonly userId: string;
  /** Empty for those who have none: a web identity, a SAML user. */
  readonly accessKeyId: string;
  /** How the Principal element of a policy can name this caller. */
  readonly principal: Principal;
  /** The caller's own layers of policy, and the organisation's over its account. Root has none of its own and needs none. */
  readonly policies: Pick<Layers, 'identity' | 'boundary' | 'session' | 'scp'>;
  /** The principal and session keys of the request context (policy.md 5.3). */
  readonly context: Context;
  readonly user: UserRecord | undefined;
  readonly session: SessionClaims | undefined;
}
