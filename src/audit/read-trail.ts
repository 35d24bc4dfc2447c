import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { DOCUMENT_BEGINS, EVENT_BEGINS, HEADER_BEGINS, SEAL_BEGINS, type TrailHeader } from './seal.ts';
import { type TrailFile, trailFiles } from './trail-folder.ts';

/** A file of a trail, as far as it counts: up to the seal after which the next file goes on; the newest, up to its last. */
export interface CountedFile extends TrailFile {
  readonly modifiedAtMs: number;
  readonly bytes: number;
  /** The lines that count, each with its line feed. */
  counted(): string;
  /** Those of the newest file too that have no seal yet: a start of the server carries them on. */
  withTail(): string;
}

/** The files of a trail, oldest first. Each is read when it is asked for. */
export function countedFiles(folder: string): readonly CountedFile[] {
  const files = trailFiles(folder);
  return files.map((file, i) => {
    const next = files.slice(i + 1).find(({ path }) => headerOf(path) !== undefined);
    const until = next === undefined ? undefined : headerOf(next.path)!.previous;
    const { mtimeMs, size } = statSync(file.path);
    return {
      ...file,
      modifiedAtMs: mtimeMs,
      bytes: size,
      counted: () => upTo(until, readFileSync(file.path, 'latin1')),
      withTail: () => {
        const text = readFileSync(file.path, 'latin1');
        return until === undefined ? text.slice(0, text.lastIndexOf('\n') + 1) : upTo(until, text);
      },
    };
  });
}

/** Up to the end of the seal with this MAC; where there is none, up to the last seal. */
function upTo(mac: string | undefined, text: string): string {
  const named = mac === undefined || mac === '' ? -1 : text.indexOf(`"mac":"${mac}"}}\n`);
  const at = named >= 0 ? named : text.lastIndexOf(`\n${SEAL_BEGINS}`) + 1;
  return at === 0 ? '' : text.slice(0, text.indexOf('\n', at) + 1);
}

const HEADER_BYTES_MAX = 4096;

/** How a file begins; `undefined` where it does not begin as ours do. */
export function headerOf(path: string): TrailHeader | undefined {
  const text = beginningOf(path);
  const end = text.indexOf('\n');
  if (!text.startsWith(HEADER_BEGINS) || end < 0) return undefined;
  try {
    return (JSON.parse(text.slice(0, end)) as { trail: TrailHeader }).trail;
  } catch {
    return undefined;
  }
}

function beginningOf(path: string): string {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(HEADER_BYTES_MAX);
    return bytes.toString('latin1', 0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

/** An event as it was read: CloudTrail's shape, of which these are what the commands look at. */
export interface ReadEvent {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventName: string;
  readonly eventSource?: string;
  readonly userIdentity?: {
    readonly type: string;
    readonly principalId?: string;
    readonly arn?: string;
    readonly accountId?: string;
    readonly accessKeyId?: string;
    readonly userName?: string;
    readonly sessionContext?: { readonly sessionIssuer?: { readonly arn?: string; readonly userName?: string } };
  };
  readonly sourceIPAddress?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly requestParameters?: Readonly<Record<string, unknown>> | null;
  readonly responseElements?: Readonly<Record<string, unknown>> | null;
  readonly additionalEventData?: Readonly<Record<string, unknown>>;
  readonly resources?: readonly { readonly type: string; readonly ARN: string }[];
  readonly recipientAccountId?: string;
  readonly sharedEventID?: string;
}

/** What reading gives, in the order of the trail. */
export type Entry =
  | { readonly kind: 'event'; readonly event: ReadEvent; readonly line: string }
  | { readonly kind: 'document'; readonly sha256: string; readonly text: string };

/** Every event and document of a trail, in its order. */
export function* readTrail(folder: string): Generator<Entry> {
  for (const file of countedFiles(folder)) yield* entriesOf(file.counted());
}

export function* entriesOf(text: string): Generator<Entry> {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end);
    at = end + 1;
    if (line.startsWith(EVENT_BEGINS)) yield { kind: 'event', event: JSON.parse(line) as ReadEvent, line };
    else if (line.startsWith(DOCUMENT_BEGINS)) {
      const { policyDocument } = JSON.parse(line) as { policyDocument: { sha256: string; text: string } };
      yield { kind: 'document', sha256: policyDocument.sha256, text: policyDocument.text };
    }
  }
}
