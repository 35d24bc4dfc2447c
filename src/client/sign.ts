import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from './connection.ts';
import type { Outgoing } from './exchange.ts';
import { Sha256 } from './sha256.ts';

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
