import { closeSync, openSync, readSync } from 'node:fs';

/** Reads a file, or standard input as 0, that has no more bytes than so many: a device would go on for ever. Throws TooLong, or as Node does. */
export function readUpTo(mostBytes: number, file: string | 0): Buffer {
  const descriptor = file === 0 ? 0 : openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for (;;) {
      const chunk = Buffer.alloc(65_536);
      const size = readSync(descriptor, chunk);
      if (size === 0) return Buffer.concat(chunks);
      length += size;
      if (length > mostBytes) throw new TooLong(mostBytes);
      chunks.push(chunk.subarray(0, size));
    }
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

/** There was more to read than anybody needs. */
export class TooLong extends Error {
  readonly code = 'EFBIG';

  constructor(mostBytes: number) {
    super(`more than ${mostBytes} bytes`);
  }
}
