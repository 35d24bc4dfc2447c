import { harmless } from './harmless.ts';

/** Where a command writes: what was asked for to `print` (stdout), sentences about trouble to `error` (stderr). */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly error: (text: string) => void;
  /** Shows how far a long command is, over what it showed before; only to somebody who sits in front of the terminal. */
  readonly progress: (text: string) => void;
  /** Asks for a yes. `undefined` where nobody sits in front of the terminal. */
  readonly confirm: (question: string) => Promise<boolean | undefined>;
}

export const processTerminal: Terminal = {
  print(text) {
    watchReader();
    if (isReaderGone) process.exit();
    // A file or another program gets the very bytes.
    process.stdout.write(process.stdout.isTTY ? harmless(text) : text);
  },
  error: (text) => process.stderr.write(harmless(text)),
  progress(text) {
    // Carriage return, and the rest of the line erased.
    if (process.stderr.isTTY) process.stderr.write(`\r${harmless(text)}\u001B[K`);
  },
  async confirm(question) {
    if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
    const { createInterface } = await import('node:readline/promises');
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    // Ctrl-D ends the input without an answer: that is no yes.
    const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    try {
      return /^y(es)?$/i.test((await Promise.race([lines.question(`${harmless(question)} [y/N] `), ended])).trim());
    } finally {
      lines.close();
    }
  },
};

/**
 * Whoever read what is printed may have gone, as `head` does when it has enough. What is being done is then done to its end, for it
 * is not what is printed; but who prints again, without end perhaps, stops there.
 */
let isReaderGone = false;
let isWatched = false;
function watchReader(): void {
  if (isWatched) return;
  isWatched = true;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isReaderGone = true;
  });
}
