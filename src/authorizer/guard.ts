import type { Asked, Authorizer } from './authorizer.ts';
import { type Decision, refusalOf, type ToldRefusal } from './decision.ts';
import type { Judged } from './question.ts';
import { BODY_LIMIT_BYTES, type ReadBody, readBody, TOO_LARGE } from './read-body.ts';
import type { Received } from './received.ts';

/** What the handlers behind a guard get to know. */
export interface Authorized extends ReadBody {
  readonly decision: Judged;
}

export interface GuardSettings<Request> {
  readonly authorizer: Authorizer;
  /** What this request is about, by its method and target; `undefined` for what the service does not have at all. */
  readonly asks: (request: Request) => Asked | undefined | Promise<Asked | undefined>;
  /** How long a body may be: 1 MiB. */
  readonly bodyLimitBytes?: number | undefined;
  /** Told of every no, with its cause, for the service's log. */
  readonly onRefusal?: ((decision: Decision, request: Request) => void) | undefined;
}

/** What came of it: a yes with the body, or what to tell the client. */
export type Outcome =
  | { readonly authorized: Authorized; readonly refusal?: undefined }
  | { readonly authorized?: undefined; readonly refusal: ToldRefusal };

/**
 * Reads the body of a request, hashes it and asks: what the adapters for each framework have in common. The body is read
 * before anybody is known to be anybody, so its length is limited.
 */
export async function guarded<Request>(
  request: Request,
  received: Omit<Received, 'body' | 'payloadHash'>,
  stream: AsyncIterable<Uint8Array>,
  { authorizer, asks, bodyLimitBytes = BODY_LIMIT_BYTES, onRefusal }: GuardSettings<Request>,
): Promise<Outcome> {
  if ((stream as { readonly readableDidRead?: boolean }).readableDidRead === true) throw new Error(ALREADY_READ);
  const asked = await asks(request);
  if (asked === undefined) return { refusal: NOT_FOUND };
  const read = await readBody(stream, bodyLimitBytes);
  if (read === undefined) return { refusal: TOO_LARGE };
  const decision = await authorizer.authorize({ ...received, payloadHash: read.payloadHash }, asked);
  if (decision.decision === 'allow') return { authorized: { ...read, decision } };
  onRefusal?.(decision, request);
  return { refusal: refusalOf(decision)! };
}

/** What is left of such a body is no body, whose hash anybody may have signed: what was read before would count as signed too. */
const ALREADY_READ =
  'the body was read before the guard: what was signed are its bytes, so the guard has to come first';

/** Remembers what was authorized, for the handlers behind a guard; `of` throws for a request that did not pass it. */
export function passedRequests<Request extends object>() {
  const passed = new WeakMap<Request, Authorized>();
  return {
    add: (request: Request, authorized: Authorized) => passed.set(request, authorized),
    of(request: Request): Authorized {
      const authorized = passed.get(request);
      if (authorized === undefined) throw new Error('this request did not pass the guard');
      return authorized;
    },
  };
}

const NOT_FOUND: ToldRefusal = { status: 404, code: 'NotFound', message: 'There is nothing here.' };

/** A refusal as JSON, and its headers. What is left of a body that was too long is not waited for. */
export const refusalAnswer = ({ status, code, message }: ToldRefusal) => ({
  status,
  headers: { 'Content-Type': 'application/json', ...(status === TOO_LARGE.status && { Connection: 'close' }) },
  body: JSON.stringify({ code, message }),
});
