/** Where a command writes: what was asked for to `print` (stdout), sentences about trouble to `error` (stderr). */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly error: (text: string) => void;
  /** Asks for a yes. `undefined` where nobody sits in front of the terminal. */
  readonly confirm: (question: string) => Promise<boolean | undefined>;
}

export const processTerminal: Terminal = {
  print: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  async confirm(question) {
    if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
    const { createInterface } = await import('node:readline/promises');
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    // Ctrl-D ends the input without an answer: that is no yes.
    const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    try {
      return /^y(es)?$/i.test((await Promise.race([lines.question(`${question} [y/N] `), ended])).trim());
    } finally {
      lines.close();
    }
  },
};
