import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate made for a test, with the key it is about. */
export interface Made {
  readonly pem: string;
  readonly key: KeyObject;
  readonly keyPem: string;
}

interface Wanted {
  readonly name?: string;
  readonly key?: KeyObject;
  /** Whoever signs; the certificate itself where nobody is named. */
  readonly issuer?: { readonly name: string; readonly key: KeyObject };
  readonly ca?: boolean;
  readonly from?: Date;
  readonly to?: Date;
}

let serial = 1;

/** Makes an X.509 certificate (RFC 5280 4.1) of an EC or RSA key. */
export function makeCertificate({
  name = 'example.com',
  key = ecKey(),
  issuer = { name, key },
  ca = false,
  from = new Date('2023-01-01T00:00:00Z'),
  to = new Date('2033-01-01T00:00:00Z'),
}: Wanted = {}): Made {
  const algorithm =
    issuer.key.asymmetricKeyType === 'rsa'
      ? sequence(oid('2a864886f70d01010b'), tagged(0x05))
      : sequence(oid('2a8648ce3d040302'));
  const publicKey = createPublicKey(key.export({ type: 'pkcs8', format: 'pem' }));
  const basicConstraints = sequence(oid('551d13'), tagged(0x04, sequence(tagged(0x01, Buffer.from([0xff])))));
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(serial++),
    algorithm,
    named(issuer.name),
    sequence(time(from), time(to)),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(ca ? [tagged(0xa3, sequence(basicConstraints))] : []),
  );
  const signature = sign('sha256', body, { key: issuer.key, dsaEncoding: 'der' });
  const der = sequence(body, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString('base64').match(/.{1,64}/g)!;
  return {
    pem: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    key,
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

export const ecKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
export const rsaKey = (modulusLength: number): KeyObject => generateKeyPairSync('rsa', { modulusLength }).privateKey;

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  // DER has one way to write a length, the shortest.
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const head = length < 128 ? [tag, length] : [tag, ...long];
  return Buffer.concat([Buffer.from(head), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
const integer = (value: number): Buffer => unsigned(Buffer.from([value >> 8, value & 0xff]));

/** A number that is not negative: no leading zeros but the one that keeps it so. */
function unsigned(bytes: Buffer): Buffer {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from++;
  const short = bytes.subarray(from);
  return tagged(0x02, short[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short);
}

const named = (name: string): Buffer =>
  sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(name)))));

const time = (date: Date): Buffer =>
  tagged(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
