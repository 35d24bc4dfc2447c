import type { IncomingMessage } from 'node:http';

const NOTHING = Buffer.alloc(0);

/**
 * Collects a request's body and hands it over, or `undefined` as soon as it is known to exceed the limit: a
 * Content-Length that is too large is refused before a byte is buffered. An aborted request calls nobody.
 */
export function readBody(request: IncomingMessage, limitBytes: number, done: (body: Buffer | undefined) => void): void {
  if (announcedLength(request.rawHeaders) > limitBytes) return done(undefined);

  const chunks: Buffer[] = [];
  let size = 0;
  let finished = false;
  request.on('data', (chunk: Buffer) => {
    if (finished) return;
    size += chunk.length;
    if (size > limitBytes) {
      finished = true;
      chunks.length = 0;
      done(undefined);
    } else chunks.push(chunk);
  });
  request.on('end', () => {
    if (finished) return;
    finished = true;
    done(chunks.length === 1 ? chunks[0]! : chunks.length === 0 ? NOTHING : Buffer.concat(chunks, size));
  });
  request.on('error', () => {
    finished = true;
  });
}

/** Content-Length as announced, 0 without one. Read from the raw lines: the parsed headers are built by whoever asks first. */
function announcedLength(rawHeaders: readonly string[]): number {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    if (name.length === 14 && name.toLowerCase() === 'content-length') return Number(rawHeaders[i + 1]);
  }
  return 0;
}
