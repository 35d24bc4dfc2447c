import { readTranscript, type Step } from '../cli/scripts/transcript.ts';

/** A fenced block of a guide. */
export type Block =
  /** A file that the reader writes: the fence names its language, then its path. */
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  /** What the reader types and sees. */
  | { readonly kind: 'console'; readonly steps: readonly Step[] }
  /** What the reader starts in a second terminal, and leaves there. */
  | { readonly kind: 'server'; readonly command: string; readonly said: string };

/**
 * Reads a guide: its fences ` ```yaml accounts.yaml`, ` ```console` and ` ```console server` are what is run; others are for looking
 * at. In what is printed, `…` stands for whatever is there, on a line of its own for any lines.
 */
export function readGuide(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const fences = /^```([a-z]+)(?: (\S+))?\n(.*?)^```$/gms;
  for (const [, language, named, body] of text.matchAll(fences)) {
    const line = text.slice(0, text.indexOf(body!)).split('\n').length - 1;
    if (language !== 'console') {
      if (named !== undefined) blocks.push({ kind: 'file', path: named, text: body! });
    } else if (named === 'server') {
      const [command, said] = body!.split('\n');
      blocks.push({ kind: 'server', command: command!.replace(/^\$ /, ''), said: said! });
    } else {
      const transcript = `${'\n'.repeat(line)}${body!.trimEnd().replace(/^/gm, '  ')}`;
      blocks.push({ kind: 'console', steps: readTranscript(transcript).map(withGlobs) });
    }
  }
  return blocks;
}

const withGlobs = (step: Step): Step => ({
  ...step,
  printed: step.printed.map((line) =>
    line !== '…' && line.includes('…') ? `${line.replaceAll('…', '*')} (glob)` : line,
  ),
});
