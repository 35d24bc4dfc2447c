/** Where the house says what an operator has to know: pino's logger, or whatever takes facts and a sentence. */
export interface Sayings {
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}
