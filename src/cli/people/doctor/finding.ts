/** What a look at one thing found. */
export interface Finding {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  /** What is. */
  readonly sentence: string;
  /** What to do about it. */
  readonly advice?: string;
}

export const ok = (name: string, sentence: string): Finding => ({ name, status: 'ok', sentence });
export const warn = (name: string, sentence: string, advice: string): Finding => ({
  name,
  status: 'warn',
  sentence,
  advice,
});
export const fail = (name: string, sentence: string, advice: string): Finding => ({
  name,
  status: 'fail',
  sentence,
  advice,
});
