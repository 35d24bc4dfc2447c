import { Unreachable } from './problems.ts';

/** A signed request, ready to be sent. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly ca: string | undefined;
}

export interface Incoming {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Answers of STS and IAM are far smaller; a page of GetAccountAuthorizationDetails may take some MiB. */
const BODY_MAX_BYTES = 64 * 1024 * 1024;

/** Sends one request and gives its answer whole. Redirects are not followed: a signature is for one address. */
export function exchange(outgoing: Outgoing): Promise<Incoming> {
  const { method, url, headers, body, timeoutMs, ca } = outgoing;
  const { request } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown) => reject(new Unreachable(url.origin, why, cause));
    const settings = { method, headers, signal: AbortSignal.timeout(timeoutMs), ...(ca === undefined ? {} : { ca }) };
    const sent = request(url, settings, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > BODY_MAX_BYTES) answer.destroy(new Error('the answer is too long'));
        else chunks.push(chunk);
      });
      answer.on('error', (error) => fail(`the answer broke off: ${error.message}`, error));
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    sent.on('error', (error) =>
      fail(error.name === 'TimeoutError' ? `no answer within ${timeoutMs / 1000} s` : sayWhy(error), error),
    );
    sent.end(body);
  });
}

/** Node tells of a host with two addresses by an error without a message of its own. */
function sayWhy(error: Error & { readonly errors?: readonly Error[] }): string {
  return error.message || error.errors?.[0]?.message || error.name;
}
