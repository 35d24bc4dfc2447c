import { readFileSync, writeFileSync } from 'node:fs';
import type { Prepared } from './requests.ts';

/** Hands prepared requests to a load generator: for each a line with its length, then its bytes. */
export function writeRequests(file: string, requests: readonly Pick<Prepared, 'raw'>[]): void {
  writeFileSync(file, Buffer.concat(requests.flatMap(({ raw }) => [Buffer.from(`${raw.length}\n`), raw])));
}

export function parseRequests(file: string): Buffer[] {
  const bytes = readFileSync(file);
  const requests: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, at);
    const from = lineEnd + 1;
    at = from + Number(bytes.toString('latin1', at, lineEnd));
    requests.push(bytes.subarray(from, at));
  }
  return requests;
}
