import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from '../../manual/document.ts';
import { toText } from '../../manual/text.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Shows a page. On a terminal it goes through the pager, `$PAGER` or `less -R`, with bold headings unless `NO_COLOR` is
 * set; elsewhere, and with `isPaged` false, it is printed.
 */
export async function showPage(
  page: Page,
  { terminal, isPaged }: { readonly terminal: Terminal; readonly isPaged: boolean },
): Promise<void> {
  const { isTTY, columns } = process.stdout;
  const width = isTTY ? Math.max(40, Math.min(WIDTH, (columns || WIDTH + 2) - 2)) : WIDTH;
  const text = toText(page, { width, bold: isTTY && !process.env.NO_COLOR });
  if (!isTTY || !isPaged || !(await paged(text))) terminal.print(text);
}

const WIDTH = 78;

/** Hands the text to the pager. Gives whether there was one: without it the text is printed all the same. */
async function paged(text: string): Promise<boolean> {
  const named = process.env.PAGER?.trim();
  if (named === 'cat') return false;
  // The variable holds a command with its arguments, as the shell reads it: whoever sets it may run commands anyway.
  const pager = named
    ? spawn(named, { shell: true, stdio: ['pipe', 'inherit', 'inherit'] })
    : spawn('less', ['-R'], { stdio: ['pipe', 'inherit', 'inherit'] });
  // Ctrl-C in a pager ends what it does, and not the program behind it.
  const stay = () => {};
  process.on('SIGINT', stay);
  // Somebody who has read enough closes the pager before all is written.
  pager.stdin.on('error', () => {});
  pager.stdin.end(text);
  try {
    const [code] = (await once(pager, 'close')) as [number | null];
    // What the shell answers for a command that it does not find.
    return code !== 127;
  } catch {
    return false;
  } finally {
    process.off('SIGINT', stay);
  }
}
