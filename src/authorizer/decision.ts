import type { Unreachable } from '../client/problems.ts';
import type { Answer } from './question.ts';

/** May they? Only `decision: 'allow'` says yes; whatever went wrong on the way is a no. */
export type Decision = Answer | Undecided;

/** Nobody could say: the server was not reached, or it refused the question. */
export interface Undecided {
  readonly decision: 'deny';
  readonly authenticated: false;
  /** What to pass on: that it is not the client's doing. */
  readonly error: { readonly code: string; readonly status: number; readonly message: string };
  /** Why, for the service's own log. */
  readonly cause: Unreachable | AskingRefused | Error | undefined;
}

/** The server refused the question itself: the service may not ask, or asks wrongly. */
export class AskingRefused extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string | undefined;

  constructor(told: { code: string; status: number; message: string; requestId: string | undefined }) {
    super(`${told.code}: ${told.message}`);
    this.name = 'AskingRefused';
    this.code = told.code;
    this.status = told.status;
    this.requestId = told.requestId;
  }
}

/** What a service tells a client that may not: AWS's status, code and sentence. */
export interface ToldRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The refusal to pass on; `undefined` for a yes. */
export function refusalOf(decision: Decision): ToldRefusal | undefined {
  if (decision.decision === 'allow') return undefined;
  if (!decision.authenticated) return { ...decision.error, message: decision.error.message ?? '' };
  const { reason = '', encodedMessage } = decision;
  const sealed = encodedMessage === undefined ? '' : ` Encoded authorization failure message: ${encodedMessage}`;
  return { status: 403, code: 'AccessDenied', message: reason + sealed };
}

/** A no that is nobody's fault but the service's and its server's. */
export const undecided = (cause: Unreachable | AskingRefused): Undecided => ({
  decision: 'deny',
  authenticated: false,
  error: isPassing(cause)
    ? {
        code: 'ServiceUnavailable',
        status: 503,
        message: 'The request has failed due to a temporary failure of the server.',
      }
    : FAILURE,
  cause,
});

/** A no because something went wrong in the service itself: nothing was asked, or nothing came of it. */
export const unforeseen = (thrown: unknown): Undecided => ({
  decision: 'deny',
  authenticated: false,
  error: FAILURE,
  cause: thrown instanceof Error ? thrown : new Error(String(thrown)),
});

const FAILURE = {
  code: 'InternalFailure',
  status: 500,
  message: 'The request processing has failed because of an unknown error.',
} as const;

const isPassing = (cause: Unreachable | AskingRefused): boolean =>
  !(cause instanceof AskingRefused) || cause.status === 503 || cause.code === 'Throttling';
