/** What a service refused, in its own words. */
export class ServiceError extends Error {
  /** The code on the wire: `AccessDenied`. */
  readonly code: string;
  readonly status: number;
  readonly requestId: string | undefined;
  /** The operation that was called: `AssumeRole`. */
  readonly operation: string;

  constructor(told: {
    readonly code: string;
    readonly message: string | undefined;
    readonly status: number;
    readonly requestId: string | undefined;
    readonly operation: string;
  }) {
    super(told.message ?? '');
    this.name = told.code;
    this.code = told.code;
    this.status = told.status;
    this.requestId = told.requestId;
    this.operation = told.operation;
  }
}

/** Nobody answered at the endpoint, or not in the way of the service. The cause is what the socket said. */
export class Unreachable extends Error {
  readonly endpoint: string;

  constructor(endpoint: string, why: string, cause?: unknown) {
    super(why, { cause });
    this.name = 'Unreachable';
    this.endpoint = endpoint;
  }
}

/** What the environment or an AWS configuration file says cannot be followed. The message is one sentence with file and line. */
export class ProfileError extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'ProfileError';
  }
}
