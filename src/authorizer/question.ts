/** What a service asks `POST /authorize` about a request that it received. */
export interface Question {
  readonly request: ReceivedRequest;
  /** The service name that the request's credential scope must have: the one that its clients sign for. */
  readonly service: string;
  /** The regions that its credential scope may have; any that the server serves where nothing is said. */
  readonly regions?: readonly string[] | undefined;
  /** What it is about to do, as policies name it: `objects:GetObject`. */
  readonly action: string;
  /** What it is about to do it to: an ARN, or `*` where the action has no resource. */
  readonly resource: string;
  /** Condition keys that the service alone knows. */
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** The account that owns the resource; the asking service's own where nothing is said. */
  readonly resourceAccount?: string | undefined;
  /** The resource's own policy: the text of a document, or the document. */
  readonly resourcePolicy?: string | Readonly<Record<string, unknown>> | undefined;
  /** Whether to say which statements decided. It needs a permission of its own. */
  readonly explain?: boolean | undefined;
}

/** A request as a service received it: nothing decoded, nothing left out. */
export interface ReceivedRequest {
  readonly method: string;
  /** The request target as it stood in the request line: path and query. */
  readonly target: string;
  /** Names and values in the order of arrival, repeated ones too. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** SHA-256 of the body that the service read, in lower-case hexadecimal digits; or `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
  /** Whether it came over TLS: `aws:SecureTransport`. */
  readonly secure?: boolean | undefined;
  /** Where it came from: `aws:SourceIp`. */
  readonly remoteAddress?: string | undefined;
}

/** What the server answers: who it was, and whether they may; or that nobody was proven to ask. */
export type Answer = Judged | Unproven;

interface Answered {
  readonly requestId: string;
  /** How many seconds the answer may be kept: none, or a revoked session would go on. */
  readonly cacheFor: 0;
}

export interface Judged extends Answered {
  readonly decision: 'allow' | 'deny';
  readonly authenticated: true;
  readonly principal: AnsweredPrincipal;
  /** Why not, in AWS's sentence; for whoever sent the request. */
  readonly reason?: string | undefined;
  /** The statements that decided, where they were asked for and may be told. */
  readonly explanation?: string | undefined;
  /** The reasons sealed, for sts:DecodeAuthorizationMessage in the principal's account. */
  readonly encodedMessage?: string | undefined;
}

export interface Unproven extends Answered {
  readonly decision: 'deny';
  readonly authenticated: false;
  /** AWS's code, status and sentence, to be passed on. */
  readonly error: { readonly code: string; readonly status: number; readonly message?: string | undefined };
}

/** Who signed the request, proven. */
export interface AnsweredPrincipal {
  readonly type: 'Root' | 'IAMUser' | 'AssumedRole' | 'FederatedUser';
  /** As GetCallerIdentity answers it. */
  readonly arn: string;
  readonly userId: string;
  readonly account: string;
  readonly accessKeyId: string;
  readonly sessionName?: string | undefined;
  readonly sourceIdentity?: string | undefined;
  /** Tags of the principal and its session, their keys in lower case; only for services of the principal's own account. */
  readonly principalTags?: Readonly<Record<string, string>> | undefined;
  /** When the credentials end, where they do. */
  readonly expiration?: string | undefined;
}
