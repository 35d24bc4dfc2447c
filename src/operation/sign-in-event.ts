import type { TlsFacts } from './request-event.ts';

/**
 * What happened at the doors that people sign in by, for the log and the audit trail: CloudTrail's `GetSigninToken` and
 * `ConsoleLogin`, and the end of a session. There are no secrets in it, and nothing that was typed where a name belongs:
 * whom nobody could tell is absent, and a record says `HIDDEN_DUE_TO_SECURITY_REASONS` for them (security.md J02).
 */
export interface SignInEvent {
  readonly id: string;
  readonly atMs: number;
  readonly name: 'GetSigninToken' | 'ConsoleLogin' | 'ConsoleLogout';
  readonly outcome: 'Success' | 'Failure';
  /** Why it failed, in a word of ours. */
  readonly problem: string | undefined;
  readonly who: SignedInFacts | undefined;
  /** The same in the GetSigninToken and the ConsoleLogin that belong together. */
  readonly signInId: string | undefined;
  readonly consoleSessionId: string | undefined;
  /** When the console session ends, in seconds. */
  readonly sessionExpiresAt: number | undefined;
  /** SessionDuration, where it was asked for. */
  readonly durationSeconds: number | undefined;
  /** Where the browser was sent: our own page, or a registered application. */
  readonly destination: string | undefined;
  readonly issuer: string | undefined;
  /** Whether the credentials knew of MFA: those that may sign in never do. */
  readonly mfaUsed: false;
  readonly remoteAddress: string;
  readonly userAgent: string | undefined;
  readonly host: string | undefined;
  readonly secure: boolean;
  readonly tls: TlsFacts | undefined;
}

/** Who signs in, proven by credentials that were alive. */
export interface SignedInFacts {
  readonly type: 'AssumedRole' | 'FederatedUser';
  readonly account: string;
  readonly arn: string;
  /** `aws:userid` of the session. */
  readonly userId: string;
  /** Access key id of the credentials that the sign-in was made from. */
  readonly accessKeyId: string;
  readonly sourceIdentity: string | undefined;
}

/** What is written for a name that nobody could tell: it may be a password, typed into the wrong field. */
export const HIDDEN_NAME = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Takes the event. It must neither throw nor wait. */
export type RememberSignIn = (event: SignInEvent) => void;
