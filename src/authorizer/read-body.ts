import { createHash } from 'node:crypto';

/** A body that was read whole, hashed on the way. */
export interface ReadBody {
  readonly body: Buffer;
  readonly payloadHash: string;
}

/**
 * Reads a body and hashes it; `undefined` as soon as it is longer than the limit. Rejects where the client breaks off.
 *
 * Not by `for await`: to leave that loop destroys the stream, and with it the connection that the refusal has to go by.
 */
export async function readBody(stream: AsyncIterable<Uint8Array>, limitBytes: number): Promise<ReadBody | undefined> {
  const sha256 = createHash('sha256');
  const chunks: Uint8Array[] = [];
  const reader = stream[Symbol.asyncIterator]();
  let size = 0;
  for (let read = await reader.next(); read.done !== true; read = await reader.next()) {
    size += read.value.length;
    if (size > limitBytes) return undefined;
    sha256.update(read.value);
    chunks.push(read.value);
  }
  return { body: Buffer.concat(chunks, size), payloadHash: sha256.digest('hex') };
}

/** What a body may have where nothing else is said: 1 MiB. */
export const BODY_LIMIT_BYTES = 1_048_576;

export const TOO_LARGE = {
  status: 413,
  code: 'EntityTooLarge',
  message: 'Your proposed upload exceeds the maximum allowed size',
} as const;
