/** What one part of the run found out. */
export interface Finding {
  /** What was shown, with its counts. */
  readonly shown: string;
  /** What did not hold. */
  readonly wrong: readonly string[];
}
