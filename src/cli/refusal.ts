/** A command that will not be done: one sentence for stderr and an exit code. Nothing was changed. */
export class Refusal extends Error {
  readonly exitCode: 1 | 2;

  constructor(sentence: string, kind: 'refused' | 'usage' = 'refused') {
    super(sentence);
    this.name = 'Refusal';
    this.exitCode = kind === 'usage' ? 2 : 1;
  }
}
