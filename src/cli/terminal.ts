/** Where a command writes: what was asked for to `print` (stdout), sentences about trouble to `error` (stderr). */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly error: (text: string) => void;
}

export const processTerminal: Terminal = {
  print: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
};
