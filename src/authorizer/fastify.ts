import { Readable } from 'node:stream';
import { type Authorized, type GuardSettings, guarded, passedRequests, refusalAnswer } from './guard.ts';
import { withoutZone } from './node-http.ts';

/** What of a Fastify request is needed: versions 4 and 5 have it. */
export interface FastifyRequest {
  readonly raw: {
    readonly method?: string | undefined;
    readonly url?: string | undefined;
    readonly rawHeaders: string[];
  };
  readonly ip: string;
  readonly protocol: string;
}

export interface FastifyReply {
  code(status: number): FastifyReply;
  headers(headers: Readonly<Record<string, string>>): FastifyReply;
  send(body: string): FastifyReply;
}

/** A `preParsing` hook that lets pass what is authorized, and tells the handlers behind it as whom. */
export interface FastifyGuard<Request> {
  (request: Request, reply: FastifyReply, payload: AsyncIterable<Uint8Array>): Promise<Readable | FastifyReply>;
  /** What was authorized; throws for a request that did not pass here. */
  of(request: Request): Authorized;
}

/**
 * For Fastify, as its `preParsing` hook: the bytes are hashed as they came and then handed on to the parser. Behind a
 * proxy, `trustProxy` says whom Fastify believes.
 */
export function fastifyGuard<Request extends FastifyRequest>(settings: GuardSettings<Request>): FastifyGuard<Request> {
  const passed = passedRequests<Request>();
  return Object.assign(hook, { of: passed.of });

  async function hook(request: Request, reply: FastifyReply, payload: AsyncIterable<Uint8Array>) {
    const { method = '', url: target = '', rawHeaders } = request.raw;
    const peer = { secure: request.protocol === 'https', remoteAddress: withoutZone(request.ip) };
    const { authorized, refusal } = await guarded(request, { method, target, rawHeaders, ...peer }, payload, settings);
    if (authorized === undefined) {
      const { status, headers, body } = refusalAnswer(refusal);
      return reply.code(status).headers(headers).send(body);
    }
    passed.add(request, authorized);
    // The parser holds what it reads against the length that the request announced.
    return Object.assign(Readable.from([authorized.body]), { receivedEncodedLength: authorized.body.length });
  }
}
