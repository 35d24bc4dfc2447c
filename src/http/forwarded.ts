import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** Where the requests come from whose forwarding headers are believed. */
export interface Forwarding {
  readonly trusts: (address: string) => boolean;
}

/** Trusts the proxies inside the given CIDR blocks. Throws a sentence for a block that cannot be read. */
export function forwardingFrom(blocks: readonly string[]): Forwarding {
  const trusted = new BlockList();
  for (const block of blocks) {
    const [network, prefix, rest] = block.split('/');
    const family = isIPv4(network!) ? 'ipv4' : 'ipv6';
    if (isIP(network!) === 0 || rest !== undefined || !/^[0-9]{1,3}$/.test(prefix ?? ''))
      throw new Error(`not a CIDR block: \`${block}\``);
    trusted.addSubnet(network!, Number(prefix), family);
  }
  return { trusts: (address) => isIP(address) !== 0 && trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6') };
}

export interface Peer {
  readonly address: string;
  readonly secure: boolean;
  /** Whether a trusted proxy stands between. */
  readonly isForwarded: boolean;
}

/**
 * Who really called. By default the socket's address and no other: a header that anybody can send must not become
 * `aws:SourceIp` (security.md F08). Behind a trusted proxy it is the right-most hop that is not itself trusted.
 */
export function peerOf(request: IncomingMessage, forwarding: Forwarding | undefined): Peer {
  const address = plain(request.socket.remoteAddress ?? '');
  const secure = (request.socket as TLSSocket).encrypted === true;
  if (forwarding === undefined || !forwarding.trusts(address)) return { address, secure, isForwarded: false };

  return {
    address: forwardedAddress(request, forwarding) ?? address,
    secure: lastOf(request.headers['x-forwarded-proto'])?.toLowerCase() === 'https',
    isForwarded: true,
  };
}

/** Hops read at the most: a list of 500 is an attack, not a route. */
const HOPS_MAX = 20;

function forwardedAddress(request: IncomingMessage, { trusts }: Forwarding): string | undefined {
  const header = request.headers['x-forwarded-for'];
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  for (const hop of hops.reverse().slice(0, HOPS_MAX)) {
    const address = plain(hop.trim());
    if (isIP(address) === 0) return undefined;
    if (!trusts(address)) return address;
  }
  return undefined;
}

const lastOf = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header.at(-1) : header)?.split(',').at(-1)?.trim();

/** An IPv4 address that arrived on an IPv6 socket, in its own notation. */
const plain = (address: string): string =>
  address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
