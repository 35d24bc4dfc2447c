const BYTES_MIN = 16; // RFC 4226 R6
const BYTES_MAX = 64;

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A seed, or why a text is none. */
export type SeedText = { readonly seed: Buffer } | { readonly problem: 'unreadable' | 'ambiguous' };

/**
 * Reads the seed of a hardware token as its maker writes it: base32 (RFC 4648 6, padding or none) or hexadecimal. Few
 * texts are both; of those the kind has to be said: `base32:...`, `hex:...`. A wrong guess would be a device whose codes never count.
 */
export function readSeed(text: string): SeedText {
  const [, said, body = ''] = /^(?:(base32|hex):)?(.*)$/s.exec(text)!;
  const asBase32 = said === 'hex' ? undefined : fromBase32(body);
  const asHex = said === 'base32' ? undefined : fromHex(body);
  if (asBase32 !== undefined && asHex !== undefined) return { problem: 'ambiguous' };
  const seed = asBase32 ?? asHex;
  return seed === undefined ? { problem: 'unreadable' } : { seed };
}

function fromHex(text: string): Buffer | undefined {
  return /^(?:[0-9A-Fa-f]{2})+$/.test(text) ? ofSize(Buffer.from(text, 'hex')) : undefined;
}

function fromBase32(text: string): Buffer | undefined {
  const digits = /^([A-Za-z2-7]+)(=*)$/.exec(text);
  if (digits === null) return undefined;
  const [, body, padding] = digits as unknown as [string, string, string];
  if (padding !== '' && (body.length + padding.length) % 8 !== 0) return undefined;
  const bytes = Buffer.alloc(Math.floor((body.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (const digit of body.toUpperCase()) {
    buffer = ((buffer << 5) | BASE32.indexOf(digit)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = buffer >>> bits;
    }
  }
  // Whole bytes only: what is left over is less than a digit, and nothing.
  const isWhole = bits < 5 && (buffer & ((1 << bits) - 1)) === 0;
  return isWhole ? ofSize(bytes) : undefined;
}

const ofSize = (seed: Buffer): Buffer | undefined =>
  seed.length >= BYTES_MIN && seed.length <= BYTES_MAX ? seed : undefined;
