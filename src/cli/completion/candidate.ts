/** What may stand where the cursor is. */
export interface Candidates {
  readonly words: readonly Candidate[];
  /** Names of files fit as well: the shell knows them better. */
  readonly files?: boolean;
}

export interface Candidate {
  readonly word: string;
  /** A few words beside it. */
  readonly about?: string | undefined;
}

export const NOTHING: Candidates = { words: [] };
export const FILES: Candidates = { words: [], files: true };

export const wordsOf = (words: Iterable<string>): Candidates => ({ words: [...words].map((word) => ({ word })) });
