import type { Parameters } from '../base/form.ts';

/** A request as it arrived, without its body: nothing normalised, nothing merged, nothing verified. */
export interface RequestHead {
  readonly method: string;
  /** The path of the request target, raw. */
  readonly path: string;
  /** What stands after the first `?`, raw; empty when there is none. */
  readonly query: string;
  /** `query`, decoded once. */
  readonly queryParameters: Parameters;
  /** Names in lower case; the values of one name in the order in which they arrived, untrimmed. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** A request as it arrived here. */
export interface SignedRequest extends RequestHead {
  readonly body: Buffer;
}

/** A request as it arrived somewhere else. Its body is not here: whoever received it has hashed it. */
export interface ForwardedRequest extends RequestHead {
  /** 64 lower-case hexadecimal digits, or `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
}

/** What differs between services in how their requests are signed. */
export interface SigningRules {
  /** `twice`: what is signed is the path of the wire, escaped once more. `once`: the path, escaped in the canonical way. */
  readonly pathEscaped: 'once' | 'twice';
  /** Whether a signer may leave the body out, by `UNSIGNED-PAYLOAD` in the place of its hash. */
  readonly mayLeaveBodyOut: boolean;
  /** How long a presigned request is good: for its `X-Amz-Expires`, or for the window at the most. */
  readonly presignedFor: 'window' | 'as-asked';
}

/** What a request says of itself. A claim is not proven until `signatureMatches` has said so. */
export interface Claim {
  readonly carrier: 'header' | 'query';
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  /** The credential scope. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly stringToSign: string;
  /** The signature as sent. */
  readonly signature: string;
}

/** A refusal of the signature check, in AWS's words: row by row the table of sts.md 2.1. */
export interface Refusal {
  readonly code: string;
  readonly status: number;
  /** `undefined`: the answer carries no Message. */
  readonly message: string | undefined;
}
