import { createHash, type KeyObject } from 'node:crypto';
import type { KeptDocument } from './decision-record.ts';
import type { Sink } from './disk.ts';
import type { Joined } from './joined-lines.ts';
import type { Batch } from './line-buffer.ts';
import { asciiBytes, DOCUMENT_BEGINS, macOf, sealLine } from './seal.ts';
import type { Head, LeftFile } from './trail-place.ts';

/** One file of a trail that is being written. */
export interface OpenFile extends LeftFile {
  /** Appends a batch and its seal; gives how far the trail has come. Where it throws, nobody knows what the file holds. */
  append(batch: Batch, last: Head): Promise<Head>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export function openFile(
  file: LeftFile & {
    readonly sink: Sink;
    readonly key: KeyObject;
    readonly joined: Joined;
    /** Lines that it begins with. */
    readonly beginning: readonly string[];
  },
): OpenFile {
  const { number, path, day, sink, key, joined } = file;
  let { bytes, beginning } = file;
  /** Hashes of the documents that stand in it. */
  const documents = new Set<string>();

  return {
    ...{ number, path, day },
    get bytes() {
      return bytes;
    },
    async append(batch, last) {
      const missing = [...batch.documents.values()].filter(({ sha256 }) => !documents.has(sha256));
      const ahead = [...beginning, ...missing.map(documentLine)];
      const digest = createHash('sha256');
      let written = 0;
      const write = async (chunk: Buffer) => {
        digest.update(chunk);
        await sink.append(chunk);
        written += chunk.length;
      };
      if (ahead.length > 0) await write(asciiBytes(`${ahead.join('\n')}\n`));
      for (const chunk of joined(batch)) await write(chunk);
      const mac = macOf(key, last.seal, digest.digest());
      const seal = sealLine({ batch: last.batch + 1, lines: batch.lines + ahead.length, mac });
      await sink.append(seal);

      bytes += written + seal.length;
      beginning = [];
      for (const { sha256 } of missing) documents.add(sha256);
      return { file: number, batch: last.batch + 1, seal: mac };
    },
    sync: sink.sync,
    close: sink.close,
  };
}

const documentLine = (document: KeptDocument): string => `${DOCUMENT_BEGINS}${JSON.stringify(document)}}`;
