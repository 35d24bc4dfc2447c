import { generate } from 'lean-qr';
import { toPngBuffer } from 'lean-qr/extras/node_export';
import type { Entropy } from '../base/entropy.ts';
import { base32 } from '../base/identifiers.ts';

/** 320 bits, which are the 64 characters of base32 that AWS gives. RFC 4226 R6 asks for 160. */
const SEED_BYTES = 40;

const ISSUER = 'Rolecall';

/** Makes the seed of a new device. */
export const newSeed = (entropy: Entropy): Buffer => entropy.bytes(SEED_BYTES);

/** The seed as CreateVirtualMFADevice shows it, once: `Base32StringSeed`. */
export const seedText = (seed: Uint8Array): string => base32(seed);

interface Enrolment {
  readonly seed: Uint8Array;
  readonly account: string;
  /** Who the app shows the code for: the name of the device, by custom that of its user. */
  readonly user: string;
}

/**
 * The address that an authenticator app reads from the QR code. Label as AWS's: the name, `@`, the account. What the
 * address leaves out is what every app assumes: SHA-1, six digits, 30 seconds.
 */
export function seedUri({ seed, account, user }: Enrolment): string {
  const label = `${ISSUER}:${encodeURIComponent(`${user}@${account}`)}`;
  return `otpauth://totp/${label}?secret=${seedText(seed)}&issuer=${ISSUER}`;
}

const WHITE = [255, 255, 255] as const;
const BLACK = [0, 0, 0] as const;
/** ISO 18004 asks for four modules of quiet zone; a scanner misses the code without them. */
const QUIET_ZONE_MODULES = 4;
const PIXELS_A_MODULE = 4;

/** The QR code of the address as PNG: `QRCodePNG`. The background is opaque, so it can be scanned from a dark page. */
export function seedQrPng(enrolment: Enrolment): Buffer {
  const code = generate(seedUri(enrolment));
  const png = toPngBuffer(code, { on: BLACK, off: WHITE, pad: QUIET_ZONE_MODULES, scale: PIXELS_A_MODULE });
  return Buffer.from(png);
}
