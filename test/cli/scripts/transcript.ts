/**
 * Reads a transcript: a text of what is typed and what then appears. Lines that begin with two spaces are the terminal's, all others
 * are prose. `  $ ` begins a command, `  > ` goes on with it, `  [3]` is its exit code where it is not 0, and every other line is
 * printed by it, on stdout or stderr. Behind ` (glob)` a `*` stands for whatever is
 * there, and a line of `…` alone for any lines.
 */
export function readTranscript(text: string): readonly Step[] {
  const steps: { line: number; command: string; printed: string[]; code: number }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.startsWith('  ')) continue;
    const shown = line.slice(2);
    const step = steps.at(-1);
    if (shown.startsWith('$ ')) steps.push({ line: index + 1, command: shown.slice(2), printed: [], code: 0 });
    else if (step === undefined) throw new Error(`line ${index + 1}: printed by no command`);
    else if (shown.startsWith('> ')) step.command += `\n${shown.slice(2)}`;
    else if (/^\[\d+\]$/.test(shown)) step.code = Number(shown.slice(1, -1));
    else step.printed.push(shown);
  }
  return steps;
}

export interface Step {
  readonly line: number;
  readonly command: string;
  /** Lines as the transcript has them. */
  readonly printed: readonly string[];
  readonly code: number;
}

/** What was printed, as the transcript has it where it fits: to be compared with the transcript, and shown where it does not. */
export function asInTranscript(step: Step, printed: readonly string[]): readonly string[] {
  if (agree(step.printed, printed)) return step.printed;
  return printed.map((line, index) => (fits(step.printed[index], line) ? step.printed[index]! : line));
}

/** Whether these lines are what the transcript says. One that is `…` alone stands for any number of lines. */
function agree(expected: readonly string[], printed: readonly string[]): boolean {
  const [first, ...rest] = expected;
  if (first === undefined) return printed.length === 0;
  if (first === ANY) return printed.some((_, i) => agree(rest, printed.slice(i))) || agree(rest, []);
  return printed.length > 0 && fits(first, printed[0]!) && agree(rest, printed.slice(1));
}

const ANY = '…';

/** The transcript as it would be with what was really printed: to write a new one, and to look at. */
export function rewritten(
  text: string,
  steps: readonly Step[],
  ran: readonly { printed: readonly string[]; code: number }[],
): string {
  const prose = text.split('\n');
  const printed = new Map(steps.map((step, i) => [step.line - 1, { step, ...ran[i]! }]));
  const lines: string[] = [];
  for (const [index, line] of prose.entries()) {
    const begun = printed.get(index);
    if (begun !== undefined) {
      const shown = asInTranscript(begun.step, begun.printed);
      lines.push(...`$ ${begun.step.command}`.split('\n').map((part, i) => (i === 0 ? `  ${part}` : `  > ${part}`)));
      lines.push(...shown.map((one) => `  ${one}`), ...(begun.code === 0 ? [] : [`  [${begun.code}]`]));
    } else if (!line.startsWith('  ')) lines.push(line);
  }
  return lines.join('\n');
}

const GLOB = ' (glob)';

function fits(expected: string | undefined, line: string): boolean {
  if (expected === undefined) return false;
  if (!expected.endsWith(GLOB)) return expected === line;
  const parts = expected.slice(0, -GLOB.length).split('*');
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = index === parts.length - 1 ? line.length - part.length : line.indexOf(part, at);
    if (found < at || (index === 0 && found !== 0) || !line.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return true;
}
