import { REFUSED, WRONG_USAGE } from './exit-codes.ts';

/** A command that will not be done: one sentence for stderr and an exit code. Nothing was changed. */
export class Refusal extends Error {
  readonly exitCode: typeof REFUSED | typeof WRONG_USAGE;

  constructor(sentence: string, kind: 'refused' | 'usage' = 'refused') {
    super(sentence);
    this.name = 'Refusal';
    this.exitCode = kind === 'usage' ? WRONG_USAGE : REFUSED;
  }
}
