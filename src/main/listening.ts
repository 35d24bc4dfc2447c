import type { Server } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { isLoopback } from '../base/loopback.ts';
import { readFile } from '../cli/read-file.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Settings } from '../cli/settings.ts';
import { type Forwarding, forwardingFrom } from '../http/forwarded.ts';

/** How the door is secured. */
export interface Secured {
  readonly tls: Tls | undefined;
  readonly forwarding: Forwarding | undefined;
}

interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Reads what secures the door, and refuses to speak to others than this machine without it. */
export function readSecured(settings: Settings): Secured {
  const tls = readTls(settings);
  const forwarding = readForwarding(settings['behind-proxy']);
  if (!isLoopback(settings.host) && tls === undefined && forwarding === undefined) {
    throw new Refusal(
      `refusing to listen on \`${settings.host}\` without TLS: give --tls-cert and --tls-key, or --behind-proxy`,
    );
  }
  return { tls, forwarding };
}

/** Resolves with the port, which the system chooses where 0 is asked for. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Refusal(`cannot listen on ${host}:${port}: ${whyNot.get(error.code ?? '') ?? error.code}`)),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

const whyNot: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'another program does already; give another port (0 picks a free one)'],
  ['EACCES', 'this user may not take that port; give one above 1023'],
  ['EADDRNOTAVAIL', 'this machine has no such address'],
]);

/** The address of a listener as clients write it. */
export const urlOf = (scheme: 'http' | 'https', host: string, port: number): string =>
  `${scheme}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;

function readTls(settings: Settings): Tls | undefined {
  const { 'tls-cert': cert, 'tls-key': key } = settings;
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new Refusal('--tls-cert and --tls-key go together', 'usage');
  return { cert: readFile(cert), key: readFile(key) };
}

function readForwarding(blocks: readonly string[] | undefined) {
  if (blocks === undefined) return undefined;
  try {
    return forwardingFrom(blocks);
  } catch (error) {
    throw new Refusal((error as Error).message, 'usage');
  }
}
