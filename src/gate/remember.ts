import type { Fault } from '../model/fault.ts';
import type { Caller } from '../principal/caller.ts';

/** What is written of every request, answered, refused or broken. No secret, token, signature or parameter is in it. */
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
  readonly status: number;
  readonly fault: Fault | undefined;
  /** What was thrown where nothing should be: for the log only, never for the client. */
  readonly cause: unknown;
}

/** Takes the event of a finished request. It must neither throw nor wait: it stands on the path of every answer. */
export type Remember = (event: RequestEvent) => void;
