import { type Authorized, type GuardSettings, guarded, passedRequests, refusalAnswer } from './guard.ts';
import { withoutZone } from './node-http.ts';

/** What of an Express request is needed: any version has it. */
export interface ExpressRequest extends AsyncIterable<Uint8Array> {
  readonly method: string;
  /** As it stood in the request line; `url` is what is left of it under a router. */
  readonly originalUrl: string;
  readonly rawHeaders: readonly string[];
  readonly secure: boolean;
  readonly ip?: string | undefined;
}

export interface ExpressResponse {
  status(code: number): ExpressResponse;
  set(headers: Readonly<Record<string, string>>): ExpressResponse;
  send(body: string): unknown;
}

/** A middleware that lets pass what is authorized, and tells the handlers behind it as whom. */
export interface ExpressGuard<Request> {
  (request: Request, response: ExpressResponse, next: (error?: unknown) => void): void;
  /** What was authorized; throws for a request that did not pass here. */
  of(request: Request): Authorized;
}

/**
 * For Express. It has to stand before anything that reads the body, such as `express.json()`: what was signed are the bytes.
 * Handlers find them in `of(request).body`. Behind a proxy, `trust proxy` says whom Express believes.
 */
export function expressGuard<Request extends ExpressRequest>(settings: GuardSettings<Request>): ExpressGuard<Request> {
  const passed = passedRequests<Request>();
  return Object.assign(middleware, { of: passed.of });

  function middleware(request: Request, response: ExpressResponse, next: (error?: unknown) => void): void {
    judge(request, response).then((isPassed) => isPassed && next(), next);
  }

  async function judge(request: Request, response: ExpressResponse): Promise<boolean> {
    const { method, originalUrl: target, rawHeaders, secure, ip } = request;
    const from = ip === undefined ? {} : { remoteAddress: withoutZone(ip) };
    const { authorized, refusal } = await guarded(
      request,
      { method, target, rawHeaders, secure, ...from },
      request,
      settings,
    );
    if (authorized !== undefined) {
      passed.add(request, authorized);
      return true;
    }
    const { status, headers, body } = refusalAnswer(refusal);
    response.status(status).set(headers).send(body);
    return false;
  }
}
