import { type Health, healthAnswer } from '../http/health.ts';
import { type PublicRoute, publicAnswer } from '../http/public-routes.ts';
import type { WireAnswer, WireRequest } from '../query/wire.ts';
import type { InProcessAnswer, InProcessRequest } from './rolecall.ts';

/** The door for this process: what `http/server` does for sockets, with the same limit and the same rooms behind it. */
export function inProcessDoor(house: {
  readonly answer: (request: WireRequest) => Promise<WireAnswer>;
  readonly routes: readonly PublicRoute[];
  readonly health: Health;
  readonly bodyLimitBytes: number;
  readonly date: () => string;
}): (request: InProcessRequest) => Promise<InProcessAnswer> {
  const { answer, routes, health, bodyLimitBytes, date } = house;

  return async function answerHere(request) {
    const { method, target, sourceIp = '127.0.0.1', secure = false } = request;
    const body = bytesOf(request.body);
    const rawHeaders = Object.entries(request.headers).flat().map(String);
    return finished(await answered());

    async function answered(): Promise<WireAnswer> {
      // A line end would be two headers to a socket.
      if (rawHeaders.some((text) => /[\r\n\0]/.test(text)) || /[\s\0]/.test(target)) return empty(400);
      const open = healthAnswer(method, target, health) ?? (await publicAnswer(method, target, routes));
      if (open !== undefined) return open;
      if (body.length > bodyLimitBytes) return empty(413);
      return answer({ method, target, rawHeaders, body, remoteAddress: sourceIp, secure });
    }
  };

  function finished({ status, headers, body }: WireAnswer): InProcessAnswer {
    const named: Record<string, string> = { date: date(), 'content-length': String(Buffer.byteLength(body)) };
    for (let i = 0; i + 1 < headers.length; i += 2) named[headers[i]!.toLowerCase()] = headers[i + 1]!;
    return { status, headers: named, body };
  }
}

const empty = (status: number): WireAnswer => ({ status, headers: [], body: '' });

function bytesOf(body: string | Uint8Array | undefined): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return typeof body === 'string'
    ? Buffer.from(body, 'utf8')
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
