/** How much work a hash was made with: scrypt's parameters (RFC 7914 2), N as its binary logarithm. */
export interface Cost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** What a PHC string says. */
export interface Phc {
  readonly cost: Cost;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** Writes a hash as PHC string: `$scrypt$ln=17,r=8,p=1$SALT$KEY`, base64 without padding. */
export const phcText = ({ cost: { logN, r, p }, salt, key }: Phc): string =>
  `$scrypt$ln=${logN},r=${r},p=${p}$${unpadded(salt)}$${unpadded(key)}`;

/** Reads what `phcText` wrote. Anything else was not written by us, and is an error rather than a wrong password. */
export function readPhc(text: string): Phc {
  const [, logN, r, p, salt, key] = FORM.exec(text) ?? [];
  if (salt === undefined || key === undefined) throw new Error('a stored password hash does not read');
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}

/**
 * Sixteen bytes of salt, 32 of key, and a bound on the work that a stored hash can ask for: 512 MiB, sixteen times over.
 */
const FORM =
  /^\$scrypt\$ln=([1-9]|1[0-8]),r=([1-9]|1[0-6]),p=([1-9]|1[0-6])\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
