import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { fromText, toText } from './fields.ts';

/** The form of a packed policy: its first byte. */
const RAW = 'r';
const DEFLATED = 'z';

/**
 * A policy longer than this is never deflated, so that nothing which was sealed inflates beyond it: 32 times AWS's quota
 * of 2,048 characters, for installations that raise it.
 */
const INFLATED_BYTES_MAX = 65_536;

/** Packs an inline policy as a byte string: raw, or deflated (RFC 1951) where `compress` says so and that makes it smaller. */
export function packPolicy(policy: string, compress: boolean): string {
  const raw = fromText(policy);
  const deflated = compress ? deflate(raw) : raw;
  return deflated.length < raw.length ? DEFLATED + deflated : RAW + raw;
}

/** The policy as it was passed; `undefined` for what `packPolicy` would not have made. */
export function unpackPolicy(packed: string): string | undefined {
  const body = packed.slice(1);
  const raw = packed[0] === RAW ? body : packed[0] === DEFLATED ? inflate(body) : undefined;
  return raw === undefined ? undefined : toText(raw);
}

const deflate = (raw: string): string =>
  raw.length > INFLATED_BYTES_MAX ? raw : deflateRawSync(Buffer.from(raw, 'latin1')).toString('latin1');

function inflate(deflated: string): string | undefined {
  try {
    const bytes = inflateRawSync(Buffer.from(deflated, 'latin1'), { maxOutputLength: INFLATED_BYTES_MAX });
    return bytes.toString('latin1');
  } catch {
    return undefined;
  }
}
