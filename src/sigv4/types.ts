import type { Parameters } from '../base/form.ts';

/** A request as it arrived: nothing normalised, nothing merged, nothing verified. */
export interface SignedRequest {
  readonly method: string;
  /** The path of the request target, raw. */
  readonly path: string;
  /** What stands after the first `?`, raw; empty when there is none. */
  readonly query: string;
  /** `query`, decoded once. */
  readonly queryParameters: Parameters;
  /** Names in lower case; the values of one name in the order in which they arrived, untrimmed. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
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
