/** What is said about a command of our own beyond what its options say. */
export interface CommandWords {
  readonly description: readonly string[];
  /** A title, and the lines that are typed. */
  readonly examples?: readonly (readonly [title: string, ...lines: string[]])[];
  readonly exits?: readonly (readonly [status: string, when: string])[];
  readonly related?: readonly string[];
}

/** A chapter: commands by their names. */
export type Chapter = readonly (readonly [name: string, words: CommandWords])[];
