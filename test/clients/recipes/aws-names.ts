import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { makeCertificates } from '../../federation/certificates.ts';
import { REGION } from './world.ts';

/** The way of a client that knows no other endpoints than AWS's own to ours. */
export interface AwsNames {
  /** What the client is told: the proxy, and the authority whose word for AWS's names it takes. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

/**
 * A proxy at whose end this endpoint bears the names of AWS's STS, by a certificate of an authority of this run: what a
 * reverse proxy with TLS and an entry in the local DNS do elsewhere. `undefined` where there is no openssl.
 */
export async function awsNames(endpoint: string, folder: string): Promise<AwsNames | undefined> {
  const certificates = makeCertificates([`DNS:sts.${REGION}.amazonaws.com`, 'DNS:sts.amazonaws.com']);
  if (certificates === undefined) return undefined;
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, certificates.ca);
  const open = new Set<Socket>();

  const proxy = createServer().on('connect', (_request, client: Socket) => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    const plain = new TLSSocket(client, { isServer: true, cert: certificates.cert, key: certificates.key });
    const server = connect(Number(new URL(endpoint).port), '127.0.0.1');
    for (const end of [client, plain, server]) end.on('error', () => end.destroy());
    for (const end of [client, server]) open.add(end);
    plain.pipe(server).pipe(plain);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    environment: {
      HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      SSL_CERT_FILE: authority,
    },
    close() {
      for (const end of open) end.destroy();
      proxy.close();
    },
  };
}
