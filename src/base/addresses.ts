/** An IP address: one 32-bit word for IPv4, four for IPv6, the most significant first. */
export type Address = readonly number[];

/** A block of addresses. `hostBits`: bits beyond the prefix were set. */
export interface Network {
  readonly address: Address;
  readonly prefix: number;
  readonly hostBits: boolean;
}

/**
 * Reads an IP address, or gives `undefined`. Leading zeros in an IPv4 octet are tolerated and decimal, as recorded of
 * AWS (policy.md 4.10). No zone ids, no ports, no white space.
 */
export function readAddress(text: string): Address | undefined {
  return text.includes(':') ? readIpv6(text) : readIpv4(text);
}

/** Reads an address of a request: as `readAddress`, but `::ffff:a.b.c.d` is the IPv4 address that it maps (4.10). */
export function readPeerAddress(text: string): Address | undefined {
  const address = readAddress(text);
  if (address?.length === 4 && address[0] === 0 && address[1] === 0 && address[2] === 0xffff) return [address[3]!];
  return address;
}

/** Reads `address/prefix`, or an address alone as the block of that one address. */
export function readNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/');
  const address = readAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const bits = address.length * 32;
  if (slash < 0) return { address, prefix: bits, hostBits: false };
  const digits = text.slice(slash + 1);
  if (!/^\+?[0-9]{1,3}$/.test(digits) || Number(digits) > bits) return undefined;
  const prefix = Number(digits);
  return { address, prefix, hostBits: address.some((word, i) => (word & ~mask(prefix, i)) !== 0) };
}

/** Whether a network holds an address. Addresses of another family are never inside. */
export function contains(network: Network, address: Address): boolean {
  if (network.address.length !== address.length) return false;
  return address.every((word, i) => ((word ^ network.address[i]!) & mask(network.prefix, i)) === 0);
}

/** The bits of a prefix that fall into the word at `index`. A shift by 32 would be a shift by 0. */
function mask(prefix: number, index: number): number {
  const bits = Math.min(Math.max(prefix - 32 * index, 0), 32);
  return bits === 0 ? 0 : -1 << (32 - bits);
}

/** Four numbers of one to three digits. By hand: taking a match of a pattern apart took five times as long. */
function readIpv4(text: string): Address | undefined {
  let word = 0;
  let octets = 1;
  let octet = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === DOT && digits > 0) {
      word = (word << 8) | octet;
      octets++;
      octet = 0;
      digits = 0;
    } else if (unit >= ZERO && unit <= ZERO + 9 && ++digits <= 3) octet = octet * 10 + unit - ZERO;
    else return undefined;
    if (octets > 4 || octet > 255) return undefined;
  }
  return octets === 4 && digits > 0 ? [((word << 8) | octet) >>> 0] : undefined;
}

const DOT = 0x2e;
const ZERO = 0x30;

/** RFC 4291 section 2.2: eight groups of hexadecimal digits, one run of zeros as `::`, the last two perhaps as IPv4. */
function readIpv6(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  const gap = text.indexOf('::');
  if (gap >= 0 && text.indexOf('::', gap + 1) >= 0) return undefined;
  const head = readGroups(gap < 0 ? text : text.slice(0, gap), gap < 0);
  const tail = gap < 0 ? [] : readGroups(text.slice(gap + 2), true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (gap < 0 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return [0, 2, 4, 6].map((i) => ((groups[i]! << 16) | groups[i + 1]!) >>> 0);
}

/** The 16-bit groups of one side of the gap. `last`: this side ends the address, so it may end in an IPv4 address. */
function readGroups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else {
      const word = last && i === parts.length - 1 ? readIpv4(part)?.[0] : undefined;
      if (word === undefined) return undefined;
      groups.push(word >>> 16, word & 0xffff);
    }
  }
  return groups;
}
