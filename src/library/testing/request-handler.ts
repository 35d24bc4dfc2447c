import type { InProcessAnswer, InProcessRequest } from '../rolecall.ts';
import { RolecallError } from '../rolecall-error.ts';

/** A request as the AWS SDK hands it to a handler. */
export interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly (string | null)[] | string[] | null>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface SdkResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** Where requests are to come from, as the server sees it. */
export interface Origin {
  /** `aws:SourceIp`; `127.0.0.1` unless said otherwise. */
  readonly sourceIp?: string | undefined;
  /** `aws:SecureTransport`; no TLS unless said otherwise. */
  readonly secure?: boolean | undefined;
}

/** What a client of the AWS SDK for JavaScript v3 takes as its `requestHandler`. */
export type RequestHandler = {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: SdkRequest, options?: { readonly abortSignal?: unknown }): Promise<{ response: SdkResponse }>;
  destroy(): void;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
};

/** A handler that reaches a server in this process without a socket. What the SDK has signed arrives as it is, and is verified as ever. */
export function requestHandler(
  server: { answer(request: InProcessRequest): Promise<InProcessAnswer> },
  origin: Origin = {},
): RequestHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request, { abortSignal } = {}) {
      if ((abortSignal as AbortSignal | undefined)?.aborted) throw aborted();
      const { method, headers } = request;
      const target = request.path + queryOf(request.query);
      const {
        status,
        headers: answered,
        body,
      } = await server.answer({
        ...{ method, target, headers, ...origin },
        body: bodyOf(request.body),
      });
      return { response: { statusCode: status, headers: { ...answered }, body: Buffer.from(body, 'utf8') } };
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

/** As the SDK itself raises it. */
const aborted = (): Error => Object.assign(new Error('Request aborted'), { name: 'AbortError' });

/** As the SDK's own handlers write it, in the order of the names, a name once for each of its values. */
function queryOf(query: SdkRequest['query'] = {}): string {
  const pairs = Object.keys(query)
    .sort()
    .flatMap((name) => {
      const value = query[name] ?? null;
      const values: readonly (string | null)[] = typeof value === 'string' || value === null ? [value] : value;
      return values.map((one) => (one === null ? escaped(name) : `${escaped(name)}=${escaped(one)}`));
    });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** RFC 3986: what encodeURIComponent leaves as it is, SigV4 does not. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** STS and IAM are called with forms, which the SDK holds as texts. */
function bodyOf(body: unknown): string | Uint8Array | undefined {
  if (body === undefined || body === null || typeof body === 'string' || body instanceof Uint8Array)
    return body ?? undefined;
  throw new RolecallError(
    'BadOption',
    'a request to STS or IAM has a text for its body, and this one has something else',
  );
}
