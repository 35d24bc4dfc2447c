import type { TlsFacts } from '../operation/request-event.ts';

/** A request as the HTTP door hands it on: bytes and raw header lines, within limits, nothing interpreted. */
export interface WireRequest {
  readonly method: string;
  /** The request target, raw: path and query as sent. */
  readonly target: string;
  /** Names and values in turn, as they arrived. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** The peer's address, or the one a trusted proxy names. */
  readonly remoteAddress: string;
  /** Whether the client reached us over TLS. */
  readonly secure: boolean;
  /** How the client's connection is encrypted, where it ends here and not at a proxy. */
  readonly tls?: TlsFacts | undefined;
}

export interface WireAnswer {
  readonly status: number;
  /** Names and values in turn. Content-Length and Date are the door's to add. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** Header names in lower case; the values of one name in the order of arrival. */
export type HeaderLines = ReadonlyMap<string, readonly string[]>;

/** Groups raw header lines by name. */
export function headerLines(rawHeaders: readonly string[]): HeaderLines {
  const lines = new Map<string, string[]>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    const values = lines.get(name);
    if (values === undefined) lines.set(name, [rawHeaders[i + 1]!]);
    else values.push(rawHeaders[i + 1]!);
  }
  return lines;
}
