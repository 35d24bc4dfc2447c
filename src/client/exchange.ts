import type { Agent } from 'node:http';
import { Unreachable } from './problems.ts';

/** A signed request, ready to be sent. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly ca: string | undefined;
  /** Keeps connections for the next request; Node's own where nothing is said. */
  readonly agent?: Agent | undefined;
}

export interface Incoming {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A page of GetAccountAuthorizationDetails may take some MiB. */
const BODY_MAX_BYTES = 32 * 1024 * 1024;
/** What is refused is said in a few lines. */
const REFUSAL_MAX_BYTES = 256 * 1024;

/** Sends one request and gives its answer whole, or throws Unreachable. Redirects are not followed: a signature is for one address. */
export function exchange(outgoing: Outgoing): Promise<Incoming> {
  const { url, body, timeoutMs } = outgoing;
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown) => reject(new Unreachable(url.origin, why, cause));
    const signal = AbortSignal.timeout(timeoutMs);
    const failed = (error: Error) =>
      fail(signal.aborted ? `no whole answer within ${timeoutMs / 1000} s` : sayWhy(error), error);
    try {
      const sent = begin(outgoing, signal);
      sent.on('error', failed);
      // Somebody who would rather speak another protocol.
      sent.on('upgrade', (_answer, socket) => {
        socket.destroy();
        fail('an answer that asks for another protocol');
      });
      sent.on('response', (answer) => {
        const chunks: Buffer[] = [];
        const maxBytes = answer.statusCode === 200 ? BODY_MAX_BYTES : REFUSAL_MAX_BYTES;
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > maxBytes) answer.destroy(new Error('the answer is too long'));
          else chunks.push(chunk);
        });
        answer.on('error', failed);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode!,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      sent.end(body);
    } catch (error) {
      // A header that cannot be sent, or a certificate authority that is none.
      failed(error as Error);
    }
  });
}

function begin({ method, url, headers, ca, agent }: Outgoing, signal: AbortSignal) {
  const { request } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return request(url, { method, headers, signal, agent, ...(ca === undefined ? {} : { ca }) });
}

/** Node tells of a host with two addresses by an error without a message of its own. */
function sayWhy(error: Error & { readonly errors?: readonly Error[] }): string {
  return error.message || error.errors?.[0]?.message || error.name;
}
