import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openShell } from './scripts/shell.ts';
import { asInTranscript, readTranscript, rewritten } from './scripts/transcript.ts';

/**
 * Scripts of the command line with what they print (`*.txt`, as `scripts/transcript.ts` says), each with a server and a home of its
 * own. With `WRITE_TRANSCRIPTS=1` they are written as they come out, to be read over before they are kept.
 */
const scripts = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.txt'));

describe('the command line prints what its scripts say', () => {
  it.each(scripts)(
    '%s',
    async (file) => {
      const path = join(import.meta.dirname, file);
      const text = readFileSync(path, 'utf8');
      const steps = readTranscript(text);
      expect(steps.length).toBeGreaterThan(0);
      const shell = await openShell();
      const ran = await shell.run(steps);
      await shell.stop();
      if (process.env.WRITE_TRANSCRIPTS === '1') writeFileSync(path, rewritten(text, steps, ran));
      const told = (step: (typeof steps)[number], printed: readonly string[], code: number) =>
        `line ${step.line}: $ ${step.command}\n${printed.map((line) => `${line}\n`).join('')}[${code}]`;
      expect(ran.map(({ printed, code }, i) => told(steps[i]!, asInTranscript(steps[i]!, printed), code))).toEqual(
        steps.map((step) => told(step, step.printed, step.code)),
      );
    },
    120_000,
  );
});
