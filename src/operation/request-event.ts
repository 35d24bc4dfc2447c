import type { Fault } from '../model/fault.ts';
import type { Context, Decision, Layers } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import type { AnyOperation, Question } from './operation.ts';

/**
 * What is known of a request: at its end, or of one that is about to change something, so far. Only references: nothing
 * is computed for it on the way of an answer. `input` and `output` hold secrets. The log names the fields that it
 * writes, and the audit trail leaves out by the wire facts.
 */
export interface RequestEvent {
  readonly id: string;
  readonly startedAtMs: number;
  readonly service: string | undefined;
  /** The Action as sent; it may be none that exists. */
  readonly action: string | undefined;
  /** Whether there is such an operation and it works here. */
  readonly isKnown: boolean;
  readonly region: string | undefined;
  readonly caller: Caller | undefined;
  readonly remoteAddress: string;
  readonly userAgent: string | undefined;
  /** The Host header. */
  readonly host: string | undefined;
  /** How the client's connection is encrypted, where it ends here. */
  readonly tls: TlsFacts | undefined;
  readonly bodyBytes: number;
  readonly operation: AnyOperation | undefined;
  /** As decoded, before anything was validated. */
  readonly input: unknown;
  readonly output: unknown;
  readonly status: number;
  readonly fault: Fault | undefined;
  /** What was thrown where nothing should be: for the log only, never for the client. */
  readonly cause: unknown;
  readonly denial: Denial | undefined;
  /** The request that this one was about, where it forwarded one. */
  readonly forwarded?: ForwardedCall | undefined;
  /** The id under which the event was committed with the change that the request made. */
  readonly committedAs: string | undefined;
}

export interface TlsFacts {
  /** `TLSv1.3` */
  readonly version: string;
  /** The name that the standard gives the cipher suite: `TLS_AES_128_GCM_SHA256`. */
  readonly cipher: string;
}

/** A question that was answered, with all that the answer rests on. */
export interface Decided {
  readonly question: Question;
  readonly decision: Decision;
  readonly layers: Layers;
  readonly context: Context;
}

/** A question that was answered with no. */
export type Denial = Decided;

/** Another's request, which a service received and forwarded here to be judged. */
export interface ForwardedCall {
  /** Who signed it; absent where that is not proven. */
  readonly caller: Caller | undefined;
  /** The name that it was signed for, and the region where that is proven. */
  readonly service: string;
  readonly region: string | undefined;
  /** Absent where nobody was proven to ask. */
  readonly decided: Decided | undefined;
  /** Why it proved nobody. */
  readonly fault: Fault | undefined;
}

/** What the rooms find out about a request while it is answered: filled in on the way, read at its end. */
export interface Seen {
  caller?: Caller;
  denial?: Denial;
  forwarded?: ForwardedCall;
  committedAs?: string;
}

/** Takes the event of a finished request. It must neither throw nor wait: it stands on the path of every answer. */
export type Remember = (event: RequestEvent) => void;
