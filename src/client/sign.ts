import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from './connection.ts';
import type { Outgoing } from './exchange.ts';

/** Whom a request is signed as, and for what. */
export interface Signing {
  readonly region: string;
  readonly service: string;
  readonly credentials: Credentials;
}

type Unsigned = Pick<Outgoing, 'method' | 'url' | 'headers' | 'body'>;

/** A request with the headers that sign it, by the AWS SDK's signer: the only place where we sign as a client. */
export async function signed(request: Unsigned, { region, service, credentials }: Signing): Promise<Unsigned> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const { method, url, headers, body } = request;
  const signer = new SignatureV4({
    region,
    service,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    sha256: Sha256,
  });
  const { protocol, hostname, pathname: path } = url;
  const ready = await signer.sign({ method, protocol, hostname, path, headers: { ...headers }, body });
  return { ...request, headers: ready.headers };
}

/** The hash that the signer asks for, by Node. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
