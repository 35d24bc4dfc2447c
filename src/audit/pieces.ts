/**
 * A part of a line that many lines have: who calls, from which client, which role, the names of parameters. Whoever makes lines keeps it; it is written
 * once in a batch and referred to from then on, so that a line of 1,800 bytes is a few hundred new ones and some places.
 */
export interface Piece {
  readonly text: string;
  /** The batch in which it was written last, and where: theirs who write it (line-buffer.ts). */
  batch: number;
  at: number;
  bytes: number;
}

export const piece = (text: string): Piece => ({ text, batch: 0, at: 0, bytes: 0 });

const KEPT_MAX = 1000;
const LENGTH_MAX = 1024;

/** Pieces by what they are made of, remembered: bounded, as a client may make names up without end. */
export function keptPieces(make: (of: string) => string): (of: string) => Piece {
  const kept = new Map<string, Piece>();
  /** Most calls of a moment come from clients of one kind: two texts that are the same are compared in less time than looked up. */
  let last: { readonly of: string; readonly piece: Piece } | undefined;
  return (of) => {
    if (of === last?.of) return last.piece;
    if (of.length > LENGTH_MAX) return piece(make(of));
    let known = kept.get(of);
    if (known === undefined) {
      if (kept.size >= KEPT_MAX) kept.clear();
      known = piece(make(of));
      kept.set(of, known);
    }
    last = { of, piece: known };
    return known;
  };
}
