import { type Address, contains, type Network, readNetwork, readPeerAddress } from '../../base/addresses.ts';
import { asciiLower } from '../../base/ascii.ts';

/** Which places the server may ask for the documents of an issuer. */
export interface AddressRules {
  /** Whether a host may be asked at this address. A text that is no address may not. */
  permits(host: string, address: string): boolean;
}

/**
 * Permits addresses of the public Internet, and others where the operator says so: `allowed` are blocks of addresses and
 * names of hosts. Throws a sentence for one that is neither.
 */
export function addressRules(allowed: readonly string[]): AddressRules {
  const networks: Network[] = [];
  const hosts = new Set<string>();
  for (const text of allowed) {
    const network = readNetwork(text);
    if (network !== undefined && !network.hostBits) networks.push(network);
    else if (network === undefined && HOST.test(text)) hosts.add(asciiLower(text));
    else throw new Error(`neither a block of addresses nor a host: \`${text}\``);
  }
  return {
    permits(host, text) {
      const address = readPeerAddress(text);
      if (address === undefined) return false;
      return isPublic(address) || hosts.has(asciiLower(host)) || networks.some((network) => contains(network, address));
    },
  };
}

/** A name has a letter in it: what has none was meant to be an address. */
const HOST = /^(?=.*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/** Whether an address is one of the public Internet. Addresses that hold an IPv4 address are judged by it, or not permitted. */
function isPublic(address: Address): boolean {
  if (address.length === 1) return !SPECIAL_IPV4.some((network) => contains(network, address));
  // An address of a translator (RFC 6052) reaches whatever IPv4 address is in it.
  if (contains(NAT64, address)) return isPublic([address[3]!]);
  return contains(GLOBAL_IPV6, address) && !SPECIAL_IPV6.some((network) => contains(network, address));
}

const networkOf = (text: string): Network => readNetwork(text)!;

/** https://www.iana.org/assignments/iana-ipv4-special-registry, multicast and what is reserved. */
const SPECIAL_IPV4: readonly Network[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map(networkOf);

const NAT64 = networkOf('64:ff9b::/96');
/** All that was ever given out for the public Internet; everything else is local, multicast or reserved. */
const GLOBAL_IPV6 = networkOf('2000::/3');
/** https://www.iana.org/assignments/iana-ipv6-special-registry: protocol assignments (Teredo among them), documentation, 6to4. */
const SPECIAL_IPV6: readonly Network[] = [
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20',
].map(networkOf);
