import type { AnyOperation, Question, RequestFacts, Tools } from '../operation/operation.ts';
import type { Decided, Denial, RequestEvent, Seen } from '../operation/request-event.ts';
import type { Caller } from '../principal/caller.ts';
import type { Expectations } from '../sigv4/claim.ts';
import type { ForwardedRequest, SignedRequest } from '../sigv4/types.ts';
import type { Store } from '../store/store.ts';
import { authenticator } from './authenticate.ts';
import { sentence } from './authorize.ts';
import type { Circumstances } from './context.ts';
import { sealedReasons } from './encoded-denial.ts';
import { judge } from './judge.ts';
import { perform } from './perform.ts';
import { throttle } from './throttle.ts';

/** The gate: who are you, may you, then do it. It runs any operation and knows none. */
export interface Gate {
  /**
   * Proves who sent a request, to us or to another service that forwarded it; throws AWS's refusal otherwise. A handler sees
   * only what was verified here.
   */
  authenticate(
    request: SignedRequest | ForwardedRequest,
    service: string,
    differing?: Differing,
  ): Promise<Authenticated>;
  /** The region of a request that no credential scope names one for. */
  readonly region: string;
  /** How many sessions and signing keys are known by heart. */
  cached(): Readonly<Record<string, number>>;
  /** Validates, loads, asks, does. Every door ends here, so no door can leave a step out. */
  perform(operation: AnyOperation, asked: Asked): Promise<unknown>;
  /** What the policies say of a question that no operation of ours asks: of a request that another service received. */
  judge(question: Question, caller: Caller, request: Circumstances): Promise<Decided>;
  /** Why such a question was answered with no. */
  refusal(denial: Denial, caller: Caller): ReasonedRefusal;
}

/** What of another service's requests differs from ours. */
export type Differing = Pick<Partial<Expectations>, 'regions' | 'signing'>;

export interface ReasonedRefusal {
  /** AWS's sentence. */
  readonly reason: string;
  /** The reasons sealed, for sts:DecodeAuthorizationMessage, where denials are encoded. */
  readonly encodedMessage: string | undefined;
}

export interface Authenticated {
  readonly caller: Caller;
  /** The region of the verified credential scope. */
  readonly region: string;
}

export interface Asked {
  readonly input: unknown;
  /** Absent where the operation proves its caller itself. */
  readonly caller: Caller | undefined;
  readonly request: RequestFacts;
  /** Told who calls, as soon as that is proven, and why it was refused: for the event of the request. */
  readonly seen?: Seen;
  /** What is known of the request so far: for the event that goes with a change. */
  readonly event?: () => RequestEvent;
}

export interface GateSettings {
  readonly regions: readonly string[] | undefined;
  /** Whether a denial ends with its reasons, sealed, for sts:DecodeAuthorizationMessage. */
  readonly encodeDenials?: boolean | undefined;
  /** How many calls an account may make in a second; as many as it likes where nothing is said. */
  readonly throttle?: number | undefined;
  /** How many sessions and signing keys are known by heart, where it is not the usual number. */
  readonly cacheMax?: number | undefined;
  /** Gives the store to an operation that changes something: one that commits the request's event with each change. */
  readonly recorded?: Recorded | undefined;
}

export type Recorded = (store: Store, event: () => RequestEvent, seen: Seen) => Store;

export function gate(tools: Tools, settings: GateSettings): Gate {
  const { regions, cacheMax, throttle: perSecond } = settings;
  const { directory, tokens, clock } = tools;
  const admit = perSecond === undefined ? undefined : throttle(perSecond, clock);
  const rules = { ...settings, admit };
  return {
    ...authenticator({ regions, directory, tokens, clock, cacheMax }),
    region: regions?.[0] ?? 'us-east-1',
    perform: (operation, asked) => perform(operation, asked, tools, rules),
    judge: (question, caller, request) => judge(question, caller, request, tools),
    refusal: (denial, caller) => ({
      reason: sentence(denial, caller, 'reasoned'),
      encodedMessage: settings.encodeDenials ? sealedReasons(denial, caller, 'reasoned', tools) : undefined,
    }),
  };
}
