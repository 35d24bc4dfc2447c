import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { iamFaults } from '../faults.ts';

/** An RSA public key as SSH has it. */
export interface SshPublicKey {
  /** OpenSSH's one-line form, without a comment. */
  readonly line: string;
  /** MD5 of the key's SSH encoding, as AWS and older OpenSSH print it. */
  readonly fingerprint: string;
}

const BITS_MIN = 2048;
/** Longer keys fit into the parameter, and cost whoever verifies with them more than they are worth. */
const BITS_MAX = 16_384;

const LINE = /^ssh-rsa ([A-Za-z0-9+/]+={0,2})(?: [^\r\n]*)?$/;
/** A public key and nothing else: what reads PEM would take the public half of a private key, too. */
const PEM = /^-----BEGIN (RSA )?PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END \1PUBLIC KEY-----$/;

/** Reads an uploaded key: OpenSSH's `ssh-rsa` line (RFC 4253 6.6) or PEM, of 2048 bits at least. */
export function readPublicKey(body: string): SshPublicKey {
  const text = body.trim();
  if (!text.startsWith('ssh-rsa ') && !PEM.test(text)) {
    throw iamFaults.UnrecognizedPublicKeyEncoding('Invalid public key uploaded.');
  }
  const key = PEM.test(text) ? fromPem(text) : fromLine(text);
  if (key === undefined || !isUsable(key)) throw iamFaults.InvalidPublicKey('Invalid body for public key');
  const encoding = encode(key);
  const digest = hash('md5', encoding);
  return { line: `ssh-rsa ${encoding.toString('base64')}`, fingerprint: digest.match(/../g)!.join(':') };
}

/** The PEM of a key that `readPublicKey` gave. */
export const pemOf = (line: string): string => fromLine(line)!.export({ type: 'spki', format: 'pem' }).toString();

function isUsable({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength: bits = 0, publicExponent: exponent = 0n } = asymmetricKeyDetails ?? {};
  return asymmetricKeyType === 'rsa' && bits >= BITS_MIN && bits <= BITS_MAX && exponent > 1n && exponent % 2n === 1n;
}

function fromPem(text: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: text, format: 'pem' });
  } catch {
    return undefined;
  }
}

function fromLine(text: string): KeyObject | undefined {
  const encoded = LINE.exec(text)?.[1];
  const [kind, e, n, ...more] = encoded === undefined ? [] : parts(Buffer.from(encoded, 'base64'));
  if (kind?.toString('latin1') !== 'ssh-rsa' || e === undefined || n === undefined || more.length > 0) return undefined;
  const jwk = { kty: 'RSA', e: e.toString('base64url'), n: n.toString('base64url') };
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** Length and bytes, one after the other (RFC 4251 5); nothing at all where they do not end where the buffer does. */
function parts(buffer: Buffer): readonly Buffer[] {
  const list: Buffer[] = [];
  for (let at = 0; at < buffer.length; ) {
    const end = at + 4 <= buffer.length ? at + 4 + buffer.readUInt32BE(at) : Number.POSITIVE_INFINITY;
    if (end > buffer.length || list.length > 3) return [];
    list.push(buffer.subarray(at + 4, end));
    at = end;
  }
  return list;
}

/** The key as SSH encodes it, however it was sent: one key has one fingerprint. */
function encode(key: KeyObject): Buffer {
  const { e, n } = key.export({ format: 'jwk' });
  const numbers = [e, n].map((part) => {
    const bytes = Buffer.from(part!, 'base64url');
    // A number whose first bit is set would read as negative.
    return bytes[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  });
  return Buffer.concat(
    [Buffer.from('ssh-rsa'), ...numbers].flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}
